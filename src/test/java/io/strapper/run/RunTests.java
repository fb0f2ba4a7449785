package io.strapper.run;

import java.time.Duration;
import java.time.Instant;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RunTests {

	@ParameterizedTest
	@CsvSource({ "RUNNING, DEPLOY, STOP, true", "RUNNING, DEPLOY, DEPLOY, false", "RUNNING, DEPLOY, DESTROY, false",
			"RUNNING, STOP, STOP, false", "RUNNING, DESTROY, STOP, false", "FAILED, DEPLOY, DEPLOY, true",
			"LOST, DESTROY, DESTROY, true" })
	void givesWay(RunStatus status, Action action, Action next, boolean accepted) {
		Run run = run(1, action, status, status.ended() ? 0L : null, null);

		assertThat(run.givesWayTo(next)).isEqualTo(accepted);
	}

	@ParameterizedTest(name = "number {0}, {1}, end {2}, {3} bytes")
	@CsvSource(nullValues = "-", value = { "0, RUNNING, -, -, not from 0", "1, RUNNING, 1, -, that is running",
			"1, LOST, -, -, that is lost", "1, FAILED, 1, -1, no log of -1 bytes" })
	void refusesWhatNoRunCanBe(long number, RunStatus status, @Nullable Long end, @Nullable Long logSize,
			String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> run(number, Action.DEPLOY, status, end, logSize))
			.withMessageContaining(message);
	}

	private static Run run(long number, Action action, RunStatus status, @Nullable Long end, @Nullable Long logSize) {
		return new Run(new AppId("blog"), number, action, status, null, "ann", Instant.EPOCH,
				(end != null) ? Instant.ofEpochMilli(end) : null, null, null, null, logSize, null, null, null, null);
	}

	@Test
	void noOutcomeLeavesARunRunning() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Outcome(RunStatus.RUNNING, null, Instant.EPOCH, null))
			.withMessageContaining("finished as running");
	}

	@Test
	void noLimitIsNegative() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Limits(null, Duration.ofMillis(-1)))
			.withMessageContaining("null, PT-0.001S");
	}

}
