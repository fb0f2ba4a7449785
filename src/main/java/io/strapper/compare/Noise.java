package io.strapper.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Sets aside what differs from run to run and says nothing, by the rules of
 * {@code noise.txt}. At each place of a line only those expressions are tried that can
 * begin with its character. Not thread-safe.
 */
final class Noise {

	/** Most characters of a line that rules see. */
	private static final int LONGEST = 2000;

	private static final Pattern HEAD = Pattern.compile("\\[(\\w+)] .*");

	private static final Pattern PART = Pattern.compile("(is|same|other) +(.+)");

	/** What may stand before a match: expressions look behind. */
	private static final List<String> BEFORE = List.of("", " ", "a", "0.0", "/proc/");

	private static final List<NoiseRule> RULES = parse(text());

	private static final List<Expression> EXPRESSIONS = RULES.stream()
		.flatMap((rule) -> rule.is().stream().map((is) -> new Expression("<" + rule.name() + ">", Pattern.compile(is))))
		.toList();

	/** The expressions that can begin with each character of ASCII, a bit each. */
	private static final long[] BEGINNING = beginning();

	private static final long PRIME = 0x100000001b3L;

	private static final long BASIS = 0xcbf29ce484222325L;

	private final List<Matcher> matchers = EXPRESSIONS.stream().map((expression) -> matcher(expression.is())).toList();

	private int end;

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

	private static Matcher matcher(Pattern pattern) {
		return pattern.matcher("").useTransparentBounds(true).useAnchoringBounds(false);
	}

	private static long[] beginning() {
		long[] beginning = new long[128];
		for (int i = 0; i < EXPRESSIONS.size(); i++) {
			Matcher matcher = matcher(EXPRESSIONS.get(i).is());
			for (char c = 0; c < beginning.length; c++) {
				if (canBegin(matcher, c)) {
					beginning[c] |= 1L << i;
				}
			}
		}
		return beginning;
	}

	/** Whether a match has to look beyond its first character to fail. */
	private static boolean canBegin(Matcher matcher, char first) {
		return BEFORE.stream().anyMatch((before) -> {
			matcher.reset(before + first).region(before.length(), before.length() + 1);
			return matcher.lookingAt() || matcher.hitEnd();
		});
	}

	/** A line without its noise: equal lines say the same. */
	String without(String line) {
		int length = Math.min(line.length(), LONGEST);
		StringBuilder quiet = new StringBuilder(line.length());
		int end = 0;
		boolean word = false;
		for (int i = 0; i < length; i++) {
			char c = line.charAt(i);
			boolean inWord = word && isWord(c);
			word = isWord(c);
			Expression found = (inWord || c >= BEGINNING.length) ? null : at(line, i, length, BEGINNING[c]);
			if (found != null) {
				quiet.append(line, end, i).append(found.replacement());
				end = this.end;
				i = end - 1;
				word = isWord(line.charAt(i));
			}
		}
		return (end == 0) ? line : quiet.append(line, end, line.length()).toString();
	}

	private static boolean isWord(char c) {
		return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
	}

	/** The first expression that matches there; {@link #end} is behind its match. */
	private @Nullable Expression at(String line, int from, int to, long candidates) {
		for (long left = candidates; left != 0; left &= left - 1) {
			int i = Long.numberOfTrailingZeros(left);
			Matcher matcher = this.matchers.get(i);
			matcher.reset(line).region(from, to);
			if (matcher.lookingAt()) {
				this.end = matcher.end();
				return EXPRESSIONS.get(i);
			}
		}
		return null;
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

	/** An expression, and what its rule puts in the place of a match. */
	private record Expression(String replacement, Pattern is) {
	}

}
