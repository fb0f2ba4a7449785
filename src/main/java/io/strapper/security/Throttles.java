package io.strapper.security;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

import io.strapper.node.Node;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes the throttles. The only server counts in memory; the nodes of a cluster count in
 * their database, so that several nodes allow no more guesses than one.
 */
@Component
public class Throttles {

	static final Duration LONGEST = Duration.ofMinutes(5);

	/** How long failures are known. */
	static final Duration KEPT = Duration.ofHours(1);

	static final int MOST_KEYS = 100_000;

	private final JdbcClient jdbc;

	private final Clock clock;

	private final boolean clustered;

	Throttles(JdbcClient jdbc, Clock clock, Node node) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.clustered = node.clustered();
	}

	/**
	 * A throttle.
	 * @param kind what it counts, 16 characters at most; all nodes count the same kind
	 * together
	 * @param free attempts before the first pause
	 */
	public Throttle of(String kind, int free) {
		return this.clustered ? new SharedThrottle(this.jdbc, kind, free) : new LocalThrottle(free);
	}

	/** Deletes what is too old to count, and the oldest if there is too much. */
	@Scheduled(fixedDelay = 60_000)
	void forget() {
		if (!this.clustered) {
			return;
		}
		this.jdbc.sql("DELETE FROM throttle WHERE at < :oldest")
			.param("oldest", this.clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
			.update();
		this.jdbc
			.sql("DELETE FROM throttle WHERE (kind, who) IN "
					+ "(SELECT kind, who FROM throttle ORDER BY at DESC OFFSET :most)")
			.param("most", MOST_KEYS)
			.update();
	}

}
