package io.strapper.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.DataFormatException;

import io.strapper.terminal.FrozenLines;
import io.strapper.terminal.Terminal;

/**
 * Checkpoints of a log: the terminal's state at some offsets, so that any part is
 * rendered from the nearest one. They are kept in the file {@code index} beside the log,
 * in any order. The file only makes things fast: what is lost, cut off, damaged or of
 * another version is written again by whoever reads that part of the log next. It takes a
 * sixteenth of the log at most. Thread-safe; there must be one index object a log.
 */
final class LogIndex {

	/** Bytes of the log between two checkpoints, unless their states are large. */
	static final int SPACING = 1 << 20;

	/** A larger state is not kept: the next one may be smaller. */
	private static final int MOST_STATE = 1 << 20;

	/** How much larger than its checkpoint the part of the log before it must be. */
	private static final int SHARE = 16;

	private static final long VERSION = 0x5354_5249_0001_0000L + Terminal.STATE_VERSION;

	private final SideFile file;

	private final int spacing;

	private final TreeMap<Long, Checkpoint> checkpoints = new TreeMap<>();

	/** Where the file goes on. */
	private long end = Long.BYTES;

	/**
	 * Where the next checkpoint may be, by the offset of the one before: their states are
	 * large. What is not here has the usual spacing.
	 */
	private final Map<Long, Long> next = new HashMap<>();

	/**
	 * Reads what is known of a log.
	 * @param file the index's file
	 * @param logSize how many bytes the log has
	 * @param spacing bytes of the log between two checkpoints
	 */
	LogIndex(SideFile file, long logSize, int spacing) {
		this.file = file;
		this.spacing = spacing;
		try (FileChannel channel = file.read()) {
			read(channel, logSize);
		}
		catch (NoSuchFileException ex) {
			// Not begun
		}
		catch (IOException ex) {
			forget();
		}
	}

	private void read(FileChannel channel, long logSize) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(Checkpoint.HEADER);
		long size = channel.size();
		if (size < Long.BYTES || fill(channel, buffer.limit(Long.BYTES), 0).getLong() != VERSION) {
			return;
		}
		while (this.end + Checkpoint.HEADER <= size) {
			Checkpoint read = Checkpoint.read(fill(channel, buffer.clear(), this.end), this.end);
			if (read.offset() <= 0 || read.offset() > logSize || read.frozen() < 0 || read.length() <= 0
					|| read.packed() <= 0 || read.end() > size) {
				return;
			}
			add(read);
		}
	}

	private static ByteBuffer fill(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
		while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) > 0) {
			continue;
		}
		return buffer.flip();
	}

	private void add(Checkpoint checkpoint) {
		this.checkpoints.put(checkpoint.offset(), checkpoint);
		this.end = checkpoint.end();
	}

	private synchronized void forget() {
		this.checkpoints.clear();
		this.next.clear();
		this.end = Long.BYTES;
	}

	private synchronized void forget(Checkpoint damaged) {
		this.checkpoints.remove(damaged.offset(), damaged);
	}

	/**
	 * Keeps the state of a terminal if the index has room for it there. That the disk is
	 * full must not end the following of a log: it goes on with fewer checkpoints.
	 * @param offset where in the log the terminal stands
	 * @param terminal the terminal
	 */
	synchronized void offer(long offset, Terminal terminal) {
		Long floor = this.checkpoints.floorKey(offset);
		long before = (floor != null) ? floor : 0;
		if (offset < this.next.getOrDefault(before, before + this.spacing)) {
			return;
		}
		Map.Entry<Long, Checkpoint> after = this.checkpoints.higherEntry(offset);
		if (after != null && after.getKey() - offset < Math.max(this.spacing, share(after.getValue().packed()))) {
			return;
		}
		Optional<PackedTerminal> saved = PackedTerminal.of(terminal, MOST_STATE);
		if (saved.isEmpty()) {
			this.next.put(before, offset + this.spacing);
			return;
		}
		PackedTerminal state = saved.get();
		long share = share(state.bytes().length);
		if (offset - before < share) {
			this.next.put(before, before + share);
			return;
		}
		try {
			add(write(Checkpoint.of(offset, terminal.frozen(), this.end, state), state));
			this.next.remove(before);
		}
		catch (IOException ex) {
			this.next.put(before, offset + this.spacing);
		}
	}

	private static long share(int packed) {
		return (long) packed * SHARE;
	}

	private Checkpoint write(Checkpoint made, PackedTerminal state) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(Checkpoint.HEADER + made.packed());
		made.write(buffer);
		buffer.put(state.bytes()).flip();
		try (FileChannel channel = this.file.write()) {
			if (this.end == Long.BYTES) {
				channel.write(ByteBuffer.allocate(Long.BYTES).putLong(VERSION).flip(), 0);
			}
			channel.truncate(this.end);
			while (buffer.hasRemaining()) {
				channel.write(buffer, this.end + buffer.position());
			}
		}
		return made;
	}

	/**
	 * Where to begin to render lines.
	 * @param line number of the first line wanted
	 * @param to how many bytes of the log count
	 * @return the last checkpoint at which the line could still change, or empty for the
	 * start of the log
	 */
	synchronized Optional<Checkpoint> before(long line, long to) {
		Map.Entry<Long, Checkpoint> entry = this.checkpoints.floorEntry(to);
		while (entry != null && entry.getValue().frozen() > line) {
			entry = this.checkpoints.lowerEntry(entry.getKey());
		}
		return Optional.ofNullable(entry).map(Map.Entry::getValue);
	}

	/** How many lines were frozen at the last checkpoint. */
	synchronized long frozen() {
		return this.checkpoints.isEmpty() ? 0 : this.checkpoints.lastEntry().getValue().frozen();
	}

	/**
	 * Where to begin to render lines, as a terminal to go on with.
	 * @param line number of the first line wanted
	 * @param to how many bytes of the log count
	 * @param sink takes the lines that freeze from there on
	 */
	Replay resume(long line, long to, FrozenLines sink) {
		Optional<Checkpoint> checkpoint = before(line, to);
		while (checkpoint.isPresent()) {
			Checkpoint candidate = checkpoint.get();
			try {
				return new Replay(this, sink, state(candidate).unpack(sink), candidate.offset());
			}
			catch (DataFormatException ex) {
				// Somebody meddled with the file: whoever reads on fills the gap
				forget(candidate);
			}
			catch (IOException ex) {
				forget();
			}
			checkpoint = before(line, to);
		}
		return new Replay(this, sink);
	}

	private PackedTerminal state(Checkpoint checkpoint) throws IOException, DataFormatException {
		try (FileChannel channel = this.file.read()) {
			ByteBuffer packed = fill(channel, ByteBuffer.allocate(checkpoint.packed()), checkpoint.position());
			PackedTerminal state = new PackedTerminal(packed.array(), checkpoint.length());
			if (!checkpoint.fits(state)) {
				throw new DataFormatException();
			}
			return state;
		}
	}

}
