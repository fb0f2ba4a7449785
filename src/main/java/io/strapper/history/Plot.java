package io.strapper.history;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.strapper.live.RunView;
import org.jspecify.annotations.Nullable;

/**
 * The durations of runs as bars of an SVG: the newest on the right. What did not succeed,
 * and what took longer than usual, has a sign above its bar, so that colour is not all
 * that tells.
 *
 * @param bars the runs, oldest first
 * @param marks of the scale
 * @param usual the lines of what is usual, none if the runs do not tell
 * @param cut whether a bar is longer than the scale
 * @param text the same in words
 */
record Plot(List<Bar> bars, List<Mark> marks, List<Mark> usual, boolean cut, String text) {

	/** How many bars there is room for. */
	static final int MOST = 60;

	/** From one bar to the next. */
	private static final int PITCH = 16;

	private static final int BASE = 176;

	private static final int HEIGHT = 152;

	private static final int LOWEST = 2;

	/** What takes so many times as long as nine of ten do is cut. */
	private static final int FAR = 2;

	private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	/**
	 * The plot of runs.
	 * @param runs newest first, {@value #MOST} at most
	 * @param summary what is usual
	 */
	static Plot of(List<PastRun> runs, Summary summary, Instant now) {
		String action = mostFrequent(runs);
		RunView.Usual usual = summary.usual(action);
		long longest = runs.stream().mapToLong((run) -> millis(run, now)).max().orElse(0);
		long cut = (usual != null) ? Math.min(longest, Math.max(1000, FAR * usual.p90Ms())) : longest;
		Scale scale = Scale.of(cut);
		List<Bar> bars = new ArrayList<>();
		for (int i = runs.size() - 1; i >= 0; i--) {
			bars.add(Bar.of(runs.get(i), i, scale, summary, now));
		}
		List<Mark> marks = scale.marks().stream().map((mark) -> Mark.of(mark, scale, Scale.words(mark))).toList();
		return new Plot(bars, marks, (usual != null) ? lines(usual, scale, action) : List.of(), longest > scale.top(),
				text(runs));
	}

	private static String mostFrequent(List<PastRun> runs) {
		return runs.stream()
			.collect(Collectors.groupingBy(PastRun::action, Collectors.counting()))
			.entrySet()
			.stream()
			.max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
			.map(Map.Entry::getKey)
			.orElse("");
	}

	private static List<Mark> lines(RunView.Usual usual, Scale scale, String action) {
		return List.of(
				Mark.of(usual.medianMs(), scale, "Half of the good %s runs: %s".formatted(action, usual.inWords())),
				Mark.of(usual.p90Ms(), scale, "Nine of ten: " + usual.mostInWords()));
	}

	private static long millis(PastRun run, Instant now) {
		return (run.durationMs() != null) ? run.durationMs()
				: Math.max(0, Duration.between(run.startedAt(), now).toMillis());
	}

	private static String text(List<PastRun> runs) {
		Map<String, Long> counts = runs.stream()
			.collect(Collectors.groupingBy(PastRun::status, TreeMap::new, Collectors.counting()));
		return counts.entrySet()
			.stream()
			.map((count) -> count.getValue() + " " + count.getKey().replace('-', ' '))
			.collect(Collectors.joining(", ", "Newest on the right. Of " + runs.size() + ": ", "."));
	}

	/**
	 * A run's bar.
	 *
	 * @param run the run
	 * @param x of its left edge
	 * @param sign the name of what stands above it, or null
	 * @param signY where that stands
	 * @param path what is drawn
	 * @param text the same in words
	 */
	record Bar(PastRun run, int x, @Nullable String sign, int signY, String path, String text) {

		private static Bar of(PastRun run, int fromRight, Scale scale, Summary summary, Instant now) {
			long millis = millis(run, now);
			RunView.Usual usual = summary.usual(run.action());
			boolean slow = usual != null && millis > usual.p90Ms();
			int height = Math.max(LOWEST, scale.height(millis, HEIGHT));
			int x = (MOST - 1 - fromRight) * PITCH;
			// A gap near the top of a bar that is cut
			String path = "M" + (x + PITCH / 2) + " " + BASE
					+ ((millis > scale.top()) ? "v-" + (height - 12) + "m0 -4v-8" : "v-" + height);
			String sign = run.isGood() ? (slow ? "slow" : null) : run.status();
			return new Bar(run, x, sign, BASE - height - 13, path, text(run, slow, millis));
		}

		private static String text(PastRun run, boolean slow, long millis) {
			String words = RunView.words(Duration.ofMillis(millis));
			return "%s #%d %s %s%s, by %s, %s".formatted(
					run.action().substring(0, 1).toUpperCase(Locale.ROOT) + run.action().substring(1), run.number(),
					run.status().replace('-', ' '), (run.durationMs() != null) ? "after " + words : "for " + words,
					slow ? ", longer than usual" : "", run.startedBy(), AT.format(run.startedAt()));
		}

		/** Whether somebody may look for it. */
		public boolean isSpecial() {
			return this.sign != null;
		}

	}

	/**
	 * A height of the plot.
	 *
	 * @param y where it is
	 * @param text what it is
	 */
	record Mark(int y, String text) {

		private static Mark of(long millis, Scale scale, String text) {
			return new Mark(BASE - scale.height(millis, HEIGHT), text);
		}

	}

	/** The signs that the plot has, for its legend, in the order of the bars. */
	public List<String> signs() {
		Function<Bar, String> sign = (bar) -> (bar.sign() != null) ? bar.sign() : bar.run().status();
		return this.bars.stream().map(sign).distinct().sorted().toList();
	}

}
