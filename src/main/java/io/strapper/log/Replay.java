package io.strapper.log;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.DataFormatException;

import io.strapper.terminal.FrozenLines;
import io.strapper.terminal.Line;
import io.strapper.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * A replay of a log through a terminal: the source of all lines. While it reads, it
 * writes checkpoints to the log's index. Not thread-safe.
 */
public final class Replay {

	private static final int CHUNK = 1 << 16;

	private static final int MOST_STATE = 1 << 20;

	private final @Nullable LogIndex index;

	private final FrozenLines sink;

	/** Null if nobody takes the markers that a terminal does not show. */
	private final @Nullable ErasedMarkers markers;

	/** Null while it is packed. */
	private @Nullable Terminal terminal;

	private @Nullable PackedTerminal packed;

	private byte[] buffer = {};

	private long offset;

	/** A replay from the start of a log; without an index it writes no checkpoints. */
	Replay(@Nullable LogIndex index, FrozenLines sink) {
		this(index, sink, null, new Terminal(sink), 0);
	}

	/** From the start of a log. */
	Replay(LogIndex index, FrozenLines lines, LogSink sink) {
		this(index, lines, new ErasedMarkers(sink), new Terminal(lines), 0);
	}

	Replay(LogIndex index, FrozenLines sink, Terminal terminal, long offset) {
		this(index, sink, null, terminal, offset);
	}

	private Replay(@Nullable LogIndex index, FrozenLines sink, @Nullable ErasedMarkers markers, Terminal terminal,
			long offset) {
		this.index = index;
		this.sink = sink;
		this.markers = markers;
		this.terminal = terminal;
		this.offset = offset;
	}

	/**
	 * Replays the next bytes of the log, 64 KiB at most.
	 * @param bytes the log
	 * @param to how many bytes of the log count
	 * @return whether there were any
	 */
	public boolean advance(LogBytes bytes, long to) throws IOException {
		return advance(bytes, to, CHUNK);
	}

	/**
	 * Replays the next bytes of the log.
	 * @param bytes the log
	 * @param to how many bytes of the log count
	 * @param most how many bytes to replay at most
	 * @return whether there were any
	 */
	public boolean advance(LogBytes bytes, long to, int most) throws IOException {
		int wanted = (int) Math.max(0, Math.min(most, to - this.offset));
		if (this.buffer.length < wanted) {
			this.buffer = new byte[most];
		}
		int length = bytes.read(this.offset, this.buffer, 0, wanted);
		append(this.buffer, length);
		return length > 0;
	}

	/**
	 * Replays bytes that were read already.
	 * @param bytes holds the bytes of the log at {@link #offset()}
	 * @param length how many bytes of it count
	 */
	void append(byte[] bytes, int length) {
		Terminal target = terminal();
		if (this.markers != null) {
			this.markers.write(bytes, length, target);
		}
		else {
			target.write(bytes, 0, length);
		}
		this.offset += length;
		if (this.index != null) {
			this.index.offer(this.offset, target);
		}
	}

	/** How many bytes of the log were replayed. */
	public long offset() {
		return this.offset;
	}

	/** How many lines there are: see {@link Terminal#lineCount()}. */
	public long lineCount() {
		return terminal().lineCount();
	}

	/** How many lines can never change again. */
	public long frozen() {
		return terminal().frozen();
	}

	/**
	 * A line that is not frozen.
	 * @param number from {@link #frozen()} to {@code lineCount() - 1}
	 */
	public Line line(long number) {
		return terminal().line(number);
	}

	/** The lines that are not frozen. */
	public Tail tail() {
		long frozen = frozen();
		return new Tail(frozen, LongStream.range(frozen, lineCount()).mapToObj(this::line).toList());
	}

	/** The number of the lowest line that was touched since the last call. */
	long takeTouched() {
		return terminal().takeTouched();
	}

	/**
	 * Packs the terminal until it is used again, unless its state is very large.
	 * {@link #takeTouched()} must have been called before.
	 */
	void pack() {
		if (this.terminal != null) {
			this.packed = PackedTerminal.of(this.terminal, MOST_STATE).orElse(null);
			this.terminal = (this.packed != null) ? null : this.terminal;
		}
	}

	private Terminal terminal() {
		Terminal current = this.terminal;
		PackedTerminal kept = this.packed;
		if (current == null && kept != null) {
			try {
				current = kept.unpack(this.sink);
			}
			catch (DataFormatException ex) {
				throw new IllegalStateException(ex);
			}
			this.terminal = current;
			this.packed = null;
		}
		if (current == null) {
			throw new IllegalStateException("Neither a terminal nor its state");
		}
		return current;
	}

	/**
	 * The lines at the end of a log that can still change, as they are now.
	 *
	 * @param firstLine the number of the first of them
	 * @param lines the lines, which may be none
	 */
	public record Tail(long firstLine, List<Line> lines) {
	}

}
