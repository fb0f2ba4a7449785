package io.strapper.live;

import io.strapper.app.AppId;

import org.springframework.messaging.MessagingException;

/** Carries what is published on the topic of an app to those who subscribe to it. */
public interface TopicBroker {

	/** What an app's topic begins with; the app's identifier follows. */
	String PREFIX = "/topic/deploy.";

	/**
	 * Whether older messages of an app still wait for their turn: then it is better to
	 * gather what is new than to send it.
	 */
	boolean isBehind(AppId app);

	/**
	 * Sends a message to all who subscribe, soon.
	 * @throws MessagingException if the broker takes none now
	 */
	void publish(AppId app, DeployMessage message) throws MessagingException;

}
