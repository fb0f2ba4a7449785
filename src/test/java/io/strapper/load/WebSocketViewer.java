package io.strapper.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Watches a log over a WebSocket (RFC 6455): text frames, pings, no extensions. */
abstract class WebSocketViewer extends Viewer {

	private static final int TEXT = 1;

	private static final int CLOSE = 8;

	private static final int PING = 9;

	private static final int PONG = 10;

	private final SocketChannel channel;

	private final URI url;

	private final Map<String, String> headers;

	/** The parts so far of a message that comes in several frames. */
	private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

	private boolean open;

	WebSocketViewer(SocketChannel channel, Tally tally, URI url, Map<String, String> headers) {
		super(channel, tally);
		this.channel = channel;
		this.url = url;
		this.headers = headers;
	}

	/** The server agreed. */
	abstract void opened() throws IOException;

	/** A text message. */
	abstract void message(ByteBuffer text) throws IOException;

	@Override
	void connected() throws IOException {
		StringBuilder request = new StringBuilder("GET ").append(this.url.getRawPath())
			.append((this.url.getRawQuery() != null) ? "?" + this.url.getRawQuery() : "")
			.append(" HTTP/1.1\r\nHost: ")
			.append(this.url.getAuthority())
			.append("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n")
			.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
		this.headers.forEach((name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
		write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
	}

	@Override
	void take(ByteBuffer bytes) throws IOException {
		if (this.open || head(bytes)) {
			while (frame(bytes)) {
				// As long as there are whole ones
			}
		}
	}

	private boolean head(ByteBuffer bytes) throws IOException {
		String head = StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
		int end = head.indexOf("\r\n\r\n");
		if (end < 0) {
			return false;
		}
		if (!head.startsWith("HTTP/1.1 101")) {
			throw new IOException("The handshake was answered " + head.lines().findFirst().orElse(""));
		}
		bytes.position(bytes.position() + end + 4);
		this.open = true;
		opened();
		return true;
	}

	private boolean frame(ByteBuffer bytes) throws IOException {
		int start = bytes.position();
		if (bytes.remaining() < 2) {
			return false;
		}
		int kind = bytes.get(start) & 0x0f;
		int small = bytes.get(start + 1) & 0x7f;
		int head = (small < 126) ? 2 : (small == 126) ? 4 : 10;
		if (bytes.remaining() < head) {
			return false;
		}
		long length = (small < 126) ? small
				: (small == 126) ? bytes.getShort(start + 2) & 0xffff : bytes.getLong(start + 2);
		if (bytes.remaining() < head + length) {
			return false;
		}
		int end = Math.toIntExact(start + head + length);
		ByteBuffer payload = bytes.duplicate().position(start + head).limit(end);
		bytes.position(end);
		take(kind, payload, (bytes.get(start) & 0x80) != 0);
		return true;
	}

	private void take(int kind, ByteBuffer payload, boolean last) throws IOException {
		switch (kind) {
			case CLOSE -> throw new IOException("The server closed the socket");
			case PING -> send(PONG, payload);
			case PONG -> {
			}
			default -> part(payload, last);
		}
	}

	private void part(ByteBuffer payload, boolean last) throws IOException {
		if (last && this.parts.size() == 0) {
			message(payload);
			return;
		}
		while (payload.hasRemaining()) {
			this.parts.write(payload.get());
		}
		if (last) {
			message(ByteBuffer.wrap(this.parts.toByteArray()));
			this.parts.reset();
		}
	}

	final void say(String text) throws IOException {
		send(TEXT, StandardCharsets.UTF_8.encode(text));
	}

	/** A client's frames are masked; a mask of zeros will do against ourselves. */
	private void send(int kind, ByteBuffer payload) throws IOException {
		ByteArrayOutputStream frame = new ByteArrayOutputStream();
		frame.write(0x80 | kind);
		int length = payload.remaining();
		if (length < 126) {
			frame.write(0x80 | length);
		}
		else {
			frame.write(0x80 | 126);
			frame.write(length >> 8);
			frame.write(length);
		}
		frame.write(new byte[4]);
		while (payload.hasRemaining()) {
			frame.write(payload.get());
		}
		write(frame.toByteArray());
	}

	private void write(byte[] bytes) throws IOException {
		// A few hundred bytes always fit into the buffer of a fresh socket
		ByteBuffer all = ByteBuffer.wrap(bytes);
		while (all.hasRemaining()) {
			this.channel.write(all);
		}
	}

}
