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
 * Collects the body of an answer as long as there is room for it; what finds no room is
 * sent at once, and its writer waits for the reader.
 */
final class CollectedBody extends ServletOutputStream {

	private static final int CHUNK_BYTES = 8 << 10;

	/** However much room there is. */
	private static final int MOST_BYTES = 4 << 20;

	private final Deque<byte[]> chunks = new ArrayDeque<>();

	private final ServletResponse response;

	private final AnswerRoom room;

	/** Filled bytes of the last chunk. */
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

	/** Whether what is written leaves at once. */
	boolean isDirect() {
		return this.direct != null;
	}

	/** Forgets what is collected. */
	void clear() {
		this.chunks.clear();
		this.filled = CHUNK_BYTES;
		this.room.release();
	}

	/** Sends what is collected, and from now on all that is written. */
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

	/** What is collected is sent later. */
	@Override
	public void flush() throws IOException {
		if (this.direct != null) {
			this.direct.flush();
		}
	}

	/** Takes what is collected, once. */
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
