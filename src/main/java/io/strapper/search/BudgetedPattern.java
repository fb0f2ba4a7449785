package io.strapper.search;

import java.nio.charset.StandardCharsets;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * Finds the matches of expressions that only RE2/J supports. RE2/J takes linear time for
 * one match but starts again after each, so all matches of a line can take quadratic
 * time. Therefore the work per line has a limit; matches beyond it are not found.
 */
final class BudgetedPattern implements LineMatcher {

	/** The limit of a line: so many looks per character. */
	private static final int LOOKS_A_CHARACTER = 8;

	/** The limit of a short line. */
	private static final int LEAST_LOOKS = 4_000;

	private final Pattern pattern;

	private long steps;

	private boolean capped;

	BudgetedPattern(Pattern pattern) {
		this.pattern = pattern;
	}

	@Override
	public int find(byte[] line, Spans spans) {
		String text = new String(line, StandardCharsets.UTF_8);
		CountedText counted = new CountedText(text, LEAST_LOOKS + (long) LOOKS_A_CHARACTER * text.length());
		Matcher matcher = this.pattern.matcher(counted);
		int count = 0;
		try {
			while (matcher.find()) {
				if (matcher.end() > matcher.start()) {
					spans.span(matcher.start(), matcher.end());
					count++;
				}
			}
		}
		catch (SpentException ex) {
			this.capped = true;
		}
		this.steps += (counted.most - counted.left) * this.pattern.programSize();
		return count;
	}

	@Override
	public boolean capped() {
		return this.capped;
	}

	@Override
	public long steps() {
		return this.steps;
	}

	/** A text that throws an exception after a number of looks. */
	private static final class CountedText implements CharSequence {

		private final String text;

		private final long most;

		private long left;

		CountedText(String text, long most) {
			this.text = text;
			this.most = most;
			this.left = most;
		}

		@Override
		public char charAt(int index) {
			if (--this.left < 0) {
				throw new SpentException();
			}
			return this.text.charAt(index);
		}

		@Override
		public int length() {
			return this.text.length();
		}

		@Override
		public CharSequence subSequence(int start, int end) {
			return this.text.subSequence(start, end);
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	/** The limit of a line is reached. */
	private static final class SpentException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		SpentException() {
			super(null, null, false, false);
		}

	}

}
