package io.strapper.dashboard;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.strapper.language.Texts;
import io.strapper.run.Run;

/**
 * The last runs of an app as a row of bars: the newest on the right, the longest the
 * highest. What did not succeed has a mark below, so that colour is not all that tells.
 *
 * @param paths by status, what an SVG of 60 × 20 draws
 * @param runs the runs, newest first
 */
record RunBars(Map<String, String> paths, List<Run> runs) {

	/** How many bars there is room for. */
	static final int MOST = 10;

	private static final int HIGHEST = 15;

	private static final int LOWEST = 3;

	/** The bars of an app's runs, newest first. */
	static RunBars of(List<Run> runs) {
		long longest = runs.stream().mapToLong(RunBars::millis).max().orElse(0);
		Map<String, String> paths = new LinkedHashMap<>();
		for (int i = 0; i < runs.size(); i++) {
			Run run = runs.get(i);
			long height = (run.ended() && longest > 0) ? LOWEST + (HIGHEST - LOWEST) * millis(run) / longest : HIGHEST;
			String bar = "M" + (57 - 6 * i) + " 16v-" + height + (marked(run) ? "m0 " + (height + 2) + "v2" : "");
			paths.merge(run.status().label(), bar, String::concat);
		}
		return new RunBars(paths, runs);
	}

	private static boolean marked(Run run) {
		return switch (run.status()) {
			case RUNNING, SUCCEEDED -> false;
			case FAILED, CANCELLED, TIMED_OUT, LOST -> true;
		};
	}

	private static long millis(Run run) {
		return (run.finishedAt() != null) ? Duration.between(run.startedAt(), run.finishedAt()).toMillis() : 0;
	}

	/** The same in words. */
	public String text(Texts texts) {
		String all = this.runs.stream().map((run) -> text(run, texts)).collect(Collectors.joining(", "));
		return texts.count("apps.bars", this.runs.size(), all);
	}

	private static String text(Run run, Texts texts) {
		String status = texts.text("status." + run.status().label());
		return (run.finishedAt() != null) ? texts.text("apps.bars.bar", status,
				texts.duration(Duration.between(run.startedAt(), run.finishedAt()))) : status;
	}

}
