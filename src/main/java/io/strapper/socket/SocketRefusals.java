package io.strapper.socket;

import java.security.Principal;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Whether a page may open one more socket, and if not, why. A browser hides the answer to
 * a refused handshake from its page, so the page can ask for the reason here.
 */
@Component
public class SocketRefusals {

	private final OpenSockets sockets;

	private final SocketSettings settings;

	SocketRefusals(OpenSockets sockets, SocketSettings settings) {
		this.sockets = sockets;
		this.settings = settings;
	}

	/**
	 * Why a page's handshake would be refused now.
	 * @param request a request of the page, which came the way that the handshake takes
	 * @param origin the page's origin, as its browser says it
	 * @return a sentence that says what to do, or empty if it would not be refused
	 */
	public Optional<String> reason(HttpServletRequest request, String origin) {
		ServletServerHttpRequest handshake = new ServletServerHttpRequest(request);
		handshake.getHeaders().setOrigin(origin);
		return of(handshake, request.getUserPrincipal()).map(Refusal::sentence);
	}

	/** Why a handshake is refused, or empty if it is not. */
	Optional<Refusal> of(HttpRequest request, @Nullable Principal user) {
		if (!isOurs(request)) {
			return Optional.of(Refusal.OF_ORIGIN);
		}
		if (this.sockets.isRefusing()) {
			return Optional.of(Refusal.DRAINED);
		}
		return this.sockets.hasRoom((user != null) ? user.getName() : "") ? Optional.empty() : Optional.of(full());
	}

	/** Every browser says from which page a handshake comes. */
	private static boolean isOurs(HttpRequest request) {
		try {
			return request.getHeaders().getOrigin() != null && WebUtils.isSameOrigin(request);
		}
		catch (IllegalArgumentException ex) {
			// It is no origin
			return false;
		}
	}

	private Refusal full() {
		if (this.sockets.isFull()) {
			return Refusal.full("This server has as many live pages as it may (" + this.settings.sockets()
					+ "): an administrator can raise strapper.live.sockets.");
		}
		return Refusal.full("You have as many live pages open as one user may (" + this.settings.socketsPerUser()
				+ "): close some of them.");
	}

	/**
	 * Why a handshake is refused.
	 *
	 * @param status the status that it is answered with
	 * @param sentence what to do
	 */
	record Refusal(HttpStatus status, String sentence) {

		static final Refusal OF_ORIGIN = new Refusal(HttpStatus.FORBIDDEN,
				"The server takes this for a page of another site. A proxy in front of it has to pass the headers Host "
						+ "and X-Forwarded-Proto, and Strapper has to trust the proxy "
						+ "(server.tomcat.remoteip.internal-proxies).");

		static final Refusal DRAINED = full(
				"This node is being drained: reload the page, so that another node answers it.");

		private static Refusal full(String sentence) {
			return new Refusal(HttpStatus.SERVICE_UNAVAILABLE, sentence);
		}

		boolean isOfOrigin() {
			return this == OF_ORIGIN;
		}

	}

}
