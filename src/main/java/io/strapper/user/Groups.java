package io.strapper.user;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.language.Sentence;

/**
 * Names of groups. Case matters in them.
 *
 * @param names the names, without an {@code @}
 */
public record Groups(Set<String> names) {

	/** In no group. */
	public static final Groups NONE = new Groups(Set.of());

	private static final int MOST = 500;

	/** As in an {@code app.yml}. */
	private static final Pattern NAME = Pattern.compile("(?! )[^\\p{Cntrl}\\p{Cf}]{1,100}(?<! )");

	public Groups {
		names = Collections.unmodifiableSet(new TreeSet<>(names));
	}

	/**
	 * The groups of a list, without those that no {@code app.yml} could name.
	 * @param names any texts
	 */
	public static Groups of(Collection<String> names) {
		return new Groups(
				names.stream().filter((name) -> NAME.matcher(name).matches()).limit(MOST).collect(Collectors.toSet()));
	}

	/**
	 * The groups that somebody has typed.
	 * @param text names between commas; an {@code @} before a name does not matter
	 * @throws RefusedException if one of them cannot be the name of a group
	 */
	public static Groups typed(String text) {
		Set<String> names = Stream.of(text.split(","))
			.map((name) -> name.strip().replaceFirst("^@", ""))
			.filter((name) -> !name.isEmpty())
			.collect(Collectors.toSet());
		Groups groups = of(names);
		if (groups.names().size() < names.size()) {
			throw new RefusedException(Sentence.of("problem.groups"));
		}
		return groups;
	}

	/** The groups of {@link #text}. */
	static Groups parse(String text) {
		return text.isEmpty() ? NONE : new Groups(Set.of(text.split("\n")));
	}

	/** As the database keeps them: a line each. */
	String text() {
		return String.join("\n", this.names);
	}

	/** As an {@code app.yml} has them: each with an {@code @} before it. */
	public Set<String> marked() {
		return this.names.stream().map((name) -> "@" + name).collect(Collectors.toUnmodifiableSet());
	}

}
