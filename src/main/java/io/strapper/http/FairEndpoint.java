package io.strapper.http;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

import io.strapper.security.Networks;
import org.apache.tomcat.util.collections.SynchronizedStack;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the connections of one network to a quarter of all, and the threads that block
 * for its clients. Proxies are exempt, since their connections carry the requests of many
 * clients.
 */
final class FairEndpoint extends NioEndpoint {

	private static final Logger log = LoggerFactory.getLogger(FairEndpoint.class);

	private static final int SHARE = 4;

	private static final long WARN_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

	private static final int MOST_WARNINGS = 20;

	/** The networks whose refused connections were logged lately. */
	private final Set<String> warned = new HashSet<>();

	private long warnedSince = System.nanoTime();

	private volatile Predicate<String> exempt = (address) -> false;

	private volatile BlockingWrites writes = new BlockingWrites(1);

	/** Exempts addresses from the limit. */
	void exempt(Predicate<String> addresses) {
		this.exempt = addresses;
	}

	@Override
	public void bind() throws Exception {
		this.writes = new BlockingWrites(getMaxThreads());
		super.bind();
	}

	@Override
	protected boolean setSocketOptions(SocketChannel socket) {
		String address = address(socket);
		if (hasRoom(address) && begin(socket, this.exempt.test(address) ? "" : Networks.of(address))) {
			return true;
		}
		destroySocket(socket);
		return false;
	}

	private boolean hasRoom(String address) {
		int most = Math.max(1, getMaxConnections() / SHARE);
		// Usually there are few connections, and there is nothing to count
		if (getConnectionCount() <= most) {
			return true;
		}
		String network = Networks.of(address);
		if (this.exempt.test(address) || getConnections().stream()
			.filter((other) -> network.equals(Networks.of(String.valueOf(other.getRemoteAddr()))))
			.count() < most) {
			return true;
		}
		warn(network, most);
		return false;
	}

	/**
	 * A client that is refused hears nothing, so the administrator must. Only the
	 * acceptor thread calls this.
	 */
	private void warn(String network, int most) {
		long now = System.nanoTime();
		if (now - this.warnedSince >= WARN_EVERY_NANOS) {
			this.warned.clear();
			this.warnedSince = now;
		}
		if (this.warned.size() < MOST_WARNINGS && this.warned.add(network)) {
			log.warn("Refused a connection from {}, which has {} already: a quarter of server.tomcat.max-connections. "
					+ "If it is a proxy, name it in server.tomcat.remoteip.internal-proxies", network, most);
		}
	}

	private static String address(SocketChannel socket) {
		try {
			return String.valueOf(socket.socket().getInetAddress().getHostAddress());
		}
		catch (RuntimeException ex) {
			return "";
		}
	}

	/** Like the method of the superclass, but with connections that are counted. */
	private boolean begin(SocketChannel socket, String network) {
		try {
			NioChannel channel = channel();
			BoundedConnection connection = new BoundedConnection(channel, this, this.writes, network);
			channel.reset(socket, connection);
			socket.configureBlocking(false);
			if (getUnixDomainSocketPath() == null) {
				getSocketProperties().setProperties(socket.socket());
			}
			connection.setReadTimeout(getConnectionTimeout());
			connection.setWriteTimeout(getConnectionTimeout());
			connection.setKeepAliveLeft(getMaxKeepAliveRequests());
			this.connections.put(socket, connection);
			getPoller().register(connection);
			return true;
		}
		catch (IOException | RuntimeException ex) {
			log.debug("A connection was gone before it was taken in", ex);
			this.connections.remove(socket);
			return false;
		}
	}

	private NioChannel channel() {
		SynchronizedStack<NioChannel> used = getNioChannels();
		NioChannel channel = (used != null) ? used.pop() : null;
		if (channel != null) {
			return channel;
		}
		SocketProperties properties = getSocketProperties();
		return createChannel(new SocketBufferHandler(properties.getAppReadBufSize(), properties.getAppWriteBufSize(),
				properties.getDirectBuffer()));
	}

}
