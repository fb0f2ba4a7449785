package io.strapper.socket;

import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;

/**
 * Lets a limited number of sockets compress their messages (permessage-deflate, RFC
 * 7692): a message takes a quarter of its bytes, but a socket takes a quarter of a
 * megabyte more of memory, and each message is compressed for each socket.
 */
class Compression extends StandardWebSocketUpgradeStrategy {

	private final OpenSockets sockets;

	private final int most;

	/**
	 * A limit.
	 * @param sockets those that are open
	 * @param most a socket is compressed if fewer than so many are open when it opens
	 */
	Compression(OpenSockets sockets, int most) {
		this.sockets = sockets;
		this.most = most;
	}

	@Override
	public void upgrade(ServerHttpRequest request, ServerHttpResponse response, @Nullable String protocol,
			List<WebSocketExtension> extensions, @Nullable Principal user, WebSocketHandler handler,
			Map<String, Object> attributes) throws HandshakeFailureException {
		boolean compressed = this.sockets.all().size() < this.most;
		super.upgrade(compressed ? request : plain(request), response, protocol, extensions, user, handler, attributes);
	}

	/**
	 * Tomcat agrees to what the request offers, whatever Spring chooses. So the request
	 * offers nothing.
	 */
	private ServerHttpRequest plain(ServerHttpRequest request) {
		return new ServletServerHttpRequest(new HttpServletRequestWrapper(getHttpServletRequest(request)) {

			@Override
			public Enumeration<String> getHeaders(String name) {
				return name.equalsIgnoreCase(WebSocketHttpHeaders.SEC_WEBSOCKET_EXTENSIONS)
						? Collections.emptyEnumeration() : super.getHeaders(name);
			}

		});
	}

}
