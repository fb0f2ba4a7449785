package io.strapper.live;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import io.strapper.app.AppId;
import io.strapper.log.Delta;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.MessagingException;
import org.springframework.stereotype.Component;

/**
 * The topics of the apps, to which the open pages of an app subscribe. If the broker
 * refuses a message, the sender keeps it. The server's log says once that the broker has
 * failed, and once that it works again.
 */
@Component
class DeployTopic {

	private static final Logger log = LoggerFactory.getLogger(DeployTopic.class);

	/**
	 * Most characters of HTML in one delta. In place of a larger delta only the offset is
	 * published, and the page asks for a snapshot.
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
	 * Whether earlier messages are not yet sent to all subscribers: then it is better to
	 * wait and to publish one larger delta.
	 */
	boolean isBehind(AppId app) {
		return this.broker.isBehind(app);
	}

	/** Publishes the state of a run. Returns whether the broker accepted the message. */
	boolean publish(AppId app, RunView run) {
		return send(app, new DeployMessage.OfRun(run), this.clock.instant());
	}

	/**
	 * Publishes a delta of a log. Returns whether the broker accepted the message.
	 * @param written when its oldest bytes were written, as far as the file tells
	 */
	boolean publish(AppId app, long run, Delta delta, Instant written) {
		if (delta.characters() > DELTA_CHARACTERS) {
			return publish(app, run, delta.to());
		}
		return send(app, DeployMessage.OfDelta.of(run, delta, this.clock.millis()), written);
	}

	/**
	 * Publishes the current offset of a log. Returns whether the broker accepted the
	 * message.
	 */
	boolean publish(AppId app, long run, long position) {
		return send(app, new DeployMessage.OfPosition(run, position), this.clock.instant());
	}

	private boolean send(AppId app, DeployMessage message, Instant since) {
		try {
			this.broker.publish(app, message, since);
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
