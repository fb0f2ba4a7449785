package io.strapper.hook;

import java.util.Locale;

/** What has become of a delivery. */
enum Outcome {

	/** A run was started. */
	STARTED,

	/** A run waits for the end of the active one. */
	WAITING,

	/** A newer push has taken its place, or somebody has cancelled it. */
	DROPPED,

	/** It is nothing to deploy. */
	IGNORED,

	/** The app was busy. */
	REFUSED,

	/** A run could not be started. */
	FAILED;

	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
