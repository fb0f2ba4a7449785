package io.strapper.live;

import java.time.Clock;

import io.strapper.app.AppId;
import io.strapper.log.Delta;

import org.springframework.messaging.simp.SimpMessageSendingOperations;
import org.springframework.stereotype.Component;

/** The topic of an app: everybody who may see the app and looks at its page listens. */
@Component
class DeployTopic {

	static final String PREFIX = "/topic/deploy.";

	/**
	 * Most characters of HTML in one delta: a page that misses more asks for a snapshot
	 * when it likes.
	 */
	private static final int DELTA_CHARACTERS = 256 << 10;

	private final SimpMessageSendingOperations broker;

	private final Clock clock;

	DeployTopic(SimpMessageSendingOperations broker, Clock clock) {
		this.broker = broker;
		this.clock = clock;
	}

	void publish(AppId app, RunView run) {
		send(app, new DeployMessage.OfRun(run));
	}

	void publish(AppId app, long run, Delta delta) {
		if (delta.characters() > DELTA_CHARACTERS) {
			publish(app, run, delta.to());
		}
		else {
			send(app, DeployMessage.OfDelta.of(run, delta, this.clock.millis()));
		}
	}

	void publish(AppId app, long run, long position) {
		send(app, new DeployMessage.OfPosition(run, position));
	}

	private void send(AppId app, DeployMessage message) {
		this.broker.convertAndSend(PREFIX + app, (Object) message);
	}

}
