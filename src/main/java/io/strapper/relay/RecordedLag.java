package io.strapper.relay;

import java.sql.Types;
import java.time.Duration;
import java.util.Optional;

import io.strapper.node.Node;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The lag of this node's messages in its row of the table {@code node}, where every node
 * can read it.
 */
final class RecordedLag {

	private final JdbcClient jdbc;

	private final Node us;

	private @Nullable Long last;

	RecordedLag(JdbcClient jdbc, Node us) {
		this.jdbc = jdbc;
		this.us = us;
	}

	/**
	 * Records the lag. To be called by one thread.
	 * @param lag how long a message takes to the broker and back; empty if the broker is
	 * away
	 */
	void record(Optional<Duration> lag) {
		Long millis = lag.map(Duration::toMillis).orElse(null);
		if (millis == null && this.last == null) {
			return;
		}
		this.jdbc.sql("UPDATE node SET lag_ms = :lag WHERE name = :name AND incarnation = :incarnation")
			.param("lag", millis, Types.BIGINT)
			.param("name", this.us.name())
			.param("incarnation", this.us.incarnation())
			.update();
		this.last = millis;
	}

}
