package io.strapper.journey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A table of figures, and whatever is not as it should be. For all threads. */
final class ScaleReport {

	private final List<String> rows = new ArrayList<>();

	private final List<String> wrong = new ArrayList<>();

	/** Adds a figure. */
	synchronized void row(String what, String format, Object... values) {
		this.rows.add("%-62s %s".formatted(what, format.formatted(values)));
		System.out.println(this.rows.get(this.rows.size() - 1));
	}

	/** Adds the middle and the worst of many times. */
	void row(String what, List<Duration> times) {
		if (times.isEmpty()) {
			row(what, "none");
			return;
		}
		long[] sorted = times.stream().mapToLong(Duration::toMillis).sorted().toArray();
		row(what, "p50 %d ms, p99 %d ms, longest %d ms, of %d", sorted[sorted.length / 2],
				sorted[sorted.length * 99 / 100], sorted[sorted.length - 1], sorted.length);
	}

	/** Adds a figure that each of several logs gave. */
	void row(String what, String unit, double[] values) {
		double[] sorted = Arrays.stream(values).sorted().toArray();
		row(what, "%.1f to %.1f %s, of %d", sorted[0], sorted[sorted.length - 1], unit, sorted.length);
	}

	/** Says so unless a thing is as it should be. */
	synchronized void check(boolean right, String sentence, Object... arguments) {
		if (!right) {
			this.wrong.add(sentence.formatted(arguments));
		}
	}

	/** All that is not as it should be. */
	synchronized List<String> wrong() {
		return Collections.unmodifiableList(new ArrayList<>(this.wrong));
	}

	@Override
	public synchronized String toString() {
		return String.join("\n", this.rows) + "\nWRONG " + this.wrong.size() + "\n" + String.join("\n", this.wrong);
	}

}
