package io.strapper.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.strapper.app.AppId;

/**
 * The apps by which a metric tells its values apart. Each app is a series of its own in
 * the monitoring system for ever, so later ones share a series. Thread-safe.
 */
class AppTags {

	/** Stands for the apps that have no series of their own; no app has this name. */
	static final String OTHERS = "_others";

	private final int most;

	private final Set<AppId> apps = ConcurrentHashMap.newKeySet();

	/**
	 * No app yet.
	 * @param most how many apps get a series of their own
	 */
	AppTags(int most) {
		this.most = most;
	}

	/** The value of the tag for an app. */
	synchronized String of(AppId app) {
		if (!this.apps.contains(app) && this.apps.size() >= this.most) {
			return OTHERS;
		}
		this.apps.add(app);
		return app.value();
	}

}
