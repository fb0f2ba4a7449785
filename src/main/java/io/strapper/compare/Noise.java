package io.strapper.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sets aside what differs from run to run and says nothing, by the rules of
 * {@code noise.txt}. All rules are one expression, so that a line is gone through once.
 * Not thread-safe.
 */
final class Noise {

	/** Most characters of a line that rules see. */
	private static final int LONGEST = 2000;

	private static final Pattern HEAD = Pattern.compile("\\[(\\w+)] .*");

	private static final Pattern PART = Pattern.compile("(is|same|other) +(.+)");

	private static final List<NoiseRule> RULES = parse(text());

	private static final Pattern ALL = Pattern.compile(
			RULES.stream().map((rule) -> "(" + String.join("|", rule.is()) + ")").collect(Collectors.joining("|")));

	private static final long PRIME = 0x100000001b3L;

	private static final long BASIS = 0xcbf29ce484222325L;

	private final Matcher matcher = ALL.matcher("");

	/** The rules that are part of the program. */
	static List<NoiseRule> rules() {
		return RULES;
	}

	private static String text() {
		try (InputStream in = Noise.class.getResourceAsStream("noise.txt")) {
			if (in == null) {
				throw new IllegalStateException("noise.txt is missing");
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<NoiseRule> parse(String text) {
		List<NoiseRule> rules = new ArrayList<>();
		for (String line : text.lines().filter((line) -> !line.isEmpty() && !line.startsWith("#")).toList()) {
			Matcher head = HEAD.matcher(line);
			Matcher part = PART.matcher(line);
			if (head.matches()) {
				rules.add(new NoiseRule(head.group(1)));
			}
			else if (part.matches() && !rules.isEmpty()) {
				rules.get(rules.size() - 1).add(part.group(1), part.group(2));
			}
			else {
				throw new IllegalArgumentException("Not a part of a rule: " + line);
			}
		}
		return List.copyOf(rules);
	}

	/** A line without its noise: equal lines say the same. */
	String without(String line) {
		String seen = line.substring(0, Math.min(line.length(), LONGEST));
		if (seen.chars().noneMatch((c) -> c >= '0' && c <= '9') && !seen.contains("tmp")) {
			return line;
		}
		StringBuilder quiet = new StringBuilder(line.length());
		int end = 0;
		this.matcher.reset(seen);
		while (this.matcher.find()) {
			quiet.append(seen, end, this.matcher.start()).append('<').append(RULES.get(matched()).name()).append('>');
			end = this.matcher.end();
		}
		return (end == 0) ? line : quiet.append(line, end, line.length()).toString();
	}

	private int matched() {
		int rule = 0;
		while (this.matcher.start(rule + 1) < 0) {
			rule++;
		}
		return rule;
	}

	/**
	 * The hash of a line without its noise (FNV-1a, 64 bits): two lines of different
	 * hashes say something different. Blanks in a row count as one, those at the end not
	 * at all.
	 */
	long hash(String line) {
		String quiet = without(line);
		long hash = BASIS;
		boolean blank = false;
		for (int i = 0; i < quiet.length(); i++) {
			char c = quiet.charAt(i);
			if (c == ' ' || c == '\t') {
				blank = true;
				continue;
			}
			if (blank) {
				hash = (hash ^ ' ') * PRIME;
				blank = false;
			}
			hash = (hash ^ c) * PRIME;
		}
		return hash;
	}

}
