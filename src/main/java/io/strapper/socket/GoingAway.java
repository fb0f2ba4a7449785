package io.strapper.socket;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells the open pages that the server goes away, while there is still a web server to
 * tell it by: they try again at once, where a connection that was cut may be waited for.
 */
@Component
class GoingAway implements SmartLifecycle {

	private final OpenSockets sockets;

	private volatile boolean running;

	GoingAway(OpenSockets sockets) {
		this.sockets = sockets;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.sockets.goAway();
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
