package io.strapper.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Watches a log over a WebSocket (RFC 6455): text frames, pings, and, as in browsers,
 * compressed messages (permessage-deflate, RFC 7692) where the server agrees.
 */
abstract class WebSocketViewer extends Viewer {

	private static final int TEXT = 1;

	private static final int CLOSE = 8;

	private static final int PING = 9;

	private static final int PONG = 10;

	private static final int FIN = 0x80;

	private static final int RSV1 = 0x40;

	/** The end of a compressed message, which is not sent. */
	private static final byte[] END = { 0, 0, -1, -1 };

	private final SocketChannel channel;

	private final URI url;

	private final Map<String, String> headers;

	/** The parts so far of a message that comes in several frames. */
	private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

	private final Inflater inflater = new Inflater(true);

	private boolean open;

	private boolean compressed;

	private int wireBytes;

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
			.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
			.append("Sec-WebSocket-Extensions: permessage-deflate\r\n");
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
		take(bytes.get(start), payload);
		return true;
	}

	private void take(int first, ByteBuffer payload) throws IOException {
		int kind = first & 0x0f;
		switch (kind) {
			case CLOSE -> throw new IOException("The server closed the socket");
			case PING -> send(PONG, payload);
			case PONG -> {
			}
			default -> {
				// Only the first frame of a message says whether it is compressed
				this.compressed = (kind == 0) ? this.compressed : (first & RSV1) != 0;
				part(payload, (first & FIN) != 0);
			}
		}
	}

	private void part(ByteBuffer payload, boolean last) throws IOException {
		byte[] bytes = new byte[payload.remaining()];
		payload.get(bytes);
		this.parts.write(bytes);
		if (last) {
			byte[] all = this.parts.toByteArray();
			this.parts.reset();
			this.wireBytes = all.length;
			message(ByteBuffer.wrap(this.compressed ? inflate(all) : all));
		}
	}

	private byte[] inflate(byte[] bytes) throws IOException {
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		try {
			byte[] buffer = new byte[8 << 10];
			for (byte[] input : new byte[][] { bytes, END }) {
				this.inflater.setInput(input);
				for (int count = -1; count != 0;) {
					count = this.inflater.inflate(buffer);
					text.write(buffer, 0, count);
				}
			}
		}
		catch (DataFormatException ex) {
			throw new IOException(ex);
		}
		return text.toByteArray();
	}

	@Override
	final int wireBytes(ByteBuffer message) {
		return this.wireBytes;
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
