package io.strapper.socket;

import java.security.Principal;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Refuses a handshake without an Origin header, which every browser sends; a later check
 * compares the origin. Refuses further sockets at the limit, too, with 503 and
 * Retry-After.
 */
class HandshakeRules implements HandshakeInterceptor {

	private static final String RETRY_SECONDS = "15";

	private final OpenSockets sockets;

	HandshakeRules(OpenSockets sockets) {
		this.sockets = sockets;
	}

	@Override
	public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			Map<String, Object> attributes) {
		if (request.getHeaders().getOrigin() == null) {
			response.setStatusCode(HttpStatus.FORBIDDEN);
			return false;
		}
		Principal user = request.getPrincipal();
		if (!this.sockets.hasRoom((user != null) ? user.getName() : "")) {
			response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
			response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
			return false;
		}
		return true;
	}

	@Override
	public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			@Nullable Exception exception) {
		// There is nothing to do after the handshake.
	}

}
