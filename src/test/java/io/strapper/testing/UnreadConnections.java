package io.strapper.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;

/** Connections that ask for much and read nothing of it. */
public final class UnreadConnections implements AutoCloseable {

	private final List<Socket> sockets = new ArrayList<>();

	private final byte[] requests;

	private final int port;

	private final @Nullable SSLSocketFactory tls;

	/**
	 * None yet.
	 * @param port of the server on this machine
	 * @param requests what each connection sends when it asks
	 */
	public UnreadConnections(int port, String requests) {
		this(port, requests, null);
	}

	/**
	 * None yet.
	 * @param port of the server on this machine
	 * @param requests what each connection sends when it asks
	 * @param tls makes them connections with TLS, or null
	 */
	public UnreadConnections(int port, String requests, @Nullable SSLSocketFactory tls) {
		this.tls = tls;
		this.port = port;
		this.requests = requests.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * The text of a request that is sent several times without waiting for answers.
	 * @param path what is asked for
	 * @param cookie the Cookie header, or an empty string
	 */
	public static String pipelined(int times, String path, String cookie) {
		String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\n"
				+ (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n") + "\r\n";
		return request.repeat(times);
	}

	/** Opens so many more, each from an address of its own, which ask once. */
	public UnreadConnections open(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			Socket socket = new Socket();
			socket.setReceiveBufferSize(2048);
			socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.1." + (1 + i % 250)), 0));
			socket.connect(new InetSocketAddress("127.0.0.1", this.port));
			this.sockets.add((this.tls != null) ? this.tls.createSocket(socket, "127.0.0.1", this.port, true) : socket);
			ask(this.sockets.get(this.sockets.size() - 1));
		}
		return this;
	}

	/** Asks once more by each of them. */
	public void askAgain() {
		this.sockets.forEach(this::ask);
	}

	private void ask(Socket socket) {
		try {
			socket.getOutputStream().write(this.requests);
		}
		catch (IOException ex) {
			// The server has cut it
		}
	}

	/** What one of them would read. */
	public InputStream answers(int connection) throws IOException {
		return this.sockets.get(connection).getInputStream();
	}

	/**
	 * Those that the server still answers: they are open, and their kernel holds no bytes
	 * that we do not take.
	 * @return our address of each, as the kernel writes it
	 */
	public Set<String> unsettled() throws IOException {
		Set<String> idle = idle();
		return this.sockets.stream()
			.map((socket) -> address(socket.getLocalAddress(), socket.getLocalPort()))
			.filter(idle::contains)
			.collect(Collectors.toSet());
	}

	/** The other ends of the server's open connections that hold no unsent bytes. */
	private Set<String> idle() throws IOException {
		return TcpTable.connections()
			.filter((connection) -> connection.isEstablished() && connection.localPort() == this.port)
			.filter((connection) -> !connection.hasUnsentBytes())
			// An IPv4 address is at the end of the one that IPv6 maps it to
			.map((connection) -> connection.remote().substring(connection.remote().length() - "0100007F:0050".length()))
			.collect(Collectors.toSet());
	}

	private static String address(InetAddress address, int port) {
		int bytes = Integer.reverseBytes(ByteBuffer.wrap(address.getAddress()).getInt());
		return "%08X:%04X".formatted(bytes, port);
	}

	@Override
	public void close() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

}
