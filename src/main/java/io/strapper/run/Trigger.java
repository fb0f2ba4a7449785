package io.strapper.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.language.Texts;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The push to a repository that has started a run. Each text is cut to one line without
 * control characters: it becomes a variable of the run's process.
 *
 * @param branch name of the branch, or null if a tag was pushed
 * @param tag name of the tag, or null if a branch was pushed
 * @param commit identifier of the commit, or null if it is unknown
 * @param author name of the commit's author, or null if it is unknown
 * @param message first line of the commit's message, or null if it is unknown
 */
public record Trigger(@Nullable String branch, @Nullable String tag, @Nullable String commit, @Nullable String author,
		@Nullable String message) {

	/** The columns of a table that holds triggers. */
	public static final String COLUMNS = "pushed_branch, pushed_tag, pushed_commit, pushed_author, pushed_message";

	/** The parameters that {@link #in} sets, in the order of the columns. */
	public static final String PARAMETERS = ":branch, :tag, :commit, :author, :message";

	private static final Trigger NONE = new Trigger(null, null, null, null, null);

	private static final int MOST = 200;

	private static final int MOST_OF_COMMIT = 64;

	public Trigger {
		branch = line(branch, MOST);
		tag = line(tag, MOST);
		commit = line(commit, MOST_OF_COMMIT);
		author = line(author, MOST);
		message = line(message, MOST);
	}

	/** Whoever can push has written these texts. */
	private static @Nullable String line(@Nullable String text, int most) {
		if (text == null) {
			return null;
		}
		String first = text.strip().lines().findFirst().orElse("");
		String line = first.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]+", " ").strip();
		int length = Math.min(most, line.codePointCount(0, line.length()));
		return line.isEmpty() ? null : line.substring(0, line.offsetByCodePoints(0, length));
	}

	/** The commit as people write it, or null. */
	public @Nullable String shortCommit() {
		return (this.commit != null) ? this.commit.substring(0, Math.min(7, this.commit.length())) : null;
	}

	/** What was pushed, as people read it: {@code main 1a2b3c4 “Fix it” by Ann}. */
	public String text(Texts texts) {
		return Stream
			.of((this.branch != null) ? this.branch : this.tag, shortCommit(),
					(this.message != null) ? texts.text("live.trigger.message", this.message) : null,
					(this.author != null) ? texts.text("live.trigger.author", this.author) : null)
			.filter(Objects::nonNull)
			.collect(Collectors.joining(" "));
	}

	/** Sets the parameters of a trigger, or of none. */
	public static StatementSpec in(StatementSpec statement, @Nullable Trigger trigger) {
		Trigger known = (trigger != null) ? trigger : NONE;
		return statement.param("branch", known.branch, Types.VARCHAR)
			.param("tag", known.tag, Types.VARCHAR)
			.param("commit", known.commit, Types.VARCHAR)
			.param("author", known.author, Types.VARCHAR)
			.param("message", known.message, Types.VARCHAR);
	}

	/** The trigger in a row, or null if there is none. */
	public static @Nullable Trigger of(ResultSet row) throws SQLException {
		Trigger trigger = new Trigger(row.getString("pushed_branch"), row.getString("pushed_tag"),
				row.getString("pushed_commit"), row.getString("pushed_author"), row.getString("pushed_message"));
		return trigger.equals(NONE) ? null : trigger;
	}

}
