package io.strapper.search;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The length of an expression with its repetitions written out: {@code (ab){3}} has 6.
 */
final class Repetitions {

	private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

	private static final Pattern TOKEN = Pattern
		.compile("\\\\Q.*?(?:\\\\E|$)|\\\\.|\\[\\^?]?(?:\\\\.|[^\\]\\\\])*]|" + COUNT + "|.", Pattern.DOTALL);

	/** Lengths of the open groups, the innermost first. */
	private final Deque<Double> open = new ArrayDeque<>();

	/** The length of the last item, and of the items before it in its group. */
	private double last;

	private double before;

	private Repetitions() {
	}

	/**
	 * Estimates the length; the result may be too large, but not too small.
	 * @param expression any text, not necessarily a valid expression
	 */
	static double writtenOut(String expression) {
		Repetitions repetitions = new Repetitions();
		for (Matcher token = TOKEN.matcher(expression); token.find();) {
			repetitions.take(token);
		}
		while (!repetitions.open.isEmpty()) {
			repetitions.close();
		}
		return repetitions.before + repetitions.last;
	}

	private void take(Matcher token) {
		if (token.group(1) != null) {
			String most = token.group(2);
			this.last *= Math.max(1, Integer.parseInt((most == null || most.isEmpty()) ? token.group(1) : most));
			return;
		}
		switch (token.group()) {
			case "(" -> {
				this.open.push(this.before + this.last);
				this.before = 0;
				this.last = 0;
			}
			case ")" -> close();
			default -> {
				this.before += this.last;
				this.last = token.group().startsWith("\\Q") ? token.group().length() : 1;
			}
		}
	}

	private void close() {
		if (!this.open.isEmpty()) {
			this.last += this.before;
			this.before = this.open.pop();
		}
	}

}
