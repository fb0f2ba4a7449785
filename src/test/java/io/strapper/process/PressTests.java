package io.strapper.process;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import io.strapper.run.Outcome;
import io.strapper.run.Limits;
import io.strapper.run.Run;
import io.strapper.run.RunInProgressException;
import io.strapper.run.RunStatus;
import io.strapper.run.Runs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Which presses start a run, and what becomes of those that cannot. */
class PressTests extends RealRuns {

	@BeforeEach
	void allowLittleGrace() {
		this.server.settings(new RunSettings(Duration.ofMillis(500), null, null, RunServer.INPUT_TIMEOUT, List.of()));
	}

	@Test
	void startsOneRunHoweverManyPressAtOnce() throws Exception {
		this.server.script(RunServer.BLOG, "deploy", "echo once; sleep 60").start();
		ExecutorService users = Executors.newFixedThreadPool(20);

		List<Callable<Long>> presses = IntStream.range(0, 20).<Callable<Long>>mapToObj((user) -> () -> {
			try {
				return this.server.deployer().start(RunServer.BLOG, Action.DEPLOY, "user" + user).number();
			}
			catch (RunInProgressException ex) {
				return -ex.active().number();
			}
		}).toList();
		List<Long> answers = new ArrayList<>();
		for (Future<Long> answer : users.invokeAll(presses)) {
			answers.add(answer.get());
		}
		users.shutdown();

		assertThat(answers).containsOnlyOnce(1L).containsOnly(1L, -1L);
		assertThat(this.server.runs().history(RunServer.BLOG, null, 100)).hasSize(1);
	}

	@Test
	void refusesWhileAnotherRunIsActive() {
		this.server.script(RunServer.BLOG, "deploy", "sleep 60").script(RunServer.BLOG, "destroy", "exit 0").start();
		Run run = this.server.press(Action.DEPLOY);

		assertThatExceptionOfType(RunInProgressException.class).isThrownBy(() -> this.server.press(Action.DESTROY))
			.withMessage("deploy #1 of blog is still running, started by ann. Wait for it to finish, or cancel it.")
			.satisfies((ex) -> assertThat(ex.active()).isEqualTo(run));
	}

	@Test
	void stopFollowsTheDeployThatItEnds() {
		this.server.script(RunServer.BLOG, "deploy", "echo ready; sleep 60")
			.script(RunServer.BLOG, "stop", "echo $STRAPPER_ACTION $STRAPPER_USER")
			.start();
		Run deploy = this.server.press(Action.DEPLOY);
		this.server.untilLog(deploy, "ready");

		Run answer = this.server.deployer().start(RunServer.BLOG, Action.STOP, "bob");
		this.server.deployer().start(RunServer.BLOG, Action.STOP, "eve");

		assertThat(answer.number()).isEqualTo(deploy.number());
		RunServer.until(() -> this.server.runs().newest(RunServer.BLOG).orElseThrow().number() == 2);
		Run stop = this.server.ended(this.server.runs().newest(RunServer.BLOG).orElseThrow());
		deploy = this.server.ended(deploy);
		assertThat(deploy.status()).isEqualTo(RunStatus.CANCELLED);
		assertThat(deploy.cancelledBy()).isEqualTo("bob");
		assertThat(stop.action()).isEqualTo(Action.STOP);
		assertThat(stop.startedBy()).isEqualTo("bob");
		assertThat(stop.startedAt()).isAfterOrEqualTo(deploy.finishedAt());
		assertThat(this.server.output(stop)).isEqualTo("stop bob\n");
		assertThat(this.server.runs().history(RunServer.BLOG, null, 100)).hasSize(2);
	}

	@Test
	void doesNotFollowAnythingElse() {
		this.server.script(RunServer.BLOG, "deploy", "exit 0").script(RunServer.BLOG, "stop", "sleep 60").start();
		this.server.press(Action.STOP);

		assertThatExceptionOfType(RunInProgressException.class).isThrownBy(() -> this.server.press(Action.STOP));
	}

	@Test
	void saysWhatIsMissing() {
		this.server.script(RunServer.BLOG, "deploy", "exit 0").start();

		assertThatExceptionOfType(ActionUnavailableException.class).isThrownBy(() -> this.server.press(Action.STOP))
			.withMessageContaining("Add an executable file named stop to its folder");
		assertThatExceptionOfType(ActionUnavailableException.class)
			.isThrownBy(() -> this.server.deployer().start(new AppId("shop"), Action.DEPLOY, "ann"))
			.withMessageContaining("App shop does not exist");
	}

	@Test
	void neverUsesANumberTwice() throws Exception {
		this.server.script(RunServer.BLOG, "deploy", "exit 0").start();
		this.server.deployed();
		Files.createDirectory(this.root.resolve("runs/blog/41"));

		assertThat(this.server.deployed().number()).isEqualTo(42);
		assertThat(this.server.deployed().number()).isEqualTo(43);
	}

	@Test
	void endsARunForAReasonThatIsTooLongToKeep() {
		this.server.start();
		Run run = this.server.ledger().begin(RunServer.BLOG, Action.DEPLOY, "ann", Limits.NONE).run();
		Outcome outcome = new Outcome(RunStatus.FAILED, null, Instant.now(), "It\0was: " + "x".repeat(2000));

		this.server.ledger().finish(run, outcome, 0, Limits.NONE, null);

		assertThat(this.server.runs().find(run.app(), run.number()).orElseThrow().reason()).startsWith("It\ufffdwas: x")
			.endsWith("x…")
			.hasSize(1000);
	}

	@Test
	void listsRuns() {
		AppId shop = new AppId("shop");
		this.server.script(RunServer.BLOG, "deploy", "exit 0").script(shop, "deploy", "exit 1").start();
		Run first = this.server.deployed();
		Run second = this.server.deployed();
		Run third = this.server.deployed();
		Run other = this.server.ended(this.server.deployer().start(shop, Action.DEPLOY, "ann"));

		Runs runs = this.server.runs();
		assertThat(runs.history(RunServer.BLOG, null, 2)).containsExactly(third, second);
		assertThat(runs.history(RunServer.BLOG, 2L, 2)).containsExactly(first);
		assertThat(runs.newest(RunServer.BLOG)).contains(third);
		assertThat(runs.newestOfEach(1)).isEqualTo(Map.of(RunServer.BLOG, List.of(third), shop, List.of(other)));
		assertThat(runs.newestOfEach(2).get(RunServer.BLOG)).containsExactly(third, second);
		assertThat(runs.find(shop, 1)).contains(other);
		assertThat(runs.find(shop, 2)).isEmpty();
		assertThat(runs.active()).isEmpty();
		assertThat(runs.active(shop)).isEmpty();
	}

	@Test
	void failsWithASentenceIfTheExecutableIsGone() throws Exception {
		this.server.script(RunServer.BLOG, "deploy", "exit 0").start();
		this.server.deployed();

		Run run = this.server.ended(pressedWithoutExecutable());

		assertThat(run.status()).isEqualTo(RunStatus.FAILED);
		assertThat(run.exitCode()).isNull();
		assertThat(run.reason()).isEqualTo("deploy no longer exists. Put it back and try again.");
		assertThat(this.server.log(run)).contains("✘ deploy #2 could not be started: " + run.reason());
		assertThat(run.logSize()).isEqualTo(this.server.log(run).getBytes().length);
		assertThat(this.server.events()).hasSize(4);
	}

	/**
	 * The button is there until the catalogue looks again, which may be in this moment:
	 * then the file is put back for another try.
	 */
	private Run pressedWithoutExecutable() throws IOException {
		while (true) {
			this.server.script(RunServer.BLOG, "deploy", "exit 0");
			RunServer.until(() -> this.server.app().actions().contains(Action.DEPLOY));
			Files.delete(this.root.resolve("apps/blog/deploy"));
			try {
				return this.server.press(Action.DEPLOY);
			}
			catch (ActionUnavailableException ex) {
				assertThat(this.server.runs().history(RunServer.BLOG, null, 100)).hasSize(1);
			}
		}
	}

	@Test
	void failsWithASentenceIfTheInterpreterDoesNotExist() {
		this.server.file(RunServer.BLOG, "deploy", "#! /no/such/shell -e\n").start();

		assertThat(this.server.deployed().reason())
			.isEqualTo("deploy needs /no/such/shell (see its #! line), which does not exist or is not executable.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "#!/bin/sh\r\n", "#!/bin/sh -e\r\n", "#!/usr/bin/env bash\r\n", "#! /bin/sh \r\n" })
	void failsWithASentenceOnWindowsLineEnds(String firstLine) {
		this.server.file(RunServer.BLOG, "deploy", firstLine + "exit 0\r\n").start();

		assertThat(this.server.deployed().reason())
			.isEqualTo("deploy has Windows (CRLF) line endings, so its #! line cannot work. Convert it to LF.");
	}

	@Test
	void failsWithASentenceOnAByteOrderMark() {
		this.server.file(RunServer.BLOG, "deploy", "\ufeff#!/bin/sh\nexit 0\n").start();

		assertThat(this.server.deployed().reason())
			.isEqualTo("deploy begins with a byte order mark, so its #! line cannot work. Save it without one.");
	}

	@Test
	void runsAFileWithoutAFirstLineAsAShellWouldAndSaysSo() {
		this.server.file(RunServer.BLOG, "deploy", "echo plain\n").start();

		Run run = this.server.deployed();

		assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
		assertThat(this.server.output(run))
			.isEqualTo("\u001b[33m▲ deploy has no #! line, so sh runs it.\u001b[m\nplain\n");
	}

	@Test
	void failsWithASentenceIfThereCanBeNoLog() throws Exception {
		this.server.script(RunServer.BLOG, "deploy", "exit 0").start();
		Files.writeString(this.root.resolve("runs"), "in the way");

		Run run = this.server.press(Action.DEPLOY);

		assertThat(run.status()).isEqualTo(RunStatus.FAILED);
		assertThat(run.reason()).startsWith("The run's files could not be written: ");
		assertThat(run.logSize()).isZero();
		assertThat(this.server.runs().active()).isEmpty();
	}

}
