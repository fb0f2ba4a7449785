package io.strapper.history;

import java.util.ArrayList;
import java.util.List;

/**
 * The scale of a plot's durations, which begins at 0.
 *
 * @param top the longest duration that has room, in milliseconds
 * @param step between two marks, in milliseconds
 */
record Scale(long top, long step) {

	private static final int MOST_MARKS = 4;

	private static final long[] STEPS = { 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18_000, 36_000,
			86_400, 604_800 };

	/** The scale on which a duration in milliseconds has room. */
	static Scale of(long longest) {
		long step = (longest + MOST_MARKS - 1) / MOST_MARKS;
		for (long seconds : STEPS) {
			if (seconds * 1000 >= step) {
				step = seconds * 1000;
				break;
			}
		}
		return new Scale(Math.max(1, (longest + step - 1) / step) * step, step);
	}

	/** How high a duration is drawn where {@code height} is the top. */
	int height(long duration, int height) {
		return (int) Math.round((double) Math.min(duration, this.top) * height / this.top);
	}

	/** The marks above 0, the lowest first. */
	List<Long> marks() {
		List<Long> marks = new ArrayList<>();
		for (long mark = this.step; mark <= this.top; mark += this.step) {
			marks.add(mark);
		}
		return marks;
	}

}
