package io.strapper.outline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import io.strapper.log.LogSink;
import io.strapper.log.Replay;
import io.strapper.outline.Outline.Course;
import io.strapper.terminal.Line;

/**
 * Finds groups, errors and warnings while a log is replayed, in linear time and bounded
 * memory. Not thread-safe.
 */
public final class OutlineReader implements LogSink {

	/**
	 * The first characters of visible markers, and of lines that show that they are no
	 * markers.
	 */
	private static final String STARTS = "#:PTR-+~";

	/** Most markers that wait for their line; a screenful never has so many. */
	private static final int MOST_WAITING = 1000;

	private final FirstError errors;

	private final Groups groups;

	private final Deque<Marker> markers;

	/** A reader before the first line. */
	public OutlineReader() {
		this(new FirstError(), new Groups(), new ArrayDeque<>());
	}

	private OutlineReader(FirstError errors, Groups groups, Deque<Marker> markers) {
		this.errors = errors;
		this.groups = groups;
		this.markers = markers;
	}

	@Override
	public void marker(long line, String text) {
		if (this.markers.size() < MOST_WAITING) {
			this.markers.add(new Marker(line, text));
		}
	}

	@Override
	public void frozen(long number, Line line) {
		takeMarkers(number);
		byte[] utf8 = line.utf8();
		this.errors.line(number, utf8, line.red());
		if (utf8.length > 0 && STARTS.indexOf(utf8[0]) >= 0 && !line.continued()) {
			this.groups.line(number, line.text());
		}
	}

	/**
	 * Processes the markers up to a line. Where the cursor moved up between two of them,
	 * the second counts as one of the first one's line: no group ends above its begin.
	 */
	private void takeMarkers(long number) {
		long line = 0;
		while (!this.markers.isEmpty() && this.markers.element().line <= number) {
			Marker marker = this.markers.remove();
			line = Math.max(line, marker.line);
			this.groups.line(line, marker.text);
		}
	}

	/**
	 * The outline so far.
	 * @param tail the lines that are not frozen
	 * @param course the course of the run
	 */
	public Outline outline(Replay.Tail tail, Course course) {
		OutlineReader whole = new OutlineReader(this.errors.copy(), this.groups.copy(), new ArrayDeque<>(this.markers));
		List<Line> lines = tail.lines();
		for (int i = 0; i < lines.size(); i++) {
			whole.frozen(tail.firstLine() + i, lines.get(i));
		}
		// The cursor may stand below the last line with text
		whole.takeMarkers(Long.MAX_VALUE);
		return whole.outline(tail.firstLine() + lines.size(), course);
	}

	private Outline outline(long lineCount, Course course) {
		Finding firstError = firstError(course).orElse(null);
		return new Outline(firstError, this.errors.errors(), this.errors.warnings(),
				this.groups.list(lineCount, course == Course.RUNNING, firstError));
	}

	private Optional<Finding> firstError(Course course) {
		return switch (course) {
			case SUCCEEDED -> Optional.empty();
			case FAILED -> this.errors.find(true);
			case RUNNING, STOPPED -> this.errors.find(false);
		};
	}

	/** A marker that the terminal does not show. */
	private record Marker(long line, String text) {
	}

}
