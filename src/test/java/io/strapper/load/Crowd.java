package io.strapper.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/** Many viewers in one thread, the one that calls. */
final class Crowd implements AutoCloseable {

	/** So many connect at a time; a server's backlog takes no more. */
	private static final int AT_ONCE = 50;

	private final Selector selector = Selector.open();

	private final List<Viewer> viewers = new ArrayList<>();

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(4 << 20);

	private int lost;

	Crowd() throws IOException {
	}

	/**
	 * Connects to a server on this machine.
	 * @param number how many
	 * @param port where it listens
	 * @param viewer makes the viewer of a channel
	 * @param patience is asked while they connect
	 */
	Crowd connect(int number, int port, Function<SocketChannel, Viewer> viewer, BooleanSupplier patience)
			throws IOException {
		while (count(Viewer::ready) < number) {
			while (this.viewers.size() < number && this.viewers.size() - count(Viewer::admitted) < AT_ONCE) {
				SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
				channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
				channel.configureBlocking(false);
				Viewer one = viewer.apply(channel);
				channel.register(this.selector, SelectionKey.OP_READ, one);
				this.viewers.add(one);
				one.connected();
			}
			turn();
			if (this.lost > 0 || !patience.getAsBoolean()) {
				throw new IOException("Of " + number + " viewers, " + count(Viewer::ready) + " came in");
			}
		}
		return this;
	}

	/** Reads until every viewer has so many lines, or patience ends. */
	void watch(long lines, BooleanSupplier patience) throws IOException {
		while (count((viewer) -> viewer.has(lines)) + this.lost < this.viewers.size() && patience.getAsBoolean()) {
			for (int i = 0; i < 100; i++) {
				turn();
			}
		}
		this.viewers.forEach((viewer) -> viewer.end(lines));
	}

	/** How many connections the server ended. */
	int lost() {
		return this.lost;
	}

	private void turn() throws IOException {
		this.selector.select((key) -> read(key, (Viewer) key.attachment()), 10);
	}

	private void read(SelectionKey key, Viewer viewer) {
		try {
			if (!viewer.read(this.buffer)) {
				throw new IOException("The server ended the connection");
			}
		}
		catch (IOException ex) {
			if (this.lost++ == 0) {
				System.err.println(ex.getMessage());
			}
			key.cancel();
		}
	}

	private long count(Predicate<Viewer> which) {
		return this.viewers.stream().filter(which).count();
	}

	@Override
	public void close() throws IOException {
		for (SelectionKey key : this.selector.keys()) {
			key.channel().close();
		}
		this.selector.close();
	}

}
