package io.strapper.socket;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.strapper.socket.SocketRefusals.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Refuses the handshake of a page that is not one of ours, 403, and of one more than
 * there may be: 503, and when to try again. The server's own log names each foreign
 * origin once, however often its page tries: mostly it is a proxy that hides from us
 * where our own page is.
 */
class HandshakeRules implements HandshakeInterceptor {

	private static final Logger log = LoggerFactory.getLogger(HandshakeRules.class);

	private static final String RETRY_SECONDS = "15";

	/** So many are named: anybody who has signed in can make some up. */
	private static final int MOST_NAMED = 20;

	private final Set<String> named = ConcurrentHashMap.newKeySet();

	private final SocketRefusals refusals;

	HandshakeRules(SocketRefusals refusals) {
		this.refusals = refusals;
	}

	@Override
	public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			Map<String, Object> attributes) {
		Refusal refusal = this.refusals.of(request, request.getPrincipal()).orElse(null);
		if (refusal == null) {
			return true;
		}
		response.setStatusCode(refusal.status());
		if (refusal.status() == HttpStatus.SERVICE_UNAVAILABLE) {
			response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
		}
		String origin = request.getHeaders().getOrigin();
		if (refusal.isOfOrigin() && origin != null && this.named.size() < MOST_NAMED && this.named.add(origin)) {
			log.warn("Refused the WebSocket of a page of {}: it was asked for at {}. If that page is ours, the proxy "
					+ "in front has to pass Host and X-Forwarded-Proto, and server.tomcat.remoteip.internal-proxies "
					+ "has to name the proxy", origin, request.getURI());
		}
		return false;
	}

	@Override
	public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			@Nullable Exception exception) {
		// There is nothing to do after the handshake.
	}

}
