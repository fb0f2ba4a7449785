package io.strapper.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire between browser and server that can be cut and mended. */
public final class CuttableProxy implements AutoCloseable {

	private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private volatile int target;

	private volatile boolean cut;

	/**
	 * A wire to a port of this machine.
	 */
	public CuttableProxy(int target) throws IOException {
		this.target = target;
		start(this::accept);
	}

	/** Where a browser connects, without a slash at the end. */
	public String url() {
		return "http://127.0.0.1:" + this.listener.getLocalPort();
	}

	/** Cuts all connections and lets none through from now on. */
	public void cut() {
		this.cut = true;
		this.sockets.forEach(CuttableProxy::close);
	}

	/** Lets connections through again, to what may be another port now. */
	public void mend(int target) {
		this.target = target;
		this.cut = false;
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
			if (this.cut) {
				near.close();
				return;
			}
			Socket far = new Socket(InetAddress.getLoopbackAddress(), this.target);
			this.sockets.add(near);
			this.sockets.add(far);
			start(() -> pump(near, far));
			start(() -> pump(far, near));
		}
		catch (IOException ex) {
			// The server is away: the browser sees a connection that ends.
			near.close();
		}
	}

	private void pump(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// One side closed: so does the other.
			close(to);
		}
		this.sockets.remove(from);
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
