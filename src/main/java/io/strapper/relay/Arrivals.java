package io.strapper.relay;

import io.strapper.app.AppId;
import org.jspecify.annotations.Nullable;

/** Receives the messages of other nodes, and whether the broker is reached at all. */
interface Arrivals {

	/**
	 * A message has arrived. The receiving thread calls this, in the order of arrival.
	 * @param app the app whose topic the message is on
	 * @param json the message
	 * @param run the number of the run whose state the message has, or null if it is
	 * another kind of message
	 */
	void arrived(AppId app, String json, @Nullable Long run);

	/**
	 * The broker is reached from now on, or is away. The receiving thread calls this.
	 */
	void reached(boolean reached);

}
