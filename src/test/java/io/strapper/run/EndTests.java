package io.strapper.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.strapper.app.Action;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Who outlives a run, and who does not. */
class EndTests {

	@TempDir
	Path root;

	RunServer server;

	@BeforeEach
	void makeServer() {
		this.server = new RunServer(this.root).settings(new RunSettings(Duration.ofMillis(500), null, List.of()));
	}

	@AfterEach
	void closeServer() {
		this.server.close();
	}

	@Test
	void leavesAloneWhatARunThatEndsByItselfLeftBehind() {
		this.server
			.script(RunServer.BLOG, "deploy", "nohup sleep 60 >/dev/null 2>&1 &", "echo $!",
					"setsid sleep 60 >/dev/null 2>&1 &", "echo $!", "sleep 60 &", "echo $!")
			.start();

		Run run = this.server.deployed();

		List<ProcessHandle> left = processes(this.server.output(run));
		assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
		assertThat(left).hasSize(3).allMatch(ProcessHandle::isAlive);
		left.forEach(ProcessHandle::destroyForcibly);
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
		this.server
			.script(RunServer.BLOG, "deploy", "trap 'echo cleaning up; exit 0' TERM", "echo ready",
					"while :; do sleep 0.05; done")
			.settings(new RunSettings(Duration.ofSeconds(20), null, List.of()))
			.start();
		Run run = this.server.press(Action.DEPLOY);
		this.server.untilLog(run, "ready");

		this.server.deployer().cancel(run.app(), run.number(), "bob");

		Run ended = this.server.ended(run);
		assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
		assertThat(ended.cancelledBy()).isEqualTo("bob");
		assertThat(ended.exitCode()).isZero();
		assertThat(ended.reason()).isNull();
		assertThat(this.server.output(run)).startsWith("ready\n").endsWith("cleaning up\n");
	}

	@Test
	void endsTheWholeTreeWhateverItDoes() {
		this.server
			.script(RunServer.BLOG, "deploy", "trap '' TERM", "sleep 60 & echo $!", "setsid sleep 60 & echo $!",
					"setsid sh -c 'while :; do sleep 60; done' & echo $!",
					"(setsid sh -c 'trap \"sleep 60\" TERM; sleep 60' & echo $!)",
					"nohup sleep 60 >/dev/null 2>&1 & echo $!", "echo ready", "while :; do sleep 60; done")
			.start();
		Run run = this.server.press(Action.DEPLOY);
		this.server.untilLog(run, "ready");
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
	void signalsNobodyElse() throws Exception {
		this.server.script(RunServer.BLOG, "deploy", "echo ready; sleep 60").start();
		ProcessBuilder other = new ProcessBuilder("sleep", "60");
		other.environment().put("STRAPPER_RUN_ID", "another");
		other.environment().put("STRAPPER_APP", "blog");
		other.environment().put("STRAPPER_RUN", "1");
		Process bystander = other.start();
		Run run = this.server.press(Action.DEPLOY);
		this.server.untilLog(run, "ready");

		this.server.deployer().cancel(run.app(), run.number(), "bob");

		assertThat(this.server.ended(run).exitCode()).isEqualTo(143);
		assertThat(bystander.isAlive()).isTrue();
		bystander.destroyForcibly();
	}

	@Test
	void cancellingAgainChangesNothing() {
		this.server.script(RunServer.BLOG, "deploy", "echo ready; sleep 60").start();
		Run run = this.server.press(Action.DEPLOY);
		this.server.untilLog(run, "ready");

		this.server.deployer().cancel(run.app(), run.number(), "bob");
		this.server.deployer().cancel(run.app(), run.number(), "eve");
		Run ended = this.server.ended(run);

		assertThat(this.server.deployer().cancel(run.app(), run.number(), "eve")).isEqualTo(ended);
		assertThat(ended.cancelledBy()).isEqualTo("bob");
		assertThat(this.server.events()).hasSize(2);
	}

	@Test
	void cancelsARunThatHasBarelyBegun() {
		this.server.script(RunServer.BLOG, "deploy", "sleep 60").start();

		Run run = this.server.press(Action.DEPLOY);
		this.server.deployer().cancel(run.app(), run.number(), "bob");

		assertThat(this.server.ended(run).status()).isEqualTo(RunStatus.CANCELLED);
		assertThat(new ProcessTree(this.server.directory(run), this.server.runId(run)).marked()).isEmpty();
	}

	@Test
	void endsARunThatTakesTooLong() {
		this.server.settings(new RunSettings(Duration.ofMillis(100), Duration.ofMillis(300), List.of()))
			.script(RunServer.BLOG, "deploy", "trap '' TERM; while :; do sleep 60; done")
			.start();

		Run run = this.server.deployed();

		assertThat(run.status()).isEqualTo(RunStatus.TIMED_OUT);
		assertThat(run.cancelledBy()).isNull();
		assertThat(run.reason()).isEqualTo("The run took longer than its timeout of 0.3s.");
	}

	@Test
	void prefersTheTimeoutOfTheApp() {
		this.server.settings(new RunSettings(Duration.ofMillis(100), Duration.ofMillis(1), List.of()))
			.file(RunServer.BLOG, "app.yml", "timeout: 1m\n")
			.script(RunServer.BLOG, "deploy", "sleep 0.3")
			.start();

		assertThat(this.server.deployed().status()).isEqualTo(RunStatus.SUCCEEDED);
	}

	private static List<ProcessHandle> processes(String pids) {
		return pids.lines().map(Long::valueOf).flatMap((pid) -> ProcessHandle.of(pid).stream()).toList();
	}

}
