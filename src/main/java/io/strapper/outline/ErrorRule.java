package io.strapper.outline;

import java.util.ArrayList;
import java.util.List;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule of {@code errors.txt}, where the parts are explained.
 *
 * @param rank what the line says
 * @param title what the rule is about
 * @param words one of them is in the line, or in the one that {@code after} matches
 * @param is one of them matches
 * @param but none of them matches
 * @param after what the line comes after, null if it stands for itself
 * @param yes lines that the rule decides
 * @param no lines that it does not
 */
record ErrorRule(ErrorRank rank, String title, List<String> words, List<Pattern> is, List<Pattern> but,
		@Nullable Pattern after, List<String> yes, List<String> no) {

	boolean matches(String line) {
		return this.is.stream().anyMatch((pattern) -> pattern.matcher(line).find())
				&& this.but.stream().noneMatch((pattern) -> pattern.matcher(line).find());
	}

	/** Whether the next line that this rule matches is to be decided by it. */
	boolean begins(String line) {
		return this.after != null && this.after.matcher(line).find();
	}

	/** Collects the parts of a rule. */
	static final class Builder {

		private final ErrorRank rank;

		private final String title;

		private final List<String> words = new ArrayList<>();

		private final List<Pattern> is = new ArrayList<>();

		private final List<Pattern> but = new ArrayList<>();

		private @Nullable Pattern after;

		private final List<String> yes = new ArrayList<>();

		private final List<String> no = new ArrayList<>();

		Builder(ErrorRank rank, String title) {
			this.rank = rank;
			this.title = title;
		}

		void add(String key, String value) {
			switch (key) {
				case "has" -> this.words.addAll(List.of(value.split(" \\| ")));
				case "is" -> this.is.add(Pattern.compile(value));
				case "but" -> this.but.add(Pattern.compile(value));
				case "after" -> this.after = Pattern.compile(value);
				case "yes" -> this.yes.add(value);
				case "no" -> this.no.add(value);
				default -> throw new IllegalArgumentException("A rule has no part \"" + key + "\"");
			}
		}

		ErrorRule build() {
			return new ErrorRule(this.rank, this.title, List.copyOf(this.words), List.copyOf(this.is),
					List.copyOf(this.but), this.after, List.copyOf(this.yes), List.copyOf(this.no));
		}

	}

}
