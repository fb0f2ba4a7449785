package io.strapper.process;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import io.strapper.app.Action;
import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.home.Home;
import io.strapper.node.Lease;
import io.strapper.run.Run;
import io.strapper.run.RunStarted;
import io.strapper.run.RunSecrets;
import io.strapper.run.RunStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Errors of the virtual machine: they end neither a run nor the supervision of others.
 */
class ErrorTests extends RealRuns {

	private static final String WAITS = "echo ready; until [ -e go ]; do sleep 0.05; done; exit 3";

	@Test
	void aRunWhoseStartFailsHalfWayIsStillToldOf() {
		this.server.script(RunServer.BLOG, "deploy", "exit 3").launcher(HalfLauncher.class).start();

		assertThatThrownBy(() -> this.server.press(Action.DEPLOY)).isInstanceOf(OutOfMemoryError.class);

		Run run = this.server.ended(this.server.runs().newest(RunServer.BLOG).orElseThrow());
		assertThat(run.exitCode()).isEqualTo(3);
		assertThat(this.server.events()).hasSize(2)
			.first()
			.isInstanceOfSatisfying(RunStarted.class, (event) -> assertThat(event.run().number()).isEqualTo(1));
	}

	@Test
	void anErrorInAllChecksForAWhileLosesNoRun() throws Exception {
		TreacherousClock clock = new TreacherousClock();
		this.server.clock(clock).script(RunServer.BLOG, "deploy", WAITS).start();
		Run run = pressed();

		clock.fails = true;
		Files.createFile(this.root.resolve("apps/blog/go"));
		RunServer.until(() -> clock.failures > 1);
		clock.fails = false;

		assertThat(this.server.ended(run).exitCode()).isEqualTo(3);
	}

	@Test
	void anErrorInAListenerStopsNoOtherRun() throws Exception {
		AppId shop = new AppId("shop");
		this.server.script(RunServer.BLOG, "deploy", WAITS).script(shop, "deploy", WAITS).start();
		this.server.onFinished((finished) -> {
			if (finished.app().equals(RunServer.BLOG)) {
				throw new NoClassDefFoundError("In a listener");
			}
		});
		Run run = pressed();
		Run other = this.server.deployer().start(shop, Action.DEPLOY, "ann");

		Files.createFile(this.root.resolve("apps/blog/go"));
		RunServer.until(() -> this.server.runs().active(RunServer.BLOG).isEmpty());
		Files.createFile(this.root.resolve("apps/shop/go"));

		assertThat(this.server.ended(other).status()).isEqualTo(RunStatus.FAILED);
		assertThat(this.server.runs().find(run.app(), 1).orElseThrow().exitCode()).isEqualTo(3);
	}

	static class HalfLauncher extends Launcher {

		HalfLauncher(Home home, RunEnvironment environment, RunSecrets secrets, Lease lease) {
			super(home, environment, secrets, lease);
		}

		@Override
		ProcessHandle launch(Run run, String runId, App app) throws LaunchException {
			super.launch(run, runId, app);
			throw new OutOfMemoryError("unable to create native thread");
		}

	}

	/** Fails in the thread that looks after runs. */
	private static final class TreacherousClock extends Clock {

		private volatile boolean fails;

		private volatile int failures;

		@Override
		public Instant instant() {
			if (this.fails && Thread.currentThread().getName().equals("runs")) {
				this.failures++;
				throw new NoClassDefFoundError("In a check");
			}
			return Instant.now().truncatedTo(ChronoUnit.MILLIS);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
