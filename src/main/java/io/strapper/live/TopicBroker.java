package io.strapper.live;

import java.time.Instant;

import io.strapper.app.AppId;

import org.springframework.messaging.MessagingException;

/** Delivers the messages of an app's topic to its subscribers. */
public interface TopicBroker {

	/** The prefix of a topic; the app's identifier follows. */
	String PREFIX = "/topic/deploy.";

	/**
	 * Whether older messages of an app still wait to be sent: then it is better to gather
	 * new bytes than to publish them.
	 */
	boolean isBehind(AppId app);

	/**
	 * Sends a message to all subscribers, asynchronously.
	 * @param since when what it tells has happened
	 * @throws MessagingException if the broker accepts no messages now
	 */
	void publish(AppId app, DeployMessage message, Instant since) throws MessagingException;

}
