package io.strapper.live;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;

/**
 * Tells the open pages that the server goes away, while there is still a web server to
 * tell it by: they try again at once, where a connection that was cut may be waited for.
 */
@Component
class Farewell implements SmartLifecycle {

	private final WebSocketHandler sockets;

	private volatile boolean running;

	Farewell(@Qualifier("subProtocolWebSocketHandler") WebSocketHandler sockets) {
		this.sockets = sockets;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		if (this.sockets instanceof Lifecycle open) {
			open.stop();
		}
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** The first to stop. */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

}
