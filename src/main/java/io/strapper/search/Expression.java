package io.strapper.search;

import java.nio.charset.StandardCharsets;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.strapper.language.Sentence;

/**
 * What a reader searches for: a text, or a regular expression in RE2's syntax. The time
 * for a line is proportional to its length, whatever the expression and the number of
 * matches. Empty matches do not count. Not thread-safe.
 */
public final class Expression {

	private static final int LONGEST = 1000;

	/** Each character of a line can cost so many steps. */
	private static final int MOST_INSTRUCTIONS = 250;

	/**
	 * A longer expression, with its repetitions written out, is refused before it is
	 * compiled.
	 */
	private static final int MOST_WRITTEN_OUT = 10_000;

	private static final LineMatcher.Spans NOBODY = (start, end) -> {
	};

	private final LineMatcher matcher;

	private Expression(LineMatcher matcher) {
		this.matcher = matcher;
	}

	/**
	 * Reads what was typed.
	 * @param text what to look for
	 * @param regex whether it is a regular expression
	 * @param matchCase whether upper and lower case differ
	 * @throws UnreadableExpressionException if it is no valid expression, or too long
	 */
	public static Expression of(String text, boolean regex, boolean matchCase) {
		if (text.isEmpty() || text.length() > LONGEST) {
			throw new UnreadableExpressionException(Sentence.of("problem.search.length", LONGEST));
		}
		if (!regex) {
			return new Expression(ProgramParser.text(text, matchCase));
		}
		Pattern pattern = pattern(text, matchCase);
		return new Expression(ProgramParser.expression(text, matchCase)
			.<LineMatcher>map((automaton) -> automaton)
			.orElseGet(() -> new BudgetedPattern(pattern)));
	}

	private static Pattern pattern(String text, boolean matchCase) {
		if (Repetitions.writtenOut(text) > MOST_WRITTEN_OUT) {
			throw new UnreadableExpressionException(Sentence.of("problem.search.repetitions"));
		}
		try {
			Pattern pattern = Pattern.compile(text, matchCase ? 0 : Pattern.CASE_INSENSITIVE);
			if (pattern.programSize() > MOST_INSTRUCTIONS) {
				throw new UnreadableExpressionException(Sentence.of("problem.search.complex"));
			}
			return pattern;
		}
		catch (PatternSyntaxException ex) {
			throw new UnreadableExpressionException(Sentence.of("problem.search.regex", ex.getDescription()));
		}
	}

	/**
	 * Counts the matches in a line.
	 * @param line the line's text in UTF-8
	 * @return as many as {@link #find} finds
	 */
	int count(byte[] line) {
		return this.matcher.find(line, NOBODY);
	}

	/**
	 * Finds the matches in a line.
	 * @param line the line's text
	 * @param spans takes where each match starts and ends, in UTF-16 units
	 * @return how many matches there are
	 */
	int find(String line, LineMatcher.Spans spans) {
		return this.matcher.find(line.getBytes(StandardCharsets.UTF_8), spans);
	}

	/**
	 * Whether a line has more matches than were found, because its limit of work was
	 * reached.
	 */
	boolean capped() {
		return this.matcher.capped();
	}

	/** The work done so far, in steps: looks at a character or at an instruction. */
	long steps() {
		return this.matcher.steps();
	}

}
