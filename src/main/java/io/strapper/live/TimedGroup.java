package io.strapper.live;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import io.strapper.log.LogTimes;
import io.strapper.run.Run;
import io.strapper.outline.Group;
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
 */
public record TimedGroup(String name, int depth, long firstLine, long lastLine, @Nullable Long durationMs, String state,
		boolean closed) {

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
				group.state().name().toLowerCase(Locale.ROOT), group.closed());
	}

}
