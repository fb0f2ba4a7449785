package io.strapper.cluster;

import java.time.Instant;

import io.strapper.node.KnownNode;
import org.jspecify.annotations.Nullable;

/**
 * A node as administrators see it.
 *
 * @param name its name
 * @param version the release that it runs
 * @param startedAt when it was started, UTC
 * @param heardAt when it last sent a heartbeat, UTC
 * @param alive whether it sent one within half a lease, and was not shut down
 * @param draining whether it gets no new runs
 * @param runs how many runs it has now
 * @param lagMillis how long a message takes from it to the broker and back, in
 * milliseconds, or null if that is not known
 * @param answering whether it gives this answer
 */
record NodeView(String name, String version, Instant startedAt, Instant heardAt, boolean alive, boolean draining,
		long runs, @Nullable Long lagMillis, boolean answering) {

	static NodeView of(KnownNode node, String answering) {
		return new NodeView(node.name(), node.version(), node.startedAt(), node.heardAt(), node.alive(),
				node.draining(), node.runs(), node.lagMillis(), node.name().equals(answering));
	}

	/** Its state, the last part of a key of the messages ({@code nodes.state.…}). */
	public String state() {
		if (!this.alive) {
			return "silent";
		}
		return this.draining ? "draining" : "ready";
	}

}
