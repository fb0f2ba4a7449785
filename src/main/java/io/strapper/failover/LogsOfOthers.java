package io.strapper.failover;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

import io.strapper.app.AppId;
import io.strapper.node.Node;
import io.strapper.run.LogsInUse;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The logs that another node may still follow: those of its active runs, and those of its
 * runs that ended a short time ago.
 */
@Component
class LogsOfOthers implements LogsInUse {

	/** Longer than any node follows a log after the end of its run. */
	private static final Duration FOLLOWED = Duration.ofMinutes(1);

	private final Node us;

	private final JdbcClient jdbc;

	private final Clock clock;

	LogsOfOthers(Node us, JdbcClient jdbc, Clock clock) {
		this.us = us;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@Override
	public boolean contains(AppId app, long number) {
		return this.us.clustered() && this.jdbc.sql("""
				SELECT count(*) FROM run WHERE app = :app AND number = :number AND node <> :us
				AND (finished_at IS NULL OR finished_at > :since)
				""")
			.param("app", app.value())
			.param("number", number)
			.param("us", this.us.name())
			.param("since", this.clock.instant().minus(FOLLOWED).atOffset(ZoneOffset.UTC))
			.query(Long.class)
			.single() > 0;
	}

}
