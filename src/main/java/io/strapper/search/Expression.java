package io.strapper.search;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What a reader looks for in lines: a text, or a regular expression of RE2, which takes
 * time in proportion to the line, whatever the expression. Matches of nothing do not
 * count.
 */
public final class Expression {

	private static final int LONGEST = 1000;

	/** More than that are not even compiled. */
	private static final int MOST_REPETITIONS = 1000;

	/** Each character may cost as many steps: more would make a line dear. */
	private static final int MOST_INSTRUCTIONS = 250;

	private static final java.util.regex.Pattern REPETITION = java.util.regex.Pattern
		.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

	private final String text;

	private final boolean matchCase;

	private final @Nullable Pattern pattern;

	private final @Nullable Automaton automaton;

	private Expression(String text, boolean matchCase, @Nullable Pattern pattern, @Nullable Automaton automaton) {
		this.text = text;
		this.matchCase = matchCase;
		this.pattern = pattern;
		this.automaton = automaton;
	}

	/**
	 * Reads what was typed.
	 * @param text what to look for
	 * @param regex whether it is a regular expression
	 * @param matchCase whether upper and lower case differ
	 * @throws UnreadableExpressionException if there is no looking for that
	 */
	public static Expression of(String text, boolean regex, boolean matchCase) {
		if (text.isEmpty() || text.length() > LONGEST) {
			throw new UnreadableExpressionException("Search for 1 to " + LONGEST + " characters.");
		}
		if (!regex) {
			return new Expression(text, matchCase, null, ProgramParser.text(text, matchCase).orElse(null));
		}
		return new Expression(text, matchCase, pattern(text, matchCase),
				ProgramParser.expression(text, matchCase).orElse(null));
	}

	private static Pattern pattern(String text, boolean matchCase) {
		Matcher repetitions = REPETITION.matcher(text);
		long product = 1;
		while (repetitions.find()) {
			String most = repetitions.group(2);
			String count = (most == null || most.isEmpty()) ? repetitions.group(1) : most;
			product *= Math.max(1, Long.parseLong(count));
			if (product > MOST_REPETITIONS) {
				throw new UnreadableExpressionException("The expression repeats something more than " + MOST_REPETITIONS
						+ " times: make the numbers in braces smaller.");
			}
		}
		try {
			Pattern pattern = Pattern.compile(text, matchCase ? 0 : Pattern.CASE_INSENSITIVE);
			if (pattern.programSize() > MOST_INSTRUCTIONS) {
				throw new UnreadableExpressionException(
						"The expression is too complicated: shorten it, or make the numbers in braces smaller.");
			}
			return pattern;
		}
		catch (PatternSyntaxException ex) {
			throw new UnreadableExpressionException("The regular expression cannot be read (" + ex.getDescription()
					+ "): mend it, or search for it as text.");
		}
	}

	/**
	 * Counts the matches in a line, fast: an automaton looks first. Not for several
	 * threads at once.
	 * @param line the line's text in UTF-8
	 * @return as many as {@link #find} finds
	 */
	int count(byte[] line) {
		int end = (this.automaton != null) ? this.automaton.find(line, 0) : 0;
		if (end < 0) {
			return 0;
		}
		if (this.automaton == null || !isAscii(line)) {
			return find(new String(line, StandardCharsets.UTF_8), (from, to) -> {
			});
		}
		int count = 0;
		while (end >= 0) {
			count++;
			end = this.automaton.find(line, end);
		}
		return count;
	}

	private static boolean isAscii(byte[] line) {
		int bits = 0;
		for (byte octet : line) {
			bits |= octet;
		}
		return bits >= 0;
	}

	/**
	 * Looks through a line. For all threads.
	 * @param line the line's text
	 * @param spans takes where each match starts and ends, in UTF-16 units
	 * @return how many matches there are
	 */
	public int find(String line, Spans spans) {
		Pattern expression = this.pattern;
		if (expression == null) {
			return this.matchCase ? findText(line, spans) : findIgnoringCase(line, spans);
		}
		int count = 0;
		com.google.re2j.Matcher matcher = expression.matcher(line);
		while (matcher.find()) {
			if (matcher.end() > matcher.start()) {
				spans.span(matcher.start(), matcher.end());
				count++;
			}
		}
		return count;
	}

	private int findText(String line, Spans spans) {
		int length = this.text.length();
		int count = 0;
		for (int at = line.indexOf(this.text); at >= 0; at = line.indexOf(this.text, at + length)) {
			spans.span(at, at + length);
			count++;
		}
		return count;
	}

	private int findIgnoringCase(String line, Spans spans) {
		int length = this.text.length();
		char lower = Character.toLowerCase(Character.toUpperCase(this.text.charAt(0)));
		char upper = Character.toUpperCase(lower);
		int count = 0;
		for (int at = 0; at <= line.length() - length; at++) {
			char first = line.charAt(at);
			boolean begins = first == upper || first == lower || first > 0x7F;
			if (begins && line.regionMatches(true, at, this.text, 0, length)) {
				spans.span(at, at + length);
				count++;
				at += length - 1;
			}
		}
		return count;
	}

	/** Takes matches. */
	@FunctionalInterface
	public interface Spans {

		/**
		 * Takes a match.
		 * @param start where it starts
		 * @param end where it ends
		 */
		void span(int start, int end);

	}

}
