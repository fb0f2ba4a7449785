package io.strapper.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.strapper.language.Texts;
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
 */
record Plot(List<Bar> bars, List<Mark> marks, List<Mark> usual, boolean cut) {

	/** How many bars there is room for. */
	static final int MOST = 60;

	/** From one bar to the next. */
	private static final int PITCH = 16;

	private static final int BASE = 176;

	private static final int HEIGHT = 152;

	private static final int LOWEST = 2;

	/** What takes so many times as long as nine of ten do is cut. */
	private static final int FAR = 2;

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
		List<Mark> marks = scale.marks().stream().map((mark) -> Mark.of(mark, scale, "")).toList();
		return new Plot(bars, marks, (usual != null) ? lines(usual, scale, action) : List.of(), longest > scale.top());
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
		return List.of(Mark.of(usual.medianMs(), scale, "history.half." + action),
				Mark.of(usual.p90Ms(), scale, "history.most"));
	}

	private static long millis(PastRun run, Instant now) {
		return (run.durationMs() != null) ? run.durationMs()
				: Math.max(0, Duration.between(run.startedAt(), now).toMillis());
	}

	/** The same in words. */
	public String text(Texts texts) {
		Map<String, Long> counts = this.bars.stream()
			.collect(Collectors.groupingBy((bar) -> bar.run().status(), TreeMap::new, Collectors.counting()));
		String all = counts.entrySet()
			.stream()
			.map((count) -> texts.text("history.plot.count", count.getValue(), texts.text("status." + count.getKey())))
			.collect(Collectors.joining(", "));
		return texts.text("history.plot", this.bars.size(), all);
	}

	/**
	 * A run's bar.
	 *
	 * @param run the run
	 * @param x of its left edge
	 * @param sign the name of what stands above it, or null
	 * @param signY where that stands
	 * @param path what is drawn
	 * @param slow whether it took longer than usual
	 * @param took how long it took, or has run, in milliseconds
	 */
	record Bar(PastRun run, int x, @Nullable String sign, int signY, String path, boolean slow, long took) {

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
			return new Bar(run, x, sign, BASE - height - 13, path, slow, millis);
		}

		/** The same in words. */
		public String text(Texts texts) {
			String key = "history.bar" + ((this.run.durationMs() != null) ? "" : ".running")
					+ (this.slow ? ".slow" : "");
			return texts.text(key, texts.text("live.run." + this.run.action()), this.run.number(),
					texts.text("status." + this.run.status()), texts.millis(this.took), this.run.startedBy(),
					texts.utc(this.run.startedAt()));
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
	 * @param millis the duration that it stands for
	 * @param key of the text that says what it is, or empty: the duration says it
	 */
	record Mark(int y, long millis, String key) {

		private static Mark of(long millis, Scale scale, String key) {
			return new Mark(BASE - scale.height(millis, HEIGHT), millis, key);
		}

		/** What it is. */
		public String text(Texts texts) {
			String duration = texts.millis(this.millis);
			return this.key.isEmpty() ? duration : texts.text(this.key, duration);
		}

	}

	/** The signs that the plot has, for its legend, in the order of the bars. */
	public List<String> signs() {
		Function<Bar, String> sign = (bar) -> (bar.sign() != null) ? bar.sign() : bar.run().status();
		return this.bars.stream().map(sign).distinct().sorted().toList();
	}

}
