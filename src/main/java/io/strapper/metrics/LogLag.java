package io.strapper.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.strapper.socket.SendListener;

/** Measures how long a line takes from its process to the sockets of the pages. */
class LogLag implements SendListener {

	private static final Duration[] BUCKETS = { Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
			Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
			Duration.ofSeconds(5) };

	private final Timer timer;

	private final Clock clock;

	LogLag(MeterRegistry registry, Clock clock) {
		this.timer = Timer.builder("strapper.log.lag")
			.description("Time from the write of a log's bytes until they were handed to the pages' sockets")
			.serviceLevelObjectives(BUCKETS)
			.register(registry);
		this.clock = clock;
	}

	@Override
	public void sent(Instant written) {
		Duration lag = Duration.between(written, this.clock.instant());
		// The clock of a file system may be coarser, and so a little ahead or behind
		this.timer.record(lag.isNegative() ? Duration.ZERO : lag);
	}

}
