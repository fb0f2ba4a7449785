package io.strapper.live;

import java.time.Duration;
import java.time.Instant;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import io.strapper.run.Run;
import io.strapper.run.RunStatus;
import org.jspecify.annotations.Nullable;

/** Runs and settings as tests of this package need them. */
final class TestRuns {

	private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

	private TestRuns() {
	}

	static Run running(String app) {
		return running(app, null);
	}

	static Run running(String app, @Nullable String warning) {
		return run(app, RunStatus.RUNNING, null, warning, null);
	}

	static Run harmed(String app, String logProblem) {
		return run(app, RunStatus.RUNNING, null, null, logProblem);
	}

	static Run succeeded(String app, long logSize) {
		return run(app, RunStatus.SUCCEEDED, logSize, null, null);
	}

	static Run failed(String app, long logSize) {
		return run(app, RunStatus.FAILED, logSize, null, null);
	}

	private static Run run(String app, RunStatus status, @Nullable Long logSize, @Nullable String warning,
			@Nullable String logProblem) {
		boolean ended = status.ended();
		return new Run(new AppId(app), 1, Action.DEPLOY, status, ended ? (status == RunStatus.FAILED) ? 1 : 0 : null,
				"ann", START, ended ? START.plusSeconds(9) : null, null, null, null, logSize, null, null, warning,
				logProblem);
	}

	static LiveSettings settings(boolean wakeUp, Duration pollInterval) {
		return new LiveSettings(wakeUp, pollInterval, Duration.ofSeconds(20), Duration.ofSeconds(3),
				Duration.ofSeconds(1));
	}

}
