package io.strapper.relay;

import java.time.Duration;
import java.util.Optional;

/** How this node stands with the message broker. Safe for use by several threads. */
public interface BrokerState {

	/** Whether messages reach the other nodes now. */
	boolean isReached();

	/**
	 * How long a message takes to the broker and back; empty while no answer has come.
	 */
	Optional<Duration> lag();

	/** How many messages were dropped since the start because the outbox was full. */
	long dropped();

}
