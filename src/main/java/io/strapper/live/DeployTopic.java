package io.strapper.live;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

import io.strapper.app.AppId;
import io.strapper.log.Delta;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.MessagingException;
import org.springframework.stereotype.Component;

/**
 * The topic of an app: everybody who may see the app and looks at its page listens. What
 * the broker does not take, its sender keeps; the server's own log says once that the
 * broker is gone, and once that it is back.
 */
@Component
class DeployTopic {

	private static final Logger log = LoggerFactory.getLogger(DeployTopic.class);

	/**
	 * Most characters of HTML in one delta: a page that misses more asks for a snapshot
	 * when it likes.
	 */
	private static final int DELTA_CHARACTERS = 256 << 10;

	private final AtomicBoolean gone = new AtomicBoolean();

	private final TopicBroker broker;

	private final Clock clock;

	DeployTopic(TopicBroker broker, Clock clock) {
		this.broker = broker;
		this.clock = clock;
	}

	/**
	 * Whether what was published is not yet sent to everybody: then whoever has a delta
	 * had better wait, and publish a larger one.
	 */
	boolean isBehind(AppId app) {
		return this.broker.isBehind(app);
	}

	/** Tells how a run stands. Whether the broker took it. */
	boolean publish(AppId app, RunView run) {
		return send(app, new DeployMessage.OfRun(run));
	}

	/** Tells what is new in a log. Whether the broker took it. */
	boolean publish(AppId app, long run, Delta delta) {
		if (delta.characters() > DELTA_CHARACTERS) {
			return publish(app, run, delta.to());
		}
		return send(app, DeployMessage.OfDelta.of(run, delta, this.clock.millis()));
	}

	/** Tells where a log stands. Whether the broker took it. */
	boolean publish(AppId app, long run, long position) {
		return send(app, new DeployMessage.OfPosition(run, position));
	}

	private boolean send(AppId app, DeployMessage message) {
		try {
			this.broker.publish(app, message);
		}
		catch (MessagingException ex) {
			if (!this.gone.getAndSet(true)) {
				log.warn("The message broker takes no messages; pages hear of nothing until it does", ex);
			}
			return false;
		}
		if (this.gone.get() && this.gone.getAndSet(false)) {
			log.info("The message broker takes messages again");
		}
		return true;
	}

}
