package io.strapper.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import org.jspecify.annotations.Nullable;

/**
 * Collects the body of an answer within the limits of memory. Beyond them the body is
 * sent at once, and writing blocks until the client reads.
 */
final class CollectedBody extends ServletOutputStream {

	private static final int CHUNK_BYTES = 8 << 10;

	/** Most bytes of one answer that are collected. */
	private static final int MOST_BYTES = 4 << 20;

	private final Deque<byte[]> chunks = new ArrayDeque<>();

	private final ServletResponse response;

	private final AnswerRoom room;

	/** How many bytes of the last chunk are filled. */
	private int filled = CHUNK_BYTES;

	private @Nullable OutputStream direct;

	CollectedBody(ServletResponse response, AnswerRoom room) {
		this.response = response;
		this.room = room;
	}

	/** How many bytes are collected. */
	long size() {
		return (long) this.chunks.size() * CHUNK_BYTES - (CHUNK_BYTES - this.filled);
	}

	/** Whether written bytes are sent at once. */
	boolean isDirect() {
		return this.direct != null;
	}

	/** Drops the collected bytes. */
	void clear() {
		this.chunks.clear();
		this.filled = CHUNK_BYTES;
		this.room.release();
	}

	/** Sends the collected bytes, and from now on all written bytes at once. */
	OutputStream direct() throws IOException {
		OutputStream out = this.direct;
		if (out == null) {
			out = this.response.getOutputStream();
			this.direct = out;
			for (byte[] chunk : this.chunks) {
				out.write(chunk, 0, (chunk == this.chunks.getLast()) ? this.filled : CHUNK_BYTES);
			}
			clear();
		}
		return out;
	}

	@Override
	public void write(int one) throws IOException {
		write(new byte[] { (byte) one }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		Objects.checkFromIndexSize(offset, length, bytes.length);
		int from = offset;
		int end = offset + length;
		while (from < end) {
			if (this.direct != null || !hasRoom()) {
				direct().write(bytes, from, end - from);
				return;
			}
			int count = Math.min(end - from, CHUNK_BYTES - this.filled);
			System.arraycopy(bytes, from, this.chunks.getLast(), this.filled, count);
			this.filled += count;
			from += count;
		}
	}

	/** Begins another chunk if the last one is full. */
	private boolean hasRoom() {
		if (this.filled < CHUNK_BYTES) {
			return true;
		}
		if (size() >= MOST_BYTES || !this.room.take(CHUNK_BYTES)) {
			return false;
		}
		this.chunks.add(new byte[CHUNK_BYTES]);
		this.filled = 0;
		return true;
	}

	/** Does nothing: the collected bytes are sent later. */
	@Override
	public void flush() throws IOException {
		if (this.direct != null) {
			this.direct.flush();
		}
	}

	/** Returns the collected bytes. To be called once. */
	InputStream body() {
		return new InputStream() {

			private int position;

			@Override
			public int read() {
				byte[] one = new byte[1];
				return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
			}

			@Override
			public int read(byte[] target, int start, int length) {
				Deque<byte[]> left = CollectedBody.this.chunks;
				if (left.isEmpty()) {
					return -1;
				}
				int end = (left.size() == 1) ? CollectedBody.this.filled : CHUNK_BYTES;
				int count = Math.min(length, end - this.position);
				System.arraycopy(left.getFirst(), this.position, target, start, count);
				this.position += count;
				if (this.position == end) {
					left.removeFirst();
					this.position = 0;
				}
				return count;
			}

		};
	}

	@Override
	public boolean isReady() {
		return true;
	}

	@Override
	public void setWriteListener(WriteListener listener) {
		throw new IllegalStateException("The body is sent without a thread that waits, as it is");
	}

}
