package io.strapper.http;

import java.nio.channels.SocketChannel;
import java.util.function.Predicate;

import io.strapper.security.Networks;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;

/**
 * Bounds the connections of one network to a quarter of all: whoever opens many, and
 * sends half a header on each, does not keep others out. Proxies are exempt, which bring
 * everybody's.
 */
public final class FairProtocol extends Http11NioProtocol {

	private static final int SHARE = 4;

	/** Made by Tomcat, by name. */
	public FairProtocol() {
		super(new FairEndpoint());
	}

	/** Lets some addresses have any number of connections. */
	void exempt(Predicate<String> addresses) {
		((FairEndpoint) getEndpoint()).exempt = addresses;
	}

	private static final class FairEndpoint extends NioEndpoint {

		private volatile Predicate<String> exempt = (address) -> false;

		@Override
		protected boolean setSocketOptions(SocketChannel socket) {
			if (hasRoom(socket)) {
				return super.setSocketOptions(socket);
			}
			destroySocket(socket);
			return false;
		}

		private boolean hasRoom(SocketChannel socket) {
			int most = Math.max(1, getMaxConnections() / SHARE);
			// Mostly there are few, and nothing to count
			if (getConnectionCount() <= most) {
				return true;
			}
			String address = address(socket);
			String network = Networks.of(address);
			return this.exempt.test(address) || getConnections().stream()
				.filter((other) -> network.equals(Networks.of(String.valueOf(other.getRemoteAddr()))))
				.count() < most;
		}

		private static String address(SocketChannel socket) {
			try {
				return String.valueOf(socket.socket().getInetAddress().getHostAddress());
			}
			catch (RuntimeException ex) {
				return "";
			}
		}

	}

}
