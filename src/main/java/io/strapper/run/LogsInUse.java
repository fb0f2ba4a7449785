package io.strapper.run;

import io.strapper.app.AppId;

/**
 * The logs that are being followed. No rule removes such a log, even if its run has
 * ended.
 */
public interface LogsInUse {

	/**
	 * Whether a log is being followed.
	 * @param app the app
	 * @param number the run's number
	 */
	boolean contains(AppId app, long number);

}
