package io.strapper.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A wire between browser and server that can be cut, fall silent, hold back what the
 * server sends, on all connections or on WebSockets alone, or mangle its messages, until
 * it is mended.
 */
public final class CuttableProxy implements AutoCloseable {

	/** What happens to bytes. */
	private enum State {

		SOUND, CUT, SILENT, HOLDING, HOLDING_SOCKETS

	}

	private final ServerSocket listener;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private volatile int target;

	private volatile State state = State.SOUND;

	private volatile boolean mangling;

	private volatile int refused;

	/**
	 * A wire to a port of this machine.
	 */
	public CuttableProxy(int target) throws IOException {
		this(InetAddress.getLoopbackAddress(), target);
	}

	/**
	 * A wire from an address to a port of this machine.
	 */
	public CuttableProxy(InetAddress near, int target) throws IOException {
		this.listener = new ServerSocket(0, 50, near);
		this.target = target;
		start(this::accept);
	}

	/** Where a browser connects, without a slash at the end. */
	public String url() {
		return "http://127.0.0.1:" + this.listener.getLocalPort();
	}

	/** The port at which it is reached. */
	public int port() {
		return this.listener.getLocalPort();
	}

	/** Cuts all connections and lets none through from now on. */
	public void cut() {
		this.refused = 0;
		this.state = State.CUT;
		this.sockets.forEach(CuttableProxy::close);
	}

	/** How many connections were refused since the wire was cut. */
	public int refused() {
		return this.refused;
	}

	/**
	 * Loses every byte from now on, without a sign: as where a router has forgotten the
	 * connections, which stay dead when the wire is mended.
	 */
	public void silence() {
		this.state = State.SILENT;
	}

	/** Holds back what the server sends, until the wire is mended. */
	public void hold() {
		this.state = State.HOLDING;
	}

	/**
	 * Holds back what the server sends on WebSockets, as a proxy that waits for the end
	 * of an answer, until the wire is mended. Those that are open are cut.
	 */
	public void holdSockets() {
		this.state = State.HOLDING_SOCKETS;
		this.sockets.forEach(CuttableProxy::close);
	}

	/**
	 * Sends each message of the server's twice, and many of them late, on all connections
	 * that are made from now on.
	 */
	public void mangle() {
		this.mangling = true;
		this.sockets.forEach(CuttableProxy::close);
	}

	/** Lets connections through again. */
	public void mend() {
		mend(this.target);
	}

	/** Lets connections through again, to another port. */
	public synchronized void mend(int target) {
		this.target = target;
		this.state = State.SOUND;
		this.mangling = false;
		notifyAll();
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket near = this.listener.accept();
				connect(near);
			}
			catch (IOException ex) {
				// We were closed
				return;
			}
		}
	}

	private void connect(Socket near) throws IOException {
		try {
			if (this.state == State.CUT) {
				this.refused++;
				near.close();
				return;
			}
			Socket far = new Socket(InetAddress.getLoopbackAddress(), this.target);
			this.sockets.add(near);
			this.sockets.add(far);
			OutputStream up = far.getOutputStream();
			OutputStream down = near.getOutputStream();
			boolean mangled = this.mangling;
			AtomicBoolean socket = new AtomicBoolean();
			start(() -> pump(near, far, mangled ? MangledMessages.request(up) : up, socket, false));
			start(() -> pump(far, near, mangled ? MangledMessages.answer(down) : down, socket, true));
		}
		catch (IOException ex) {
			// The server is away: the browser sees a connection that ends.
			near.close();
		}
	}

	private void pump(Socket from, Socket to, OutputStream out, AtomicBoolean socket, boolean held) {
		byte[] bytes = new byte[1 << 14];
		boolean dead = false;
		try (from; to) {
			InputStream in = from.getInputStream();
			for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
				dead |= this.state == State.SILENT;
				if (held) {
					awaitRelease(socket.get());
				}
				else if (new String(bytes, 0, Math.min(length, 8), StandardCharsets.US_ASCII).startsWith("GET /ws ")) {
					socket.set(true);
				}
				if (!dead) {
					out.write(bytes, 0, length);
				}
			}
		}
		catch (IOException ex) {
			// One side closed: so does the other.
			close(to);
		}
		this.sockets.remove(from);
	}

	private synchronized void awaitRelease(boolean socket) throws IOException {
		try {
			while (this.state == State.HOLDING || (socket && this.state == State.HOLDING_SOCKETS)) {
				wait();
			}
		}
		catch (InterruptedException ex) {
			throw new InterruptedIOException();
		}
	}

	private static void start(Runnable work) {
		Thread thread = new Thread(work, "proxy");
		thread.setDaemon(true);
		thread.start();
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		cut();
	}

}
