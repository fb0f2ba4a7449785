package io.strapper.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * Reads bytes of a log under a mask, in any order. What is read does not depend on where
 * the reading begins. Not thread-safe.
 */
final class MaskedWindow {

	/** Longer than a sequence that may have begun before the first byte. */
	private static final int SEQUENCE = 64;

	private static final int CHUNK = 1 << 16;

	/** So many bytes or more are read into the reader's own array. */
	private static final int LONG_READ = 1 << 12;

	private final FileChannel channel;

	private final Mask mask;

	private Mask.Pass pass;

	private byte[] bytes = {};

	/** The offset of the window's first byte. */
	private long start;

	/**
	 * The offset from which on bytes are masked: a secret that began before the window is
	 * not found in what stands before it.
	 */
	private long masked;

	private int length;

	/** How many of the window's bytes are decided. */
	private int decided;

	MaskedWindow(FileChannel channel, Mask mask) {
		this.channel = channel;
		this.mask = mask;
		this.pass = mask.pass();
	}

	/**
	 * Reads bytes at an offset.
	 * @param offset where in the log
	 * @param target takes the bytes
	 * @param at where in the target to begin
	 * @param most how many bytes at most
	 * @param limit how many bytes of the log count
	 * @param tail whether undecided bytes at this limit are read
	 * @return how many bytes were read; 0 at the limit, or if they are not decided
	 */
	int read(long offset, byte[] target, int at, int most, long limit, Tail tail) throws IOException {
		if (offset < this.masked || offset > this.start + this.decided) {
			begin(offset);
		}
		int ready = copy(offset, target, at, most);
		int chunk = (at == 0 && most > 2 * LONG_READ) ? LONG_READ : CHUNK;
		while (ready < most) {
			boolean drained = this.start + this.decided == offset + ready;
			int next = (at == 0 && drained) ? readInto(target, ready, most - ready, limit) : 0;
			if (next == 0 && !more(offset + ready, limit, tail, chunk)) {
				return ready;
			}
			ready += (next > 0) ? next : copy(offset + ready, target, at + ready, most - ready);
		}
		return ready;
	}

	/** Copies decided bytes. */
	private int copy(long offset, byte[] target, int at, int most) {
		int ready = (int) Math.max(0, Math.min(most, this.start + this.decided - offset));
		if (ready > 0) {
			System.arraycopy(this.bytes, (int) (offset - this.start), target, at, ready);
		}
		return ready;
	}

	/**
	 * Decides about more bytes in the reader's array, which saves a copy. All decided
	 * bytes of the window have been read.
	 * @param at where in the target to begin; before it, bytes of the log may be hidden
	 * @return how many bytes are decided now; 0 if this is not worth while
	 */
	private int readInto(byte[] target, int at, int most, long limit) throws IOException {
		int undecided = this.length - this.decided;
		int wanted = (int) Math.min(most - undecided, limit - this.start - this.length);
		if (wanted < LONG_READ) {
			return 0;
		}
		System.arraycopy(this.bytes, this.decided, target, at, undecided);
		int from = at + undecided;
		int to = from + fill(target, from, wanted);
		int ready = Math.max(0, to - at - this.pass.take(target, from, to));
		keep(target, at + ready, to);
		this.start += this.decided + ready;
		this.masked = Math.max(this.masked, this.start);
		this.decided = 0;
		return ready;
	}

	/** The window begins with the bytes that are not decided. */
	private void keep(byte[] target, int from, int to) {
		this.length = to - from;
		if (this.bytes.length < this.length) {
			this.bytes = new byte[this.length];
		}
		System.arraycopy(target, from, this.bytes, 0, this.length);
	}

	/**
	 * How many bytes are decided.
	 * @param limit how many bytes of the log count
	 * @param tail whether undecided bytes at this limit are read
	 */
	long decided(long limit, Tail tail) throws IOException {
		begin(limit);
		while (more(this.start + this.decided, limit, tail, CHUNK)) {
			continue;
		}
		return this.start + this.decided;
	}

	private void begin(long offset) {
		this.start = Math.max(0, offset - this.mask.reach() - SEQUENCE);
		this.masked = (this.start > 0) ? offset : 0;
		this.length = 0;
		this.decided = 0;
		this.pass = this.mask.pass();
	}

	/** Decides about more bytes, those before an offset being of no use any more. */
	private boolean more(long offset, long limit, Tail tail, int chunk) throws IOException {
		drop((int) Math.max(0, Math.min(offset - this.start, this.decided)));
		int wanted = (int) Math.min(chunk, limit - this.start - this.length);
		if (this.bytes.length < this.length + wanted) {
			this.bytes = Arrays.copyOf(this.bytes, this.length + chunk);
		}
		int read = (wanted > 0) ? fill(this.bytes, this.length, wanted) : 0;
		if (read > 0) {
			int undecided = this.pass.take(this.bytes, this.length, this.length + read);
			this.length += read;
			this.decided = Math.max(this.decided, this.length - undecided);
			return true;
		}
		return this.decided < this.length && release(tail);
	}

	private void drop(int count) {
		System.arraycopy(this.bytes, count, this.bytes, 0, this.length - count);
		this.start += count;
		this.masked = Math.max(this.masked, this.start);
		this.length -= count;
		this.decided -= count;
	}

	/** Reads the bytes of the log behind the window. */
	private int fill(byte[] target, int from, int wanted) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(target, from, wanted);
		long offset = this.start + this.length - from;
		while (buffer.hasRemaining() && this.channel.read(buffer, offset + buffer.position()) > 0) {
			continue;
		}
		return buffer.position() - from;
	}

	private boolean release(Tail tail) {
		if (!tail.isReadable(this.length - this.decided)) {
			return false;
		}
		if (tail.isLast()) {
			this.pass.end(this.bytes, this.length);
		}
		this.decided = this.length;
		return true;
	}

	/**
	 * What becomes of bytes at the end of a log that may be the beginning of a secret.
	 */
	interface Tail {

		/** Whether no more bytes will come: then they are hidden. */
		boolean isLast();

		/** Whether so many bytes are not to wait any longer. */
		boolean isReadable(int undecided);

	}

}
