package io.strapper.notify;

import java.net.URI;
import java.util.Map;

/**
 * A request to a receiver.
 *
 * @param uri where to: http or https, with a host
 * @param headers names and values, in which nothing breaks a line
 * @param body JSON in UTF-8
 */
record Post(URI uri, Map<String, String> headers, byte[] body) {

	Post {
		headers = Map.copyOf(headers);
		headers.forEach((name, value) -> {
			if (value.chars().anyMatch((c) -> c < ' ' || c > '~')) {
				throw new IllegalArgumentException("A header has a character that is not printable ASCII");
			}
		});
	}

	boolean isSecure() {
		return "https".equalsIgnoreCase(this.uri.getScheme());
	}

	/** The host, of IPv6 without brackets. */
	String host() {
		return this.uri.getHost().replaceAll("[\\[\\]]", "");
	}

	int port() {
		return (this.uri.getPort() >= 0) ? this.uri.getPort() : isSecure() ? 443 : 80;
	}

	/** Without address and headers, which may be secrets. */
	@Override
	public String toString() {
		return "Post";
	}

}
