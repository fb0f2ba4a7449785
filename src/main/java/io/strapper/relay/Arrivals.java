package io.strapper.relay;

import io.strapper.app.AppId;
import org.jspecify.annotations.Nullable;

/** Takes the messages of other nodes, and hears whether any can come. */
interface Arrivals {

	/**
	 * A message has come. Called by the thread that receives, in order.
	 * @param app the app on whose topic it is
	 * @param json the message
	 * @param run number of the run whose state it tells, or null if it tells something
	 * else
	 */
	void arrived(AppId app, String json, @Nullable Long run);

	/**
	 * The broker is reached, or away from now on. Called by the thread that receives.
	 */
	void reached(boolean reached);

}
