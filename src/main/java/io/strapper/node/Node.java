package io.strapper.node;

import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * This server, whether it is alone or one of several.
 *
 * @param name its name, which no other node has
 * @param incarnation a random UUID of this start
 * @param machine identifies the machine that it was started on
 * @param clustered whether it is one of several servers
 * @param lease how long after its last heartbeat a node counts as gone
 */
public record Node(String name, String incarnation, String machine, boolean clustered, Duration lease) {

	static Node of(String name, boolean clustered, Duration lease) {
		return new Node(name, UUID.randomUUID().toString(), Machine.id(), clustered, lease);
	}

	/** A server that is alone. */
	public static Node alone() {
		return of("localhost", false, Duration.ofMinutes(1));
	}

	/** What is recorded as the node of a run: null if this server is alone. */
	public @Nullable String owner() {
		return this.clustered ? this.name : null;
	}

}
