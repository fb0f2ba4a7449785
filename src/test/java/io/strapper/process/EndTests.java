package io.strapper.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.strapper.app.Action;
import io.strapper.process.proc.Proc;
import io.strapper.run.Run;
import io.strapper.run.RunChanged;
import io.strapper.run.RunFinished;
import io.strapper.run.RunStatus;
import io.strapper.testing.TurnableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who outlives a run, and who does not. */
class EndTests extends RealRuns {

	private final TurnableClock clock = new TurnableClock();

	@BeforeEach
	void allowLittleGrace() {
		this.server.settings(new RunSettings(Duration.ofMillis(500), null, null, RunServer.INPUT_TIMEOUT, List.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "nohup sleep 60 &", "nohup sleep 60 >/dev/null 2>&1 &", "setsid sleep 60 &",
			"setsid sleep 60 >/dev/null 2>&1 &", "sleep 60 &" })
	void leavesAloneWhatARunThatEndsByItselfLeftBehind(String lastLine) {
		this.server.script(RunServer.BLOG, "deploy", "echo starting the app", lastLine).start();

		Run run = this.server.deployed();

		List<ProcessHandle> left = left(run);
		assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
		assertThat(left).hasSize(1);
		// The next run finds it there, and ends by itself too
		this.server.script(RunServer.BLOG, "deploy", "exit 0").deployed();
		assertThat(left).allMatch(ProcessHandle::isAlive);
		left.forEach(ProcessHandle::destroyForcibly);
	}

	private List<ProcessHandle> left(Run run) {
		return new ProcessTree(this.server.files(run), this.server.runId(run)).marked();
	}

	@Test
	void endsWhatForksFasterThanItIsCounted() {
		this.server
			.script(RunServer.BLOG, "deploy",
					"setsid sh -c 'trap \"\" TERM; while :; do setsid sleep 60 & sleep 0.02; done' &", "echo ready",
					"sleep 60")
			.start();
		Run run = this.server.press(Action.DEPLOY);
		RunServer.until(() -> left(run).size() > 10);

		this.server.deployer().cancel(run.app(), run.number(), "bob");

		assertThat(this.server.ended(run).reason()).isNull();
		assertThat(left(run)).isEmpty();
	}

	@Test
	void leavesAloneTheSameRunOfAnotherServer(@TempDir Path elsewhere) {
		this.server.script(RunServer.BLOG, "deploy", "echo ready; sleep 60").start();
		try (RunServer other = new RunServer(elsewhere)) {
			other.script(RunServer.BLOG, "deploy", "echo ready; setsid sleep 60").start();
			Run theirs = other.press(Action.DEPLOY);
			other.untilLog(theirs, "ready");
			Run ours = this.server.press(Action.DEPLOY);
			this.server.untilLog(ours, "ready");
			assertThat(ours.number()).isEqualTo(theirs.number());

			this.server.deployer().cancel(ours.app(), ours.number(), "bob");

			assertThat(this.server.ended(ours).status()).isEqualTo(RunStatus.CANCELLED);
			assertThat(other.runs().active()).containsExactly(theirs);
			assertThat(other.files(theirs).process().orElseThrow().alive()).isTrue();
		}
	}

	@Test
	void endsThoughWhatItLeftBehindFloodsTheTerminal() {
		this.server.script(RunServer.BLOG, "deploy", "setsid sh -c 'while :; do echo flood || exit; done' &", "exit 4")
			.start();

		Run run = this.server.deployed();

		assertThat(run.exitCode()).isEqualTo(4);
		assertThat(this.server.log(run)).contains("✘ deploy #1 failed (exit code 4)");
		assertThat(run.logSize()).isEqualTo(this.server.logs().file(run.app(), 1).toFile().length());
	}

	@Test
	void asksToEndFirst() {
		allowMuchGrace();
		this.server
			.script(RunServer.BLOG, "deploy", "trap 'echo cleaning up; exit 0' TERM", "echo ready",
					"while :; do sleep 0.05; done")
			.start();
		Run run = pressed();

		this.server.deployer().cancel(run.app(), run.number(), "bob");

		Run ended = this.server.ended(run);
		assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
		assertThat(ended.cancelledBy()).isEqualTo("bob");
		assertThat(ended.cancelledAt()).isBetween(ended.startedAt(), ended.finishedAt());
		assertThat(ended.exitCode()).isZero();
		assertThat(ended.reason()).isNull();
		assertThat(this.server.output(run)).startsWith("ready\n").endsWith("cleaning up\n");
		assertThat(this.server.log(run)).contains("■ deploy #1 cancelled (exit code 0)").doesNotContain("succeeded");
	}

	@Test
	void endsTheWholeTreeWhateverItDoes() {
		this.server
			.script(RunServer.BLOG, "deploy", "trap '' TERM", "sleep 60 & echo $!", "setsid sleep 60 & echo $!",
					"setsid sh -c 'while :; do sleep 60; done' & echo $!",
					"(setsid sh -c 'trap \"sleep 60\" TERM; sleep 60' & echo $!)",
					"nohup sleep 60 >/dev/null 2>&1 & echo $!", "echo ready", "while :; do sleep 60; done")
			.start();
		Run run = pressed();
		List<ProcessHandle> tree = processes(this.server.output(run).replace("ready\n", ""));
		assertThat(tree).hasSize(5);

		this.server.deployer().cancel(run.app(), run.number(), "bob");

		Run ended = this.server.ended(run);
		assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
		assertThat(ended.exitCode()).isEqualTo(137);
		assertThat(ended.reason()).isNull();
		// Dead at once, but shown until somebody has asked for their exit codes
		RunServer.until(() -> tree.stream().noneMatch(ProcessHandle::isAlive));
	}

	@Test
	void endsWhatHasClearedItsEnvironment() {
		this.server
			.script(RunServer.BLOG, "deploy", "env -i sh -c 'echo $$; trap \"\" TERM; while :; do sleep 60; done' &",
					"env -i setsid sh -c 'echo $$; trap \"\" TERM; while :; do sleep 60; done' &", "wait")
			.start();
		Run run = this.server.press(Action.DEPLOY);
		RunServer.until(() -> this.server.output(run).lines().count() == 2);
		List<ProcessHandle> tree = processes(this.server.output(run));

		this.server.deployer().cancel(run.app(), run.number(), "bob");

		assertThat(this.server.ended(run).reason()).isNull();
		RunServer.until(() -> tree.stream().noneMatch(ProcessHandle::isAlive));
	}

	@Test
	void endsWhatIsStopped() throws Exception {
		allowMuchGrace();
		Run run = stopped();

		this.server.deployer().cancel(run.app(), run.number(), "bob");

		assertThat(this.server.ended(run).exitCode()).isEqualTo(143);
		assertThat(this.server.log(run)).contains("■ deploy #1 cancelled (exit code 143)");
	}

	@Test
	void endsWhoseTerminalIsStoppedForEver() throws Exception {
		Run run = stopped();

		goOnWithoutTerminal(run);

		assertThat(this.server.ended(run).exitCode()).isEqualTo(3);
		assertThat(this.server.output(run)).isEqualTo("ready\n");
		assertThat(this.server.log(run)).contains("✘ deploy #1 failed (exit code 3)");
	}

	@Test
	void endsWhoseTerminalMissedTheEnd() throws Exception {
		Run run = stopped();
		this.server.ledger().requestEnd(run, RunStatus.CANCELLED, "bob", null);
		// So that nobody sees to the terminal before the cancel does
		this.server.stop();
		goOnWithoutTerminal(run);
		RunServer.until(() -> this.server.files(run).code().isPresent());

		this.server.start();

		assertThat(this.server.ended(run).status()).isEqualTo(RunStatus.CANCELLED);
		assertThat(this.server.output(run)).isEqualTo("ready\n");
		assertThat(this.server.log(run)).contains("■ deploy #1 cancelled (exit code 3)");
	}

	/** For a process that has to be ended by the first signal, however slow it is. */
	private void allowMuchGrace() {
		this.server.settings(new RunSettings(Duration.ofMinutes(1), null, null, RunServer.INPUT_TIMEOUT, List.of()));
	}

	/** A run that has stopped itself, and with it its terminal. */
	private Run stopped() throws IOException {
		this.server
			.script(RunServer.BLOG, "deploy", "echo ready", "until [ -e go ]; do sleep 0.05; done", "kill -STOP 0",
					"exit 3")
			.start();
		Run run = pressed();
		long wrapper = this.server.files(run).wrapper().orElseThrow().pid();
		Files.createFile(this.root.resolve("apps/blog/go"));
		// With all that it runs the terminal stops
		RunServer.until(() -> ProcessHandle.of(wrapper)
			.orElseThrow()
			.children()
			.allMatch((terminal) -> Proc.stat(terminal.pid()).get(0).equals("T")));
		return run;
	}

	/** Lets a run's process group go on, but not the terminal, which is not of it. */
	private void goOnWithoutTerminal(Run run) throws Exception {
		long group = this.server.files(run).process().orElseThrow().pid();
		new ProcessBuilder("sh", "-c", "kill -s CONT -- -" + group).inheritIO().start().waitFor();
	}

	@Test
	void signalsNobodyElse() throws Exception {
		allowMuchGrace();
		this.server.script(RunServer.BLOG, "deploy", "echo ready; sleep 60").start();
		ProcessBuilder other = new ProcessBuilder("sleep", "60");
		other.environment().put("STRAPPER_RUN_ID", "another");
		other.environment().put("STRAPPER_APP", "blog");
		other.environment().put("STRAPPER_RUN", "1");
		Process bystander = other.start();
		Run run = pressed();

		this.server.deployer().cancel(run.app(), run.number(), "bob");

		assertThat(this.server.ended(run).exitCode()).isEqualTo(143);
		assertThat(bystander.isAlive()).isTrue();
		bystander.destroyForcibly();
	}

	@Test
	void cancellingAgainChangesNothing() {
		this.server.script(RunServer.BLOG, "deploy", "echo ready; sleep 60").start();
		Run run = pressed();

		this.server.deployer().cancel(run.app(), run.number(), "bob");
		this.server.deployer().cancel(run.app(), run.number(), "eve");
		Run ended = this.server.ended(run);

		assertThat(this.server.deployer().cancel(run.app(), run.number(), "eve")).isEqualTo(ended);
		assertThat(ended.cancelledBy()).isEqualTo("bob");
		assertThat(this.server.events(RunChanged.class)).hasSize(1);
		assertThat(this.server.events(RunFinished.class)).containsExactly(new RunFinished(ended));
	}

	@Test
	void cancelsARunThatHasBarelyBegun() {
		this.server.script(RunServer.BLOG, "deploy", "sleep 60").start();

		Run run = this.server.press(Action.DEPLOY);
		this.server.deployer().cancel(run.app(), run.number(), "bob");

		assertThat(this.server.ended(run).status()).isEqualTo(RunStatus.CANCELLED);
		assertThat(new ProcessTree(this.server.files(run), this.server.runId(run)).marked()).isEmpty();
	}

	@Test
	void endsARunThatTakesTooLong() {
		this.server
			.settings(new RunSettings(Duration.ofMillis(100), Duration.ofHours(1), null, RunServer.INPUT_TIMEOUT,
					List.of()))
			.script(RunServer.BLOG, "deploy", "trap '' TERM; echo ready; while :; do sleep 60; done")
			.start();
		Run begun = pressed();

		this.server.turn(Duration.ofHours(1));

		Run run = this.server.ended(begun);

		assertThat(run.status()).isEqualTo(RunStatus.TIMED_OUT);
		assertThat(this.server.log(run)).contains("■ deploy #1 timed out (exit code 137)").doesNotContain("failed");
		assertThat(run.cancelledBy()).isNull();
		assertThat(run.cancelledAt()).isNull();
		assertThat(run.reason()).isEqualTo("The run exceeded its timeout of 1h.");
	}

	@Test
	void prefersTheTimeoutOfTheApp() {
		this.server
			.settings(new RunSettings(Duration.ofMillis(100), Duration.ofMillis(1), null, RunServer.INPUT_TIMEOUT,
					List.of()))
			.file(RunServer.BLOG, "app.yml", "timeout: 1m\n")
			.script(RunServer.BLOG, "deploy", "sleep 0.3")
			.start();

		assertThat(this.server.deployed().status()).isEqualTo(RunStatus.SUCCEEDED);
	}

	@Test
	void warnsOfSilenceAndThenEndsTheRun() throws Exception {
		this.server.clock(this.clock)
			.settings(new RunSettings(Duration.ofMillis(100), null, Duration.ofHours(1), RunServer.INPUT_TIMEOUT,
					List.of()))
			.script(RunServer.BLOG, "deploy", "echo ready; until [ -e go ]; do sleep 0.05; done; echo on",
					"trap '' TERM", "while :; do sleep 60; done")
			.start();
		Run run = pressed();
		pass(Duration.ofMinutes(40));
		String warning = "No output for 30m. The run will time out after 1h of silence.";
		RunServer.until(() -> warnings().equals(List.of(warning)));
		assertThat(this.server.ledger().find(run).orElseThrow().warning()).isEqualTo(warning);

		Files.createFile(this.root.resolve("apps/blog/go"));
		RunServer.until(() -> warnings().equals(List.of(warning, "null")));
		pass(Duration.ofMinutes(40));
		RunServer.until(() -> warnings().equals(List.of(warning, "null", warning)));
		pass(Duration.ofMinutes(40));

		Run ended = this.server.ended(run);
		assertThat(ended.status()).isEqualTo(RunStatus.TIMED_OUT);
		assertThat(ended.reason()).isEqualTo("The run wrote nothing for 1h, its silence timeout.");
		assertThat(ended.warning()).isNull();
		assertThat(this.server.output(run)).isEqualTo("ready\non\n");
		// Taken back by the line and by the end
		assertThat(warnings()).containsExactly(warning, "null", warning, "null");
		List<RunChanged> changes = this.server.events(RunChanged.class);
		assertThat(changes.get(changes.size() - 1).run().reason()).isEqualTo(ended.reason());
	}

	/** Lets time pass by all clocks: first by the wall clock, which a check asks last. */
	private void pass(Duration duration) {
		this.clock.turn(duration);
		this.server.turn(duration);
	}

	private List<String> warnings() {
		return this.server.events(RunChanged.class)
			.stream()
			.map((change) -> String.valueOf(change.run().warning()))
			.toList();
	}

	@Test
	void prefersTheSilenceTimeoutOfTheApp() {
		this.server
			.settings(new RunSettings(Duration.ofMillis(100), null, Duration.ofMillis(1), RunServer.INPUT_TIMEOUT,
					List.of()))
			.file(RunServer.BLOG, "app.yml", "silence-timeout: 1m\n")
			.script(RunServer.BLOG, "deploy", "sleep 0.3")
			.start();

		assertThat(this.server.deployed().status()).isEqualTo(RunStatus.SUCCEEDED);
	}

	private static List<ProcessHandle> processes(String pids) {
		return pids.lines().map(Long::valueOf).flatMap((pid) -> ProcessHandle.of(pid).stream()).toList();
	}

}
