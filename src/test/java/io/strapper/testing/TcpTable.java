package io.strapper.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The TCP connections of this machine, in the kernel's tables {@code /proc/net/tcp} and
 * {@code /proc/net/tcp6}. Both ends of a connection to this machine are in it.
 */
public final class TcpTable {

	private TcpTable() {
	}

	/** All connections, as they are now. */
	public static Stream<Connection> connections() throws IOException {
		List<String> rows = new ArrayList<>(Files.readAllLines(Path.of("/proc/net/tcp")));
		rows.addAll(Files.readAllLines(Path.of("/proc/net/tcp6")));
		// Columns: number, local address, remote address, state, unsent:unread bytes
		return rows.stream()
			.map((row) -> row.strip().split("\\s+"))
			.filter((columns) -> columns[1].indexOf(':') > 0)
			.map((columns) -> new Connection(columns[1], columns[2], columns[3], columns[4]));
	}

	/**
	 * One end of a connection.
	 *
	 * @param local its address and port, in hexadecimal
	 * @param remote the other end's address and port, in hexadecimal
	 * @param state the state, in hexadecimal
	 * @param queues the numbers of unsent and unread bytes, in hexadecimal
	 */
	public record Connection(String local, String remote, String state, String queues) {

		/** Whether neither end has closed it. */
		public boolean isEstablished() {
			return this.state.equals("01");
		}

		/** Whether the kernel holds bytes that the other end has no room for. */
		public boolean hasUnsentBytes() {
			return !this.queues.startsWith("00000000:");
		}

		public int localPort() {
			return port(this.local);
		}

		public int remotePort() {
			return port(this.remote);
		}

		private static int port(String end) {
			return Integer.parseInt(end.substring(end.indexOf(':') + 1), 16);
		}

	}

}
