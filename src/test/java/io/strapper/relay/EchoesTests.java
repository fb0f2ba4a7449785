package io.strapper.relay;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EchoesTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final Echoes echoes = new Echoes();

	@Test
	void aProbeIsDueAtOnceAndThenEachSecond() {
		assertThat(this.echoes.untilDue(0)).isZero();
		this.echoes.sent(0);
		assertThat(this.echoes.untilDue(3)).as("one is under way").isPositive();
		this.echoes.heard(0, 5);
		assertThat(this.echoes.untilDue(5)).isEqualTo(SECOND);
		assertThat(this.echoes.untilDue(2 * SECOND)).isZero();
	}

	@Test
	void theLagIsTheTimeOfTheLastProbe() {
		assertThat(this.echoes.lag(0)).isEmpty();
		this.echoes.sent(0);
		assertThat(this.echoes.lag(5)).isEmpty();
		assertThat(this.echoes.heard(0, 7)).isTrue();

		assertThat(this.echoes.lag(SECOND)).contains(Duration.ofNanos(7));
	}

	@Test
	void theLagGrowsWhileAProbeIsUnderWay() {
		this.echoes.sent(0);
		this.echoes.heard(0, 7);
		this.echoes.sent(10);

		assertThat(this.echoes.lag(12)).as("too early to tell").contains(Duration.ofNanos(7));
		assertThat(this.echoes.lag(SECOND + 10)).contains(Duration.ofSeconds(1));
	}

	@Test
	void aProbeThatDoesNotComeBackIsOverdue() {
		this.echoes.sent(0);
		assertThat(this.echoes.isOverdue(10 * SECOND)).isFalse();
		assertThat(this.echoes.isOverdue(10 * SECOND + 1)).isTrue();

		this.echoes.reset();
		assertThat(this.echoes.isOverdue(20 * SECOND)).isFalse();
		assertThat(this.echoes.heard(0, 20 * SECOND)).as("it is of the connection before").isFalse();
	}

}
