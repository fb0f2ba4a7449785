package io.strapper.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A loop that writes what it reads to every socket: the least that a server could do. It
 * is a thread of this process.
 */
final class SocketPeer implements Peer {

	@Override
	public String name() {
		return "socket loop";
	}

	@Override
	public Result measure(Work work, Path folder) throws Exception {
		Tally tally = new Tally();
		try (ServerSocketChannel server = ServerSocketChannel.open();
				Crowd crowd = new Crowd();
				Loop loop = new Loop(server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000))) {
			int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
			loop.start();
			crowd.connect(work.viewers(), port, (channel) -> new PlainViewer(channel, tally), work.patience());
			loop.copy(new ProcessBuilder(LogWriter.command(work.rate(), work.seconds())).start());
			crowd.watch(work.lines(), work.patience());
			return new Result(tally, crowd.lost(), 0, 0);
		}
	}

	private static final class Loop extends Thread implements AutoCloseable {

		private final ServerSocketChannel server;

		private final List<SocketChannel> sockets = new CopyOnWriteArrayList<>();

		Loop(ServerSocketChannel server) {
			super("accept");
			this.server = server;
		}

		@Override
		public void run() {
			try {
				while (true) {
					this.sockets.add(this.server.accept());
				}
			}
			catch (IOException ex) {
				// Closed at the end
			}
		}

		void copy(Process writer) {
			new Thread(() -> copy(writer.getInputStream(), List.copyOf(this.sockets)), "copy").start();
		}

		private static void copy(InputStream from, List<SocketChannel> to) {
			byte[] bytes = new byte[1 << 16];
			try (from) {
				for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
					for (SocketChannel socket : to) {
						socket.write(ByteBuffer.wrap(bytes, 0, count));
					}
				}
			}
			catch (IOException ex) {
				System.err.println("The socket loop ended: " + ex.getMessage());
			}
		}

		@Override
		public void close() throws IOException {
			this.server.close();
			for (SocketChannel socket : this.sockets) {
				socket.close();
			}
		}

	}

}
