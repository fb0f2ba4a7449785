package io.strapper.socket;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Closes the sockets with the status "going away" before the web server stops. Pages then
 * reconnect at once; after a cut connection they would wait for a while.
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

	/** This stops first. */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

}
