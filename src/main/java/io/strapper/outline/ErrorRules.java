package io.strapper.outline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of {@code errors.txt}. The first rule that matches a line decides what the
 * line says. To most lines no rule is even applied: the words of all rules are looked for
 * at once. For all threads.
 */
final class ErrorRules {

	/** Most bytes of a line that are looked at. */
	static final int LONGEST = 1000;

	/** What loggers, Docker and Git put before a line. */
	private static final com.google.re2j.Pattern PREFIX = com.google.re2j.Pattern.compile("^(?:"
			+ "\\[?\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?:Z| ?[+-]\\d\\d:?\\d\\d)?\\]?:?\\s+"
			+ "|\\[?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?\\]?\\s+|#\\d+ \\d+\\.\\d+ "
			+ "| {2,}(?:\\| |\\[\\w+\\] )|[a-z][\\w.-]*\\d\\s+\\| |remote: )+");

	private static final Pattern HEAD = Pattern.compile("\\[(\\w+)] (.*)");

	private static final Pattern PART = Pattern.compile("(has  |is   |but  |after|yes  |no   ) (.+)");

	private final List<ErrorRule> rules;

	private final Words words;

	/** The rules by what a line says that they decide. */
	private final Map<ErrorRank, BitSet> byRank = new EnumMap<>(ErrorRank.class);

	private ErrorRules(List<ErrorRule> rules) {
		this.rules = rules;
		this.words = new Words(rules.stream().map(ErrorRule::words).toList());
		for (ErrorRank rank : ErrorRank.values()) {
			this.byRank.put(rank, new BitSet());
		}
		for (int i = 0; i < rules.size(); i++) {
			of(rules.get(i).rank()).set(i);
		}
	}

	/** Reads the rules that are part of the program. */
	static ErrorRules load() {
		try (InputStream in = ErrorRules.class.getResourceAsStream("errors.txt")) {
			if (in == null) {
				throw new IllegalStateException("errors.txt is missing");
			}
			return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ErrorRules parse(String text) {
		List<ErrorRule.Builder> builders = new ArrayList<>();
		for (String line : text.lines().filter((line) -> !line.isEmpty() && !line.startsWith("#")).toList()) {
			Matcher head = HEAD.matcher(line);
			Matcher part = PART.matcher(line);
			if (head.matches()) {
				ErrorRank rank = ErrorRank.valueOf(head.group(1).toUpperCase(Locale.ROOT));
				builders.add(new ErrorRule.Builder(rank, head.group(2)));
			}
			else if (part.matches() && !builders.isEmpty()) {
				builders.get(builders.size() - 1).add(part.group(1).strip(), part.group(2));
			}
			else {
				throw new IllegalArgumentException("Not a part of a rule: " + line);
			}
		}
		return new ErrorRules(builders.stream().map(ErrorRule.Builder::build).toList());
	}

	List<ErrorRule> all() {
		return this.rules;
	}

	/** The numbers of the rules of a rank; not to be changed. */
	BitSet of(ErrorRank rank) {
		return Objects.requireNonNull(this.byRank.get(rank));
	}

	/**
	 * Finds the rules that may match a line.
	 * @param line the line in UTF-8
	 * @param candidates takes their numbers
	 */
	void candidates(byte[] line, BitSet candidates) {
		this.words.find(line, Math.min(line.length, LONGEST), candidates);
	}

	/** The part of a line's text that rules see. */
	static String seen(byte[] line) {
		String text = new String(line, 0, Math.min(line.length, LONGEST), StandardCharsets.UTF_8);
		if (text.isEmpty() || "0123456789[# ".indexOf(text.charAt(0)) < 0 && !text.startsWith("remote: ")
				&& !text.contains(" | ")) {
			return text;
		}
		com.google.re2j.Matcher prefix = PREFIX.matcher(text);
		return prefix.find() ? text.substring(prefix.end()) : text;
	}

	/** The first of some rules that matches a line by itself. */
	Optional<ErrorRule> decide(BitSet candidates, String line) {
		return candidates.stream()
			.mapToObj(this.rules::get)
			.filter((rule) -> rule.after() == null && rule.matches(line))
			.findFirst();
	}

	/** The first of some rules for what follows a line. */
	Optional<ErrorRule> begun(BitSet candidates, String line) {
		return candidates.stream().mapToObj(this.rules::get).filter((rule) -> rule.begins(line)).findFirst();
	}

	/** What a red line says of which no rule knows anything else. */
	Optional<ErrorRule> red(String line) {
		return this.rules.stream().filter((rule) -> rule.words().isEmpty() && rule.matches(line)).findFirst();
	}

}
