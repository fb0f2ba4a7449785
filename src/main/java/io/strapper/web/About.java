package io.strapper.web;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/**
 * What an administrator wants to know of the server.
 *
 * @param version the release, or {@code unknown}
 * @param commit what it was built from, or null if that is not known
 * @param java the virtual machine
 * @param startedAt when the server was started, UTC
 * @param home absolute path of the home
 * @param database its product and version, and whether it is embedded
 * @param broker what carries messages to the pages
 * @param diskTotal bytes of the home's disk
 * @param diskFree bytes of it that are free for the server's user
 * @param logs bytes of the logs of ended runs
 * @param settings the settings in force, by name; no secrets
 */
record About(String version, @Nullable String commit, String java, Instant startedAt, String home, String database,
		String broker, long diskTotal, long diskFree, long logs, SortedMap<String, String> settings) {

	/** How long the server has been up. */
	public Duration uptime() {
		return Duration.between(this.startedAt, Instant.now());
	}

}
