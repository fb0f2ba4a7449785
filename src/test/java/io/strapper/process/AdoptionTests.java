package io.strapper.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.strapper.app.Action;
import io.strapper.log.Masks;
import io.strapper.run.ActiveRow;
import io.strapper.run.Outcome;
import io.strapper.run.Limits;
import io.strapper.run.Run;
import io.strapper.run.RunChanged;
import io.strapper.run.RunFinished;
import io.strapper.run.RunStarted;
import io.strapper.run.RunStatus;
import io.strapper.testing.Patience;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** What a server makes of the runs that another has left. */
class AdoptionTests extends RealRuns {

	@BeforeEach
	void allowLittleGrace() {
		this.server.settings(new RunSettings(Duration.ofMillis(500), null, null, RunServer.INPUT_TIMEOUT, List.of()));
	}

	@Test
	void goesOnWithARun() throws Exception {
		this.server
			.script(RunServer.BLOG, "deploy", "echo ready; until [ -e go ]; do sleep 0.05; done; echo on; exit 3")
			.start();
		Run run = pressed();

		this.server.stop().start();
		assertThat(this.server.events()).containsExactly(new RunStarted(run));
		Files.createFile(this.root.resolve("apps/blog/go"));

		Run ended = this.server.ended(run);
		assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
		assertThat(ended.exitCode()).isEqualTo(3);
		assertThat(this.server.output(run)).isEqualTo("ready\non\n");
		assertThat(this.server.events()).containsExactly(new RunStarted(run), new RunFinished(ended));
	}

	@Test
	void finishesARunThatEndedMeanwhile() throws Exception {
		this.server.script(RunServer.BLOG, "deploy", "echo ready; until [ -e go ]; do sleep 0.05; done").start();
		Run run = pressed();

		this.server.stop();
		Files.createFile(this.root.resolve("apps/blog/go"));
		RunServer.until(() -> this.server.files(run).exit().isPresent());
		this.server.start();

		Run ended = this.server.runs().find(run.app(), run.number()).orElseThrow();
		assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
		assertThat(ended.finishedAt())
			.isEqualTo(this.server.files(run).exitedAt().orElseThrow().truncatedTo(ChronoUnit.MILLIS));
		assertThat(this.server.events()).containsExactly(new RunFinished(ended));
	}

	@Test
	void startsARunThatWasRecordedOnly() {
		this.server.script(RunServer.BLOG, "deploy", "echo once").start();
		Run run = this.server.ledger().begin(RunServer.BLOG, Action.DEPLOY, "ann", Limits.NONE).run();

		this.server.stop().start();

		assertThat(this.server.ended(run).status()).isEqualTo(RunStatus.SUCCEEDED);
		assertThat(this.server.output(run)).isEqualTo("once\n");
	}

	@Test
	void startsARunOnceThoughTwoWrappersAreStarted() throws Exception {
		this.server.script(RunServer.BLOG, "deploy", "echo once >>count; sleep 0.3").start();
		ActiveRow row = this.server.ledger().begin(RunServer.BLOG, Action.DEPLOY, "ann", Limits.NONE);
		Launcher launcher = this.server.launcher();
		launcher.launch(row.run(), row.runId(), this.server.app());

		this.server.stop().start();

		assertThat(this.server.ended(row.run()).status()).isEqualTo(RunStatus.SUCCEEDED);
		assertThat(Files.readAllLines(this.root.resolve("apps/blog/count"))).containsExactly("once");
	}

	@Test
	void startsARunOnceThoughItBeginsWhileItIsTakenUp() throws Exception {
		this.server.script(RunServer.BLOG, "deploy", "echo once >>count; until [ -e go ]; do sleep 0.05; done").start();
		Run run = this.server.press(Action.DEPLOY);
		RunServer.until(() -> this.server.files(run).process().isPresent());
		String log = this.server.log(run);

		this.server.launcher()
			.launch(run, this.server.runId(run), this.server.app())
			.onExit()
			.orTimeout(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)
			.join();

		assertThat(this.server.log(run)).isEqualTo(log);
		Files.createFile(this.root.resolve("apps/blog/go"));
		assertThat(this.server.ended(run).status()).isEqualTo(RunStatus.SUCCEEDED);
		assertThat(Files.readAllLines(this.root.resolve("apps/blog/count"))).containsExactly("once");
	}

	@Test
	void awaitsTheFasterOfTwoWrappers() throws Exception {
		this.server.script(RunServer.BLOG, "deploy", "echo once").start();
		ActiveRow row = this.server.ledger().begin(RunServer.BLOG, Action.DEPLOY, "ann", Limits.NONE);
		WrapperFiles files = this.server.files(row.run());
		ActiveRun active = new ActiveRun(row, files, Masks.NONE,
				new RunSettings(Duration.ZERO, null, null, RunServer.INPUT_TIMEOUT, List.of()), Ticker.SYSTEM);
		// It has taken the ticket, but not said who it is
		Files.writeString(files.directory().path().resolve("wrapper"), " ".repeat(100));
		Process slower = new ProcessBuilder("true").start();
		slower.waitFor();

		active.enter(new Phase.Starting(slower.toHandle()));

		assertThat(active.check(InstantSource.system())).isEmpty();
		this.server.ledger()
			.finish(row.run(), new Outcome(RunStatus.LOST, null, Instant.now(), null), 0, Limits.NONE, null);
	}

	@Test
	void doesNotStartWhatWasCancelledBefore() {
		this.server.script(RunServer.BLOG, "deploy", "echo once").start();
		Run run = this.server.ledger().begin(RunServer.BLOG, Action.DEPLOY, "ann", Limits.NONE).run();
		this.server.ledger().requestEnd(run, RunStatus.CANCELLED, "bob", null);

		this.server.stop().start();

		Run ended = this.server.ended(run);
		assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
		assertThat(ended.reason()).isEqualTo("The run was cancelled before it started.");
		assertThat(this.server.log(run)).isEmpty();
	}

	@Test
	void goesOnEndingARun() {
		this.server.script(RunServer.BLOG, "deploy", "trap '' TERM; echo ready; while :; do sleep 60; done")
			.settings(new RunSettings(Duration.ofMinutes(1), null, null, RunServer.INPUT_TIMEOUT, List.of()))
			.start();
		Run run = pressed();
		this.server.deployer().cancel(run.app(), run.number(), "bob");

		this.server.stop()
			.settings(new RunSettings(Duration.ofMillis(100), null, null, RunServer.INPUT_TIMEOUT, List.of()))
			.start();

		Run ended = this.server.ended(run);
		assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
		assertThat(ended.cancelledBy()).isEqualTo("bob");
	}

	@Test
	void remembersTheTimeout() {
		this.server.script(RunServer.BLOG, "deploy", "echo ready; sleep 60")
			.settings(new RunSettings(Duration.ofMillis(100), Duration.ofHours(1), null, RunServer.INPUT_TIMEOUT,
					List.of()))
			.start();
		Run run = pressed();

		this.server.stop()
			.settings(new RunSettings(Duration.ofMillis(100), null, null, RunServer.INPUT_TIMEOUT, List.of()))
			.start()
			.turn(Duration.ofHours(1));

		assertThat(this.server.ended(run).status()).isEqualTo(RunStatus.TIMED_OUT);
	}

	@Test
	void remembersTheSilenceTimeout() {
		this.server.script(RunServer.BLOG, "deploy", "echo ready; sleep 60")
			.settings(new RunSettings(Duration.ofMillis(100), null, Duration.ofHours(1), RunServer.INPUT_TIMEOUT,
					List.of()))
			.start();
		Run run = pressed();
		this.server.stop();

		this.server.settings(new RunSettings(Duration.ofMillis(100), null, null, RunServer.INPUT_TIMEOUT, List.of()))
			.start();
		this.server.turn(Duration.ofMinutes(40));
		RunServer.until(() -> this.server.events(RunChanged.class)
			.stream()
			.anyMatch((change) -> String.valueOf(change.run().warning()).startsWith("No output for 30m")));
		this.server.turn(Duration.ofMinutes(20));

		Run ended = this.server.ended(run);
		assertThat(ended.status()).isEqualTo(RunStatus.TIMED_OUT);
		assertThat(ended.reason()).isEqualTo("The run wrote nothing for 1h, its silence timeout.");
	}

	@Test
	void remembersTheWarning() {
		this.server.script(RunServer.BLOG, "deploy", "echo ready; sleep 60")
			.settings(new RunSettings(Duration.ofMillis(100), null, Duration.ofSeconds(20), RunServer.INPUT_TIMEOUT,
					List.of()))
			.start();
		Run run = pressed();
		this.server.ledger().warn(run, "It is late.");

		this.server.stop().start();

		assertThat(this.server.events(RunStarted.class).get(0).run().warning()).isEqualTo("It is late.");
		// It writes again, for all that is known
		RunServer.until(() -> this.server.ledger().find(run).orElseThrow().warning() == null);
	}

	@Test
	void endsProcessesThoughTheFolderIsGone() throws IOException {
		this.server.script(RunServer.BLOG, "deploy", "echo ready; sleep 60").start();
		Run run = pressed();
		String runId = this.server.runId(run);
		this.server.stop();
		FileSystemUtils.deleteRecursively(this.server.files(run).directory().path());
		this.server.start();

		this.server.deployer().cancel(run.app(), run.number(), "bob");

		assertThat(this.server.ended(run).status()).isEqualTo(RunStatus.CANCELLED);
		assertThat(new ProcessTree(this.server.files(run), runId).marked()).isEmpty();
	}

	@Test
	void stopsWhatWasToBeStopped() {
		this.server.script(RunServer.BLOG, "deploy", "trap '' TERM; echo ready; while :; do sleep 60; done")
			.script(RunServer.BLOG, "stop", "echo stopped")
			.settings(new RunSettings(Duration.ofMinutes(1), null, null, RunServer.INPUT_TIMEOUT, List.of()))
			.start();
		pressed();
		this.server.press(Action.STOP);

		this.server.stop()
			.settings(new RunSettings(Duration.ofMillis(100), null, null, RunServer.INPUT_TIMEOUT, List.of()))
			.start();

		RunServer.until(() -> this.server.runs().find(RunServer.BLOG, 2).isPresent());
		Run stop = this.server.ended(this.server.runs().find(RunServer.BLOG, 2).orElseThrow());
		assertThat(this.server.output(stop)).isEqualTo("stopped\n");
	}

	@Test
	void losesARunWhoseProcessesWereKilled() throws Exception {
		this.server.script(RunServer.BLOG, "deploy", "echo ready; sleep 60").start();
		Run run = pressed();

		this.server.stop();
		long wrapper = this.server.files(run).wrapper().orElseThrow().pid();
		List<ProcessHandle> tree = Stream
			.concat(ProcessHandle.of(wrapper).stream(),
					ProcessHandle.of(wrapper).stream().flatMap(ProcessHandle::descendants))
			.toList();
		tree.forEach(ProcessHandle::destroyForcibly);
		RunServer.until(() -> tree.stream().noneMatch(ProcessHandle::isAlive));
		this.server.start();

		Run ended = this.server.ended(run);
		assertThat(ended.status()).isEqualTo(RunStatus.LOST);
		assertThat(ended.exitCode()).isNull();
		assertThat(ended.reason())
			.isEqualTo("The run's processes were killed from outside; how far it got is unknown.");
		assertThat(this.server.press(Action.DEPLOY).number()).isEqualTo(2);
	}

	@Test
	void losesARunOfAnotherBoot() throws Exception {
		this.server.script(RunServer.BLOG, "deploy", "echo ready; sleep 60").start();
		Run run = pressed();

		this.server.stop();
		restartMachine(run, "wrapper");
		restartMachine(run, "pid");
		this.server.start();

		Run ended = this.server.ended(run);
		assertThat(ended.status()).isEqualTo(RunStatus.LOST);
		assertThat(ended.reason()).startsWith("The machine restarted during the run");
		new ProcessTree(this.server.files(run), this.server.runId(run)).marked()
			.forEach(ProcessHandle::destroyForcibly);
	}

	/** The same process and start time, but of another boot. */
	private void restartMachine(Run run, String file) throws IOException {
		Path path = this.server.files(run).directory().path().resolve(file);
		Files.writeString(path, Files.readString(path).replaceFirst("\\S+\\s*$", "another-boot\n"));
	}

	@Test
	void knowsTheExitCodeThoughTheWrapperWasKilled() throws Exception {
		this.server.script(RunServer.BLOG, "deploy", "echo ready; until [ -e go ]; do sleep 0.05; done; exit 5")
			.start();
		Run run = pressed();

		ProcessHandle.of(this.server.files(run).wrapper().orElseThrow().pid()).orElseThrow().destroyForcibly();
		this.server.stop().start();
		assertThat(this.server.runs().active()).hasSize(1);
		Files.createFile(this.root.resolve("apps/blog/go"));

		Run ended = this.server.ended(run);
		assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
		assertThat(ended.exitCode()).isEqualTo(5);
		assertThat(ended.reason()).contains("the log has no closing line");
	}

	@Test
	void knowsTheExitCodeThoughTheTerminalWasKilled() throws Exception {
		this.server.script(RunServer.BLOG, "deploy", "echo ready; until [ -e go ]; do sleep 0.05; done; exit 5")
			.start();
		Run run = pressed();

		ProcessHandle.of(this.server.files(run).wrapper().orElseThrow().pid())
			.orElseThrow()
			.children()
			.forEach(ProcessHandle::destroyForcibly);
		Files.createFile(this.root.resolve("apps/blog/go"));

		Run ended = this.server.ended(run);
		assertThat(ended.exitCode()).isEqualTo(5);
		assertThat(ended.reason()).isNull();
		assertThat(this.server.log(run)).contains("✘ deploy #1 failed (exit code 5)");
	}

	@Test
	void losesARunWhoseFolderIsGoneButNotBeforeItsProcesses() throws IOException {
		this.server.script(RunServer.BLOG, "deploy", "echo ready; until [ -e go ]; do sleep 0.05; done").start();
		Run run = pressed();

		this.server.stop();
		FileSystemUtils.deleteRecursively(this.server.files(run).directory().path());
		this.server.start();
		assertThat(this.server.runs().active()).hasSize(1);
		Files.createFile(this.root.resolve("apps/blog/go"));

		Run ended = this.server.ended(run);
		assertThat(ended.status()).isEqualTo(RunStatus.LOST);
		assertThat(ended.reason()).startsWith("The run's folder was removed");
	}

}
