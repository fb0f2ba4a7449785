package io.strapper.search;

import java.nio.charset.StandardCharsets;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * Finds the matches of what only RE2/J understands. It takes linear time for one match,
 * but begins anew after each, so all matches of a line can take quadratic time: what a
 * line may cost is limited, and the matches behind that are not found.
 */
final class BudgetedPattern implements LineMatcher {

	/** Looks at a character that each character of a line pays for. */
	private static final int LOOKS_A_CHARACTER = 8;

	/** What a short line may cost. */
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

	/** A text that can be looked at so often. */
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

	/** A line has cost what it may. */
	private static final class SpentException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		SpentException() {
			super(null, null, false, false);
		}

	}

}
