package io.strapper.testing;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * What a server sends over a WebSocket (RFC 6455), with each STOMP message twice and half
 * of them behind the next one. Other answers, and other frames, pass as they are.
 */
final class MangledMessages extends FilterOutputStream {

	private static final int CONTROL = 8;

	private final Random random = new Random(42);

	/** What has come and is not a whole frame yet. */
	private ByteBuffer rest = ByteBuffer.allocate(0);

	/** Whether this is a WebSocket; null before the end of the answer's head. */
	private Boolean socket;

	/** The frames of a message that is not whole yet. */
	private final ByteArrayOutputStream message = new ByteArrayOutputStream();

	private boolean ofTopic;

	private byte[] late = {};

	private MangledMessages(OutputStream out) {
		super(out);
	}

	/** To a server, from a browser that does not offer to compress its messages. */
	static OutputStream request(OutputStream out) {
		return new FilterOutputStream(out) {

			@Override
			public void write(byte[] bytes, int offset, int length) throws IOException {
				String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
				this.out.write(text.replace("\nSec-WebSocket-Extensions:", "\nX-No-WebSocket-Extensions:")
					.getBytes(StandardCharsets.ISO_8859_1));
			}

		};
	}

	/** To a browser. */
	static OutputStream answer(OutputStream out) {
		return new MangledMessages(out);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		this.rest = ByteBuffer.allocate(this.rest.remaining() + length)
			.put(this.rest)
			.put(bytes, offset, length)
			.flip();
		if (this.socket == null) {
			passHead();
		}
		if (Boolean.TRUE.equals(this.socket)) {
			while (passFrame()) {
				continue;
			}
		}
		else if (this.socket != null) {
			this.out.write(take(this.rest.remaining()));
		}
		this.out.flush();
	}

	private void passHead() throws IOException {
		String head = StandardCharsets.ISO_8859_1.decode(this.rest.duplicate()).toString();
		int end = head.indexOf("\r\n\r\n");
		if (end >= 0) {
			this.socket = head.startsWith("HTTP/1.1 101");
			this.out.write(take(end + 4));
		}
	}

	/** Whether there was a whole frame. */
	private boolean passFrame() throws IOException {
		ByteBuffer frame = this.rest.duplicate();
		if (frame.remaining() < 10 && frame.remaining() < 2 + lengthBytes(frame)) {
			return false;
		}
		byte first = frame.get();
		int length = frame.get() & 0x7f;
		length = (length == 126) ? frame.getShort() & 0xffff : (length == 127) ? (int) frame.getLong() : length;
		if (frame.remaining() < length) {
			return false;
		}
		boolean begins = (first & 0xf) > 0 && (first & 0xf) < CONTROL;
		if (begins) {
			this.ofTopic = StandardCharsets.ISO_8859_1.decode(frame.slice().limit(Math.min(length, 7)))
				.toString()
				.equals("MESSAGE");
		}
		byte[] whole = take(frame.position() - this.rest.position() + length);
		if ((first & 0xf) >= CONTROL) {
			this.out.write(whole);
			return true;
		}
		this.message.write(whole);
		if (first < 0) {
			deliver(this.message.toByteArray());
			this.message.reset();
		}
		return true;
	}

	private static int lengthBytes(ByteBuffer frame) {
		int length = (frame.remaining() < 2) ? 127 : frame.get(frame.position() + 1) & 0x7f;
		return (length == 127) ? 8 : (length == 126) ? 2 : 0;
	}

	private void deliver(byte[] whole) throws IOException {
		if (this.ofTopic && this.late.length == 0 && this.random.nextBoolean()) {
			this.late = whole;
			return;
		}
		this.out.write(whole);
		if (this.ofTopic) {
			this.out.write(this.late);
			this.out.write(whole);
			this.out.write(this.late);
			this.late = new byte[0];
		}
	}

	private byte[] take(int count) {
		byte[] taken = new byte[count];
		this.rest.get(taken);
		return taken;
	}

}
