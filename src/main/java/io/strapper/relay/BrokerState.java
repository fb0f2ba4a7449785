package io.strapper.relay;

import java.time.Duration;
import java.util.Optional;

/** How this node stands with the message broker. Safe for use by several threads. */
public interface BrokerState {

	/** Whether messages reach the other nodes now. */
	boolean isReached();

	/** How long a message takes through the broker; empty while it is away. */
	Optional<Duration> lag();

	/** How many messages were dropped because too much waited for the broker. */
	long dropped();

}
