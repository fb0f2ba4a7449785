package io.strapper.security;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThrottleTests {

	private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

	private final Throttle throttle = new Throttle(3);

	@Test
	void someFailuresAreFreeThenPausesGrow() {
		Instant now = NOW;
		this.throttle.attempt("ann", now);
		this.throttle.attempt("ann", now);
		List<Long> pauses = new ArrayList<>();
		for (int i = 0; i < 11; i++) {
			assertThat(this.throttle.attempt("ann", now)).isZero();
			Duration pause = this.throttle.attempt("ann", now);
			pauses.add(pause.toSeconds());
			now = now.plus(pause);
		}

		assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
	}

	@Test
	void anAttemptDuringAPauseMakesItNoLonger() {
		for (int i = 0; i < 3; i++) {
			assertThat(this.throttle.attempt("ann", NOW)).isZero();
		}
		for (int i = 0; i < 100; i++) {
			assertThat(this.throttle.attempt("ann", NOW)).isEqualTo(Duration.ofSeconds(1));
		}

		assertThat(this.throttle.attempt("ann", NOW.plusSeconds(1))).isZero();
	}

	@Test
	void nobodyWaitsForSomebodyElse() {
		for (int i = 0; i < 10; i++) {
			this.throttle.attempt("eve", NOW);
		}

		assertThat(this.throttle.attempt("ann", NOW)).isZero();
	}

	@Test
	void whatWasNoFailureDoesNotCount() {
		for (int i = 0; i < 100; i++) {
			assertThat(this.throttle.attempt("ann", NOW)).isZero();
			this.throttle.undo("ann");
		}
		for (int i = 0; i < 10; i++) {
			this.throttle.attempt("ann", NOW);
		}
		this.throttle.forget("ann");

		assertThat(this.throttle.attempt("ann", NOW)).isZero();
	}

}
