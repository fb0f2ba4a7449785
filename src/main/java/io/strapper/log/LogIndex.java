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
 * The checkpoints of a log: the terminal's state at some offsets, so that any part can be
 * rendered from the nearest one. They are kept in the file {@code index} beside the log,
 * in any order. The file is a cache: whoever reads a part of the log writes a missing,
 * damaged or outdated checkpoint of that part again. The file takes at most a sixteenth
 * of the log. If another server writes the file, its checkpoints are only used.
 * Thread-safe; there must be only one index object for a log.
 */
final class LogIndex {

	/** Bytes of the log between two checkpoints, unless their states are large. */
	static final int SPACING = 1 << 20;

	/** A larger state is not kept: the next one may be smaller. */
	private static final int MOST_STATE = 1 << 20;

	/**
	 * How many times larger than its checkpoint the part of the log before it must be.
	 */
	private static final int SHARE = 16;

	private static final long VERSION = 0x5354_5249_0001_0000L + Terminal.STATE_VERSION;

	private final SideFile file;

	private final int spacing;

	/** Of the format, the terminal's state and the log's mask. */
	private final long version;

	private boolean retired;

	private final TreeMap<Long, Checkpoint> checkpoints = new TreeMap<>();

	/** Where in the file the next checkpoint is written. */
	private long end = Long.BYTES;

	/**
	 * The offset at which the next checkpoint may be, by the offset of the one before, if
	 * its state is large. Other checkpoints have the usual spacing.
	 */
	private final Map<Long, Long> next = new HashMap<>();

	/**
	 * Reads the index of a log.
	 * @param file the index's file
	 * @param logSize how many bytes the log has
	 * @param spacing bytes of the log between two checkpoints
	 * @param mask the version of the log's mask: states under another one are not used
	 */
	LogIndex(SideFile file, long logSize, int spacing, long mask) {
		this.file = file;
		this.spacing = spacing;
		this.version = VERSION ^ mask;
		try (FileChannel channel = file.read()) {
			read(channel, logSize);
		}
		catch (NoSuchFileException ex) {
			// The file does not exist yet
		}
		catch (IOException ex) {
			forget();
		}
	}

	private void read(FileChannel channel, long logSize) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(Checkpoint.HEADER);
		long size = channel.size();
		if (size < this.end || fill(channel, buffer.limit(Long.BYTES), 0).getLong() != this.version) {
			forget();
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

	/** Reads the checkpoints that another server has written meanwhile. */
	private void readOn() {
		if (this.file.isWriting()) {
			return;
		}
		try (FileChannel channel = this.file.read()) {
			read(channel, Long.MAX_VALUE);
		}
		catch (IOException ex) {
			forget();
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

	/** From now on no checkpoint is written or used. */
	synchronized void retire() {
		this.retired = true;
		forget();
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
	 * Writes the state of a terminal as a checkpoint, if one is due at this offset. A
	 * full disk does not end the following of a log, which then continues with fewer
	 * checkpoints.
	 * @param offset how many bytes of the log the terminal has read
	 * @param terminal the terminal
	 */
	synchronized void offer(long offset, Terminal terminal) {
		if (this.retired || !this.file.isWriting()) {
			return;
		}
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
				channel.write(ByteBuffer.allocate(Long.BYTES).putLong(this.version).flip(), 0);
			}
			channel.truncate(this.end);
			while (buffer.hasRemaining()) {
				channel.write(buffer, this.end + buffer.position());
			}
		}
		return made;
	}

	/**
	 * Finds the checkpoint from which lines can be rendered.
	 * @param line number of the first line wanted
	 * @param to how many bytes of the log count
	 * @return the last checkpoint at which the line could still change, or empty for the
	 * start of the log
	 */
	synchronized Optional<Checkpoint> before(long line, long to) {
		readOn();
		Map.Entry<Long, Checkpoint> entry = this.checkpoints.floorEntry(to);
		while (entry != null && entry.getValue().frozen() > line) {
			entry = this.checkpoints.lowerEntry(entry.getKey());
		}
		return Optional.ofNullable(entry).map(Map.Entry::getValue);
	}

	/** How many lines were frozen at the last checkpoint. */
	synchronized long frozen() {
		readOn();
		return this.checkpoints.isEmpty() ? 0 : this.checkpoints.lastEntry().getValue().frozen();
	}

	/**
	 * Restores the terminal from which lines can be rendered.
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
				// The checkpoint is damaged: whoever reads on writes it again
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
