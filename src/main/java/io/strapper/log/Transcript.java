package io.strapper.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import io.strapper.terminal.HtmlRenderer;
import io.strapper.terminal.Line;
import io.strapper.terminal.Terminal;

/**
 * A terminal and the offset that it stands at: {@code render(log, offset)} as a value
 * that grows. It keeps the window and the newest of the frozen lines, so its size does
 * not depend on the log's. Thread-safe: one thread appends, any thread takes snapshots.
 */
public final class Transcript {

	/** Most lines that one delta carries, beyond those that are not frozen. */
	static final int DELTA_LINES = 500;

	/** Most frozen lines kept at hand. */
	static final int RECENT_LINES = 1000;

	/** Most bytes of frozen lines kept at hand. */
	static final int RECENT_BYTES = 1 << 20;

	private final Deque<Line> recent = new ArrayDeque<>();

	private long recentBytes;

	private final Terminal terminal;

	private long offset;

	/** Where the newest delta that was taken ends. */
	private long taken;

	/** A view of a log of which nothing was read yet. */
	public Transcript() {
		this.terminal = new Terminal((number, line) -> keep(line));
	}

	/** A view of a log near to where its index ends. */
	Transcript(LogIndex index) {
		LogIndex.Resumed resumed = index.resume(Math.max(0, index.frozen() - RECENT_LINES), Long.MAX_VALUE,
				(number, line) -> keep(line));
		this.terminal = resumed.terminal();
		this.offset = resumed.offset();
		this.taken = this.offset;
	}

	private void keep(Line line) {
		this.recent.addLast(line);
		this.recentBytes += line.size();
		while (this.recent.size() > RECENT_LINES || this.recentBytes > RECENT_BYTES) {
			this.recentBytes -= this.recent.removeFirst().size();
		}
	}

	/** Offers a checkpoint to the log's index. */
	synchronized void offerTo(LogIndex index) {
		index.offer(this.offset, this.terminal);
	}

	/** How many bytes of the log the lines show. */
	public synchronized long offset() {
		return this.offset;
	}

	/**
	 * Shows more of the log.
	 * @param bytes holds what stands at {@link #offset()} in the log
	 * @param length how many bytes of it count
	 */
	public synchronized void append(byte[] bytes, int length) {
		this.terminal.write(bytes, 0, length);
		this.offset += length;
	}

	/**
	 * Shows more of the log and tells a clock, so that whoever sees a line may know its
	 * time.
	 */
	synchronized void append(byte[] bytes, int length, LineClock clock) {
		append(bytes, length);
		clock.began(this.offset, begun());
	}

	/** How many lines have been begun: all there are, down to the last one with text. */
	public synchronized long begun() {
		return this.terminal.lineCount();
	}

	/**
	 * What was appended since this was asked the last time, however much it was: the
	 * longer the pause, the less a flood costs those who watch it.
	 * @return how a view becomes the new one
	 */
	public synchronized Delta takeDelta() {
		long from = this.taken;
		this.taken = this.offset;
		long touched = this.terminal.takeTouched();
		return delta(from, touched, Math.max(touched, firstOfLast(DELTA_LINES)));
	}

	/**
	 * The view as it stands.
	 * @param lines how many lines are wanted; those that are not frozen always come
	 * @return the snapshot, or empty if lines are wanted that are kept no longer
	 */
	public synchronized Optional<Delta> snapshot(int lines) {
		long firstLine = firstOfLast(lines);
		if (firstLine < firstKept()) {
			return Optional.empty();
		}
		return Optional.of(delta(0, 0, firstLine));
	}

	private long firstOfLast(int lines) {
		return Math.max(0, Math.min(this.terminal.lineCount() - lines, this.terminal.frozen()));
	}

	private long firstKept() {
		return this.terminal.frozen() - this.recent.size();
	}

	private Delta delta(long from, long touched, long wanted) {
		// A burst of very long lines may have pushed out some that would still fit: they
		// are frozen, so pages have them.
		long firstLine = Math.max(wanted, firstKept());
		long frozen = this.terminal.frozen();
		long lineCount = this.terminal.lineCount();
		List<String> lines = new ArrayList<>((int) (lineCount - firstLine));
		this.recent.stream()
			.skip(Math.max(0, firstLine - firstKept()))
			.forEach((line) -> lines.add(HtmlRenderer.html(line)));
		for (long number = Math.max(firstLine, frozen); number < lineCount; number++) {
			lines.add(HtmlRenderer.html(this.terminal.line(number)));
		}
		return new Delta(from, this.offset, touched, firstLine, lines, frozen, lineCount);
	}

}
