package io.strapper.run;

import java.time.Instant;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RunTests {

	@ParameterizedTest
	@CsvSource({ "RUNNING, DEPLOY, STOP, true", "RUNNING, DEPLOY, DEPLOY, false", "RUNNING, DEPLOY, DESTROY, false",
			"RUNNING, STOP, STOP, false", "RUNNING, DESTROY, STOP, false", "FAILED, DEPLOY, DEPLOY, true",
			"LOST, DESTROY, DESTROY, true" })
	void givesWay(RunStatus status, Action action, Action next, boolean accepted) {
		Run run = new Run(new AppId("blog"), 1, action, status, null, "ann", Instant.EPOCH, null, null, null, null,
				null, null, null, null, null);

		assertThat(run.givesWayTo(next)).isEqualTo(accepted);
	}

}
