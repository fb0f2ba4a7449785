package io.strapper.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import io.strapper.terminal.FrozenLines;
import io.strapper.terminal.Terminal;

/**
 * Checkpoints of a log: the terminal's state at some offsets, so that any part is
 * rendered from the nearest one. They are kept in the file {@code index} beside the log,
 * which only makes things fast: lost, cut off or of another version, it is written anew
 * by whoever reads on. It takes a sixteenth of the log at most. Thread-safe; there must
 * be one index object a log.
 */
public final class LogIndex {

	/** Bytes of the log between two checkpoints, unless their states are large. */
	static final int SPACING = 1 << 20;

	/** A larger state is not kept: the next one may be smaller. */
	private static final int MOST_STATE = 1 << 20;

	/** How much larger than its checkpoint the part of the log before it must be. */
	private static final int SHARE = 16;

	private static final long VERSION = 0x5354_5249_0001_0000L + Terminal.STATE_VERSION;

	/** Offset, frozen lines, length packed, length, checksum. */
	private static final int HEADER = 2 * Long.BYTES + 3 * Integer.BYTES;

	private static final FileAttribute<?> OURS = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

	private final Path file;

	private final int spacing;

	private final List<Checkpoint> checkpoints = new ArrayList<>();

	/** Where the file goes on. */
	private long end = Long.BYTES;

	/** Where the next checkpoint may be. */
	private long next;

	/**
	 * Reads what is known of a log.
	 * @param log the log's file
	 */
	public LogIndex(Path log) {
		this(log, SPACING);
	}

	public LogIndex(Path log, int spacing) {
		this.file = log.resolveSibling("index");
		this.spacing = spacing;
		this.next = spacing;
		try (FileChannel channel = FileChannel.open(this.file)) {
			read(channel, Files.size(log));
		}
		catch (NoSuchFileException ex) {
			// Not begun
		}
		catch (IOException ex) {
			forget();
		}
	}

	private void read(FileChannel channel, long logSize) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(HEADER);
		long size = channel.size();
		if (size < Long.BYTES || fill(channel, buffer.limit(Long.BYTES), 0).getLong() != VERSION) {
			return;
		}
		while (this.end + HEADER <= size) {
			fill(channel, buffer.clear(), this.end);
			Checkpoint read = new Checkpoint(buffer.getLong(), buffer.getLong(), this.end + HEADER, buffer.getInt(),
					buffer.getInt(), buffer.getInt());
			long previous = this.checkpoints.isEmpty() ? 0 : last().offset();
			if (read.offset <= previous || read.offset > logSize || read.packed <= 0
					|| read.position + read.packed > size) {
				return;
			}
			append(read);
		}
	}

	private static ByteBuffer fill(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
		while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) > 0) {
			continue;
		}
		return buffer.flip();
	}

	private void append(Checkpoint checkpoint) {
		this.checkpoints.add(checkpoint);
		this.end = checkpoint.position + checkpoint.packed;
		this.next = checkpoint.offset + this.spacing;
	}

	private Checkpoint last() {
		return this.checkpoints.get(this.checkpoints.size() - 1);
	}

	private synchronized void forget() {
		this.checkpoints.clear();
		this.end = Long.BYTES;
		this.next = this.spacing;
	}

	/**
	 * Keeps the state of a terminal if it is time to. That the disk is full must not end
	 * the following of a log: it goes on with fewer checkpoints.
	 * @param offset where in the log the terminal stands
	 * @param terminal the terminal
	 */
	public synchronized void offer(long offset, Terminal terminal) {
		if (offset < this.next) {
			return;
		}
		Optional<byte[]> saved = terminal.save(MOST_STATE);
		if (saved.isEmpty()) {
			this.next = offset + this.spacing;
			return;
		}
		byte[] state = saved.get();
		byte[] packed = pack(state);
		long before = this.checkpoints.isEmpty() ? 0 : last().offset();
		if (offset - before < (long) packed.length * SHARE) {
			this.next = before + (long) packed.length * SHARE;
			return;
		}
		Checkpoint unsigned = new Checkpoint(offset, terminal.frozen(), this.end + HEADER, packed.length, state.length,
				0);
		Checkpoint made = unsigned.signed(packed);
		try {
			write(made, packed);
			append(made);
		}
		catch (IOException ex) {
			this.next = offset + this.spacing;
		}
	}

	private void write(Checkpoint made, byte[] packed) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(HEADER + packed.length);
		buffer.putLong(made.offset).putLong(made.frozen);
		buffer.putInt(made.packed).putInt(made.length).putInt(made.checksum);
		buffer.put(packed).flip();
		try (FileChannel channel = FileChannel.open(this.file,
				Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE), OURS)) {
			if (this.checkpoints.isEmpty()) {
				channel.write(ByteBuffer.allocate(Long.BYTES).putLong(VERSION).flip(), 0);
			}
			channel.truncate(this.end);
			while (buffer.hasRemaining()) {
				channel.write(buffer, this.end + buffer.position());
			}
		}
	}

	/**
	 * Where to begin to render lines.
	 * @param line number of the first line wanted
	 * @param to how many bytes of the log count
	 * @return the last checkpoint at which the line could still change, or empty for the
	 * start of the log
	 */
	synchronized Optional<Checkpoint> before(long line, long to) {
		int low = 0;
		int high = this.checkpoints.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			Checkpoint checkpoint = this.checkpoints.get(middle);
			if (checkpoint.frozen <= line && checkpoint.offset <= to) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return (low > 0) ? Optional.of(this.checkpoints.get(low - 1)) : Optional.empty();
	}

	/** How many lines were frozen at the last checkpoint. */
	synchronized long frozen() {
		return this.checkpoints.isEmpty() ? 0 : last().frozen;
	}

	/**
	 * Where to begin to render lines, as a terminal.
	 * @param line number of the first line wanted
	 * @param to how many bytes of the log count
	 * @param sink takes the lines that freeze from there on
	 */
	Resumed resume(long line, long to, FrozenLines sink) {
		Optional<Checkpoint> checkpoint = before(line, to);
		if (checkpoint.isPresent()) {
			try {
				byte[] state = state(checkpoint.get());
				return new Resumed(checkpoint.get().offset, Terminal.restore(state, sink));
			}
			catch (IOException | DataFormatException ex) {
				// Somebody meddled with the file: whoever reads on writes it anew
				forget();
			}
		}
		return new Resumed(0, new Terminal(sink));
	}

	private byte[] state(Checkpoint checkpoint) throws IOException, DataFormatException {
		byte[] packed;
		try (FileChannel channel = FileChannel.open(this.file)) {
			packed = fill(channel, ByteBuffer.allocate(checkpoint.packed), checkpoint.position).array();
		}
		if (!checkpoint.equals(checkpoint.signed(packed))) {
			throw new DataFormatException();
		}
		Inflater inflater = new Inflater();
		try {
			inflater.setInput(packed);
			byte[] state = new byte[checkpoint.length];
			inflater.inflate(state);
			return state;
		}
		finally {
			inflater.end();
		}
	}

	private static byte[] pack(byte[] state) {
		Deflater deflater = new Deflater(Deflater.BEST_SPEED);
		try {
			deflater.setInput(state);
			deflater.finish();
			byte[] packed = new byte[state.length + state.length / 1000 + 64];
			return Arrays.copyOf(packed, deflater.deflate(packed));
		}
		finally {
			deflater.end();
		}
	}

	/**
	 * A saved state.
	 *
	 * @param offset where in the log
	 * @param frozen how many lines were frozen there
	 * @param position where in the index's file
	 * @param packed how many bytes it takes there
	 * @param length how many bytes the state has
	 * @param checksum of all this and the packed bytes
	 */
	record Checkpoint(long offset, long frozen, long position, int packed, int length, int checksum) {

		Checkpoint signed(byte[] bytes) {
			CRC32 sum = new CRC32();
			sum.update(ByteBuffer.allocate(HEADER)
				.putLong(this.offset)
				.putLong(this.frozen)
				.putInt(this.packed)
				.putInt(this.length)
				.flip());
			sum.update(bytes);
			return new Checkpoint(this.offset, this.frozen, this.position, this.packed, this.length,
					(int) sum.getValue());
		}

	}

	/**
	 * A terminal to go on with.
	 *
	 * @param offset where in the log it stands
	 * @param terminal the terminal
	 */
	record Resumed(long offset, Terminal terminal) {
	}

}
