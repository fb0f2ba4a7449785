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
		while (this.start + this.decided < offset + most && more(offset, limit, tail)) {
			continue;
		}
		int ready = (int) Math.max(0, Math.min(most, this.start + this.decided - offset));
		System.arraycopy(this.bytes, (int) (offset - this.start), target, at, ready);
		return ready;
	}

	/**
	 * How many bytes are decided.
	 * @param limit how many bytes of the log count
	 * @param tail whether undecided bytes at this limit are read
	 */
	long decided(long limit, Tail tail) throws IOException {
		begin(limit);
		while (more(this.start + this.decided, limit, tail)) {
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
	private boolean more(long offset, long limit, Tail tail) throws IOException {
		drop((int) Math.max(0, Math.min(offset - this.start, this.decided)));
		int wanted = (int) Math.min(CHUNK, limit - this.start - this.length);
		if (this.bytes.length < this.length + wanted) {
			this.bytes = Arrays.copyOf(this.bytes, this.length + CHUNK);
		}
		int read = (wanted > 0) ? fill(wanted) : 0;
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

	private int fill(int wanted) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(this.bytes, this.length, wanted);
		while (buffer.hasRemaining() && this.channel.read(buffer, this.start + buffer.position()) > 0) {
			continue;
		}
		return buffer.position() - this.length;
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
