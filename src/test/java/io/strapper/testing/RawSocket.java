package io.strapper.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A WebSocket by hand, which does what no well-behaved client does: leaves out or makes
 * up headers, floods, or stops reading.
 */
public final class RawSocket implements AutoCloseable {

	private static final int CLOSE = 8;

	private static final int MOST_OF_A_PING = 125;

	private static final int PATIENCE_MILLIS = Math.toIntExact(Patience.LIMIT.toMillis());

	private static final Pattern NUMBER = Pattern.compile("number=(\\d+);");

	private final Socket socket;

	private final DataInputStream in;

	private final String head;

	/**
	 * Shakes hands.
	 * @param url where the server is
	 * @param headers headers of the request, beside those that every handshake has
	 */
	public RawSocket(String url, Map<String, String> headers) throws IOException {
		URI uri = URI.create(url);
		this.socket = connect(uri);
		this.in = new DataInputStream(new BufferedInputStream(this.socket.getInputStream()));
		StringBuilder request = new StringBuilder("GET " + uri.getPath() + "/ws HTTP/1.1\r\nHost: ")
			.append(uri.getAuthority())
			.append("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n")
			.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: v12.stomp\r\n");
		headers.forEach((name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
		write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
		this.head = readHead();
	}

	private static Socket connect(URI uri) throws IOException {
		Socket socket = new Socket();
		// So that a client that does not read is soon full
		socket.setReceiveBufferSize(16 << 10);
		socket.setTcpNoDelay(true);
		socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
		return uri.getScheme().equals("https")
				? Certificate.trusting().getSocketFactory().createSocket(socket, uri.getHost(), uri.getPort(), true)
				: socket;
	}

	/** Opens a socket of a client's session, and speaks STOMP on it. */
	public static RawSocket connect(Client client) throws IOException {
		RawSocket socket = new RawSocket(client.url(), Map.of("Origin", client.url(), "Cookie", client.cookieHeader()));
		socket.send("CONNECT\naccept-version:1.2\nheart-beat:0,0\nX-CSRF-TOKEN:" + client.csrf() + "\n\n\0");
		return socket;
	}

	/** The status line of the answer to the handshake. */
	public String status() {
		return this.head.substring(0, Math.max(0, this.head.indexOf("\r\n")));
	}

	/** The status line and the headers of the answer to the handshake. */
	public String head() {
		return this.head;
	}

	/** Sends pings, which no page of a browser can send. */
	public RawSocket ping(int count) throws IOException {
		byte[] frame = new byte[2 + 4 + MOST_OF_A_PING];
		frame[0] = (byte) 0x89;
		frame[1] = (byte) (0x80 | MOST_OF_A_PING);
		for (int i = 0; i < count; i++) {
			this.socket.getOutputStream().write(frame);
		}
		return this;
	}

	/** Sends a text frame. */
	public RawSocket send(String text) throws IOException {
		byte[] payload = text.getBytes(StandardCharsets.UTF_8);
		byte[] mask = new byte[4];
		ThreadLocalRandom.current().nextBytes(mask);
		ByteArrayOutputStream frame = new ByteArrayOutputStream();
		frame.write(0x81);
		if (payload.length < 126) {
			frame.write(0x80 | payload.length);
		}
		else if (payload.length < 1 << 16) {
			frame.write(0x80 | 126);
			frame.write(payload.length >> 8);
			frame.write(payload.length);
		}
		else {
			throw new IllegalArgumentException("Longer than this client can say");
		}
		frame.write(mask);
		for (int i = 0; i < payload.length; i++) {
			frame.write(payload[i] ^ mask[i % 4]);
		}
		write(frame.toByteArray());
		return this;
	}

	/** Subscribes. */
	public RawSocket subscribe(String id, String destination) throws IOException {
		return send("SUBSCRIBE\nid:" + id + "\ndestination:" + destination + "\n\n\0");
	}

	/**
	 * Reads all that comes until the server closes the socket.
	 * @return all that came, or null if the server goes on
	 */
	public @Nullable String readToEnd() throws IOException {
		this.socket.setSoTimeout(PATIENCE_MILLIS);
		StringBuilder all = new StringBuilder();
		try {
			for (String frame = read(); frame != null; frame = read()) {
				all.append(frame);
			}
		}
		catch (SocketTimeoutException ex) {
			return null;
		}
		catch (SocketException ex) {
			return all.append("(reset)").toString();
		}
		return all.toString();
	}

	/** Waits for some text. */
	public RawSocket await(String text) throws IOException {
		this.socket.setSoTimeout(PATIENCE_MILLIS);
		StringBuilder all = new StringBuilder();
		while (all.indexOf(text) < 0) {
			String frame = read();
			if (frame == null) {
				throw new IOException("The server closed the socket after " + all);
			}
			all.append(frame);
		}
		return this;
	}

	/**
	 * Reads until some text.
	 * @param last the text
	 * @param latest is told of the number in each {@code number=<digits>;} that comes
	 */
	public void follow(String last, IntConsumer latest) throws IOException {
		this.socket.setSoTimeout(PATIENCE_MILLIS);
		for (String frame = read(); frame != null; frame = read()) {
			for (Matcher number = NUMBER.matcher(frame); number.find();) {
				latest.accept(Integer.parseInt(number.group(1)));
			}
			if (frame.contains(last)) {
				return;
			}
		}
		throw new IOException("The server closed the socket");
	}

	/** Our end of the connection. */
	public int localPort() {
		return this.socket.getLocalPort();
	}

	/** The next frame, or null at the last one. */
	public @Nullable String read() throws IOException {
		int kind = this.in.read();
		if (kind < 0 || (kind & 0x0f) == CLOSE) {
			return null;
		}
		long length = this.in.readUnsignedByte();
		if (length == 126) {
			length = this.in.readUnsignedShort();
		}
		else if (length == 127) {
			length = this.in.readLong();
		}
		return new String(this.in.readNBytes(Math.toIntExact(length)), StandardCharsets.UTF_8);
	}

	private String readHead() throws IOException {
		StringBuilder head = new StringBuilder();
		this.socket.setSoTimeout(PATIENCE_MILLIS);
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = this.in.read();
			if (next < 0) {
				break;
			}
			head.append((char) next);
		}
		return head.toString();
	}

	private void write(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		this.socket.getOutputStream().flush();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
