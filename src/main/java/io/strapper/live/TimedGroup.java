package io.strapper.live;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.strapper.log.LogTimes;
import io.strapper.run.Run;
import io.strapper.outline.Group;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A group of lines as pages and JSON show it.
 *
 * @param name what to call it
 * @param depth in how many groups it stands, from 0
 * @param firstLine the number of its first line, which is its marker, from 0
 * @param lastLine the number of its last line
 * @param durationMs how long it took, so far if it goes on, in milliseconds; null if that
 * is not known
 * @param state {@code running}, {@code ended}, or {@code failed} if the first error
 * stands in it
 * @param closed whether its last line is a marker too
 * @param usualMs the median of what the same group took in earlier good runs, in
 * milliseconds; null if fewer than three of them had it
 * @param slow whether it took noticeably longer than nine of ten of them
 */
public record TimedGroup(String name, int depth, long firstLine, long lastLine, @Nullable Long durationMs,
		@Schema(allowableValues = {
				"running", "ended", "failed" }) String state,
		boolean closed, @Nullable Long usualMs, boolean slow){

	/** Milliseconds more than usual that nobody notices. */
	private static final long SHORT = 1000;

	static List<TimedGroup> of(List<Group> groups, LogTimes times, Run run, Instant now) throws IOException {
		TreeSet<Long> lines = new TreeSet<>();
		for (Group group : groups) {
			lines.add(group.firstLine());
			lines.add(end(group));
		}
		Map<Long, Long> at = lines.isEmpty() ? Map.of() : times.of(lines);
		long end = Objects.requireNonNullElse(run.finishedAt(), now).toEpochMilli();
		return groups.stream().map((group) -> of(group, at, end)).toList();
	}

	/** The line with which it is over. */
	private static long end(Group group) {
		return group.closed() ? group.lastLine() : group.lastLine() + 1;
	}

	private static TimedGroup of(Group group, Map<Long, Long> at, long end) {
		Long from = at.get(group.firstLine());
		Long to = (group.state() == Group.State.RUNNING) ? Long.valueOf(end) : at.getOrDefault(end(group), end);
		Long duration = (from != null) ? Math.max(0, to - from) : null;
		return new TimedGroup(group.name(), group.depth(), group.firstLine(), group.lastLine(), duration,
				group.state().name().toLowerCase(Locale.ROOT), group.closed(), null, false);
	}

	/**
	 * How long each group took, by what is the same in each run: its name, the names of
	 * those in which it stands, and which of several that makes it.
	 * @return milliseconds of those of which they are known
	 */
	static Map<String, Long> durations(List<TimedGroup> groups) {
		List<String> paths = paths(groups);
		Map<String, Long> durations = new HashMap<>();
		for (int i = 0; i < groups.size(); i++) {
			Long duration = groups.get(i).durationMs();
			if (duration != null) {
				durations.put(paths.get(i), duration);
			}
		}
		return durations;
	}

	private static List<String> paths(List<TimedGroup> groups) {
		List<String> paths = new ArrayList<>();
		List<String> open = new ArrayList<>();
		Map<String, Integer> counts = new HashMap<>();
		for (TimedGroup group : groups) {
			open.subList(Math.min(group.depth(), open.size()), open.size()).clear();
			// Names have no control characters
			String path = (open.isEmpty() ? "" : open.get(open.size() - 1)) + '\n' + group.name();
			open.add(path + '\t' + counts.merge(path, 1, Integer::sum));
			paths.add(open.get(open.size() - 1));
		}
		return paths;
	}

	/**
	 * Groups held against those of earlier good runs.
	 * @param earlier the durations of the groups of each of these
	 */
	static List<TimedGroup> against(List<Map<String, Long>> earlier, List<TimedGroup> groups) {
		List<String> paths = paths(groups);
		List<TimedGroup> held = new ArrayList<>();
		for (int i = 0; i < groups.size(); i++) {
			String path = paths.get(i);
			List<Duration> durations = earlier.stream()
				.flatMap((run) -> Stream.ofNullable(run.get(path)))
				.map(Duration::ofMillis)
				.toList();
			held.add(groups.get(i).against(RunView.Usual.of(durations).orElse(null)));
		}
		return held;
	}

	private TimedGroup against(RunView.@Nullable Usual usual) {
		if (usual == null) {
			return this;
		}
		boolean longer = this.durationMs != null && this.durationMs > usual.p90Ms()
				&& this.durationMs >= usual.medianMs() + SHORT;
		return new TimedGroup(this.name, this.depth, this.firstLine, this.lastLine, this.durationMs, this.state,
				this.closed, usual.medianMs(), longer);
	}

}
