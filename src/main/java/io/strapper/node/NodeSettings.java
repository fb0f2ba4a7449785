package io.strapper.node;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of one of several servers.
 *
 * @param node its name, which no other node has; null for the name of the host
 * @param nodeLease how long after its last heartbeat a node counts as gone: other nodes
 * then take over its runs
 */
@ConfigurationProperties("strapper")
record NodeSettings(@Nullable String node, @DefaultValue("60s") Duration nodeLease) {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofDays(1);

	NodeSettings {
		if (nodeLease.compareTo(SHORTEST) < 0 || nodeLease.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("A node-lease takes 1s to 1d");
		}
	}

}
