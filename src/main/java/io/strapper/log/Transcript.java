package io.strapper.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.strapper.terminal.FrozenLines;
import io.strapper.terminal.HtmlRenderer;
import io.strapper.terminal.Line;
import org.jspecify.annotations.Nullable;

/**
 * The current view of a log: {@code render(log, offset)} for a growing offset, and the
 * difference to the view that was taken last. It keeps the window and the newest frozen
 * lines, so its size does not depend on the size of the log. Thread-safe: one thread
 * appends, any thread takes snapshots.
 */
public final class Transcript {

	/** Most lines that one delta carries, beyond those that are not frozen. */
	static final int DELTA_LINES = 500;

	/** Most frozen lines kept in memory. */
	public static final int RECENT_LINES = 1000;

	/** Most bytes of frozen lines kept in memory. */
	static final int RECENT_BYTES = 1 << 20;

	/** Most characters that the frozen lines of a delta or a snapshot take. */
	static final int SNAPSHOT_CHARACTERS = 2 << 20;

	private final Deque<Line> recent = new ArrayDeque<>();

	private long recentBytes;

	private final @Nullable RunLog log;

	private final Replay replay;

	/** Where the newest delta that was taken ends. */
	private long taken;

	/** Whether somebody took a snapshot since the last call of {@link #rest()}. */
	private boolean used = true;

	/** An empty view, for bytes that are in no file. */
	public Transcript() {
		this.log = null;
		this.replay = new Replay(null, (number, line) -> keep(line));
	}

	/**
	 * A view of a log at the last checkpoint of its index.
	 * @param sink takes the lines and markers too if that is the start of the log; null
	 * if nobody does
	 */
	Transcript(RunLog log, @Nullable LogSink sink) {
		this.log = log;
		FrozenLines view = (number, line) -> keep(line);
		this.replay = (sink != null) ? log.replayLast(RECENT_LINES, view, sink) : log.replayLast(RECENT_LINES, view);
		this.taken = this.replay.offset();
	}

	private void keep(Line line) {
		Line shown = line.shown();
		this.recent.addLast(shown);
		this.recentBytes += shown.size();
		while (isFull()) {
			this.recentBytes -= this.recent.removeFirst().size();
		}
	}

	private boolean isFull() {
		return this.recent.size() > RECENT_LINES || this.recentBytes > RECENT_BYTES;
	}

	/** How many bytes of the log the lines show. */
	public synchronized long offset() {
		return this.replay.offset();
	}

	/**
	 * Shows more of the log.
	 * @param bytes holds the bytes of the log at {@link #offset()}
	 * @param length how many bytes of it count
	 */
	public synchronized void append(byte[] bytes, int length) {
		this.replay.append(bytes, length);
	}

	/** How many lines there are. */
	public synchronized long lineCount() {
		return this.replay.lineCount();
	}

	/** Where the view stands. */
	public synchronized Position position() {
		return new Position(this.replay.offset(), this.replay.frozen());
	}

	/** The lines that are not frozen. */
	public synchronized Replay.Tail tail() {
		return this.replay.tail();
	}

	/** How many lines have been begun: all lines up to the last one with text. */
	public synchronized long linesBegun() {
		return this.replay.lineCount();
	}

	/**
	 * The change since the last call, however many bytes were appended. The longer the
	 * pause between two calls, the less a flood costs the viewers.
	 * @return the difference between the two views
	 */
	public synchronized Delta takeDelta() {
		long from = this.taken;
		this.taken = this.replay.offset();
		long touched = this.replay.takeTouched();
		return delta(from, touched, Math.max(touched, firstOfLast(DELTA_LINES)));
	}

	/**
	 * The view as it is now.
	 * @param lines how many lines are wanted; those that are not frozen always come
	 * @return the snapshot, or empty if it needs frozen lines that are not in memory; it
	 * begins at a later line if they are so long that they would take more than
	 * {@value #SNAPSHOT_CHARACTERS} characters
	 */
	public synchronized Optional<Delta> snapshot(int lines) {
		this.used = true;
		long firstLine = firstOfLast(lines);
		if (firstLine < firstKept()) {
			return Optional.empty();
		}
		return Optional.of(delta(0, 0, firstLine));
	}

	private long firstOfLast(int lines) {
		return Math.max(0, Math.min(this.replay.lineCount() - lines, this.replay.frozen()));
	}

	private long firstKept() {
		return this.replay.frozen() - this.recent.size();
	}

	private Delta delta(long from, long touched, long wanted) {
		long frozen = this.replay.frozen();
		long lineCount = this.replay.lineCount();
		List<String> lines = frozenSince(wanted);
		for (long number = Math.max(wanted, frozen); number < lineCount; number++) {
			lines.add(HtmlRenderer.html(this.replay.line(number)));
		}
		return new Delta(from, this.replay.offset(), touched, lineCount - lines.size(), lines, frozen, lineCount);
	}

	/**
	 * The frozen lines from a number on, as many as are in memory and as a delta may
	 * carry. The client reads the others as pages.
	 */
	private List<String> frozenSince(long wanted) {
		List<String> newestFirst = new ArrayList<>();
		long characters = 0;
		Iterator<Line> newest = this.recent.descendingIterator();
		for (long number = this.replay.frozen() - 1; number >= wanted && newest.hasNext(); number--) {
			String html = HtmlRenderer.html(newest.next());
			characters += html.length();
			if (characters > SNAPSHOT_CHARACTERS) {
				break;
			}
			newestFirst.add(html);
		}
		Collections.reverse(newestFirst);
		return newestFirst;
	}

	/**
	 * Packs the view until it is used again, if its last delta was taken and nobody took
	 * a snapshot since the last call. The view must be of a log in a file.
	 * @return whether the view is packed
	 */
	synchronized boolean rest() {
		boolean idle = !this.used && this.taken == this.replay.offset() && this.log != null;
		this.used = false;
		if (idle) {
			this.recent.clear();
			this.recentBytes = 0;
			this.replay.pack();
		}
		return idle;
	}

	/**
	 * Reads the frozen lines again that {@link #rest()} dropped.
	 * @throws java.nio.file.NoSuchFileException if the log does not exist any more
	 */
	public void recall() throws IOException {
		RunLog source = this.log;
		if (source == null) {
			return;
		}
		long until;
		long to;
		synchronized (this) {
			until = firstKept();
			to = this.replay.offset();
		}
		Deque<Line> older = new ArrayDeque<>();
		try (LineReader lines = new LineReader(source, to, Math.max(0, until - RECENT_LINES), until)) {
			for (Line line = lines.next(); line != null; line = lines.next()) {
				older.addFirst(line.shown());
			}
		}
		putBefore(until, older);
	}

	private synchronized void putBefore(long until, Deque<Line> newestFirst) {
		if (firstKept() != until) {
			return;
		}
		for (Line line : newestFirst) {
			this.recent.addFirst(line);
			this.recentBytes += line.size();
			if (isFull()) {
				this.recentBytes -= this.recent.removeFirst().size();
				return;
			}
		}
	}

	/**
	 * The position of a view.
	 *
	 * @param offset bytes of the log that it shows
	 * @param frozen how many of its lines can never change again
	 */
	public record Position(long offset, long frozen) {

		public Position {
			if (offset < 0 || frozen < 0) {
				throw new IllegalArgumentException("No view has %d bytes and %d lines".formatted(offset, frozen));
			}
		}

	}

}
