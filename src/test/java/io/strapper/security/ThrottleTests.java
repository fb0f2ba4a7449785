package io.strapper.security;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.strapper.testing.Postgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The throttle of the only server, and the one that several nodes share. */
class ThrottleTests {

	private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

	private static final int FREE = 3;

	private static final JdbcClient DATABASE = database();

	private static int kinds;

	private static JdbcClient database() {
		DriverManagerDataSource database = new DriverManagerDataSource(Postgres.emptyDatabase());
		Flyway.configure().dataSource(database).load().migrate();
		return JdbcClient.create(database);
	}

	static Stream<Named<Throttle>> throttles() {
		return Stream.of(Named.of("in memory", new LocalThrottle(FREE)),
				Named.of("in the database", new SharedThrottle(DATABASE, "kind " + kinds++, FREE)));
	}

	@ParameterizedTest
	@MethodSource("throttles")
	void someFailuresAreFreeThenPausesGrow(Throttle throttle) {
		Instant now = NOW;
		throttle.attempt("ann", now);
		throttle.attempt("ann", now);
		List<Long> pauses = new ArrayList<>();
		for (int i = 0; i < 11; i++) {
			assertThat(throttle.attempt("ann", now)).isZero();
			Duration pause = throttle.attempt("ann", now);
			pauses.add(pause.toSeconds());
			now = now.plus(pause);
		}

		assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
	}

	@ParameterizedTest
	@MethodSource("throttles")
	void anAttemptDuringAPauseMakesItNoLonger(Throttle throttle) {
		for (int i = 0; i < 3; i++) {
			assertThat(throttle.attempt("ann", NOW)).isZero();
		}
		for (int i = 0; i < 100; i++) {
			assertThat(throttle.attempt("ann", NOW)).isEqualTo(Duration.ofSeconds(1));
		}

		assertThat(throttle.attempt("ann", NOW.plusSeconds(1))).isZero();
	}

	@ParameterizedTest
	@MethodSource("throttles")
	void nobodyWaitsForSomebodyElse(Throttle throttle) {
		for (int i = 0; i < 10; i++) {
			throttle.attempt("eve", NOW);
		}

		assertThat(throttle.attempt("ann", NOW)).isZero();
	}

	@ParameterizedTest
	@MethodSource("throttles")
	void whatWasNoFailureDoesNotCount(Throttle throttle) {
		for (int i = 0; i < 100; i++) {
			assertThat(throttle.attempt("ann", NOW)).isZero();
			throttle.undo("ann");
		}
		for (int i = 0; i < 10; i++) {
			throttle.attempt("ann", NOW);
		}
		throttle.forget("ann");

		assertThat(throttle.attempt("ann", NOW)).isZero();
	}

	@Test
	void twoNodesAllowNoMoreGuessesThanOne() {
		Throttle one = new SharedThrottle(DATABASE, "two nodes", FREE);
		Throttle other = new SharedThrottle(DATABASE, "two nodes", FREE);
		for (int i = 0; i < FREE; i++) {
			assertThat(((i % 2 == 0) ? one : other).attempt("ann", NOW)).isZero();
		}

		assertThat(one.attempt("ann", NOW)).isEqualTo(Duration.ofSeconds(1));
		assertThat(other.attempt("ann", NOW)).isEqualTo(Duration.ofSeconds(1));
		other.forget("ann");
		// One asks again after a second
		assertThat(one.attempt("ann", NOW.plusSeconds(1))).isZero();
	}

	@Test
	void ofSimultaneousAttemptsOnManyNodesOnlyTheFreeOnesAreMade() throws Exception {
		ExecutorService nodes = Executors.newFixedThreadPool(8);
		try {
			List<Future<Duration>> attempts = IntStream.range(0, 64)
				.mapToObj(
						(i) -> nodes.submit(() -> new SharedThrottle(DATABASE, "many nodes", FREE).attempt("ann", NOW)))
				.toList();

			int made = 0;
			for (Future<Duration> attempt : attempts) {
				made += attempt.get().isZero() ? 1 : 0;
			}
			assertThat(made).isEqualTo(FREE);
		}
		finally {
			nodes.shutdownNow();
		}
	}

	@Test
	void sharedFailuresAreForgottenAfterAnHour() {
		Throttle throttle = new SharedThrottle(DATABASE, "old", FREE);
		for (int i = 0; i < FREE; i++) {
			throttle.attempt("ann", NOW);
		}
		Instant later = NOW.plus(Throttles.KEPT).plusSeconds(1);

		assertThat(throttle.attempt("ann", later)).isZero();
		assertThat(throttle.attempt("ann", later)).isZero();
	}

}
