package io.strapper.security;

import io.strapper.app.AppId;
import io.strapper.audit.Credential;

/**
 * Allows a request less than its user may do: an API token, for example. An
 * {@code Authentication} implements it, and {@link AppRules} asks it together with the
 * user's own rights.
 */
public interface Grant extends Credential {

	/** Identifies the grant among all: requests with the same one may do the same. */
	String key();

	/**
	 * Whether a user acts, whose rights count, too. Otherwise the grant acts for itself,
	 * and may do what it includes.
	 */
	boolean isOfUser();

	/**
	 * Whether the grant is still valid. The answer is at most a second old, so this can
	 * be asked for each of many apps.
	 */
	boolean isValid();

	/** Whether it includes all apps, and what belongs to none. */
	boolean includesAll();

	/** Whether it includes an app. */
	boolean includes(AppId app);

	/** Whether it includes reading logs. */
	boolean includesReading();

	/** Whether it includes pressing buttons, and not only reading. */
	boolean includesPressing();

}
