package io.strapper.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.strapper.log.RunLog;
import io.strapper.run.LogProblems;
import io.strapper.run.LogRemoved;
import io.strapper.run.Run;
import io.strapper.run.RunChanged;
import io.strapper.run.RunFinished;
import io.strapper.run.RunStarted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Many logs at once: files, the kernel's word and threads are real. */
@ExtendWith(OutputCaptureExtension.class)
class LogPollerTests {

	private static final Duration RARELY = Duration.ofHours(1);

	private static final LogProblems NO_PROBLEMS = (run, problem) -> {
		throw new AssertionError(problem);
	};

	private final Broker broker = new Broker();

	@TempDir
	private Path folder;

	private OpenLogs logs;

	private LogPoller poller;

	@AfterEach
	void stop() throws Exception {
		if (this.poller != null) {
			this.poller.destroy();
		}
	}

	private void start(boolean wakeUp, Duration pollInterval) {
		this.logs = new OpenLogs((run) -> new RunLog(file(run.app().value())));
		this.poller = new LogPoller(this.logs, new KeptOutlines(this.logs), new Usuals((run) -> List.of()),
				this.broker.topic(), TestRuns.settings(wakeUp, pollInterval), NO_PROBLEMS, Clock.systemUTC());
	}

	private Path file(String app) {
		return this.folder.resolve(app).resolve("log");
	}

	private Run begin(String app) throws IOException {
		Files.createDirectories(file(app).getParent());
		write(app, "begin\n");
		Run run = TestRuns.running(app);
		this.poller.started(new RunStarted(run));
		return run;
	}

	private void write(String app, String text) throws IOException {
		Files.writeString(file(app), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	private void awaitLine(String text) {
		await().until(() -> this.broker.deltas().toString().contains(text));
	}

	@ParameterizedTest(name = "wake-up {0}")
	@ValueSource(booleans = { true, false })
	void linesAndTheEndAreTold(boolean wakeUp) throws IOException {
		start(wakeUp, Duration.ofMillis(20));
		begin("blog");
		awaitLine("begin");
		write("blog", "more\n");
		awaitLine("more");
		this.poller.changed(new RunChanged(TestRuns.running("blog", "Beware.")));
		await().until(() -> this.broker.runs().stream().anyMatch((run) -> "Beware.".equals(run.warning())));
		write("blog", "the end\n");
		this.poller.finished(new RunFinished(TestRuns.succeeded("blog", Files.size(file("blog")))));

		await().until(() -> this.broker.runs().stream().anyMatch((run) -> run.status().equals("succeeded")));
		assertThat(this.broker.deltas().toString()).contains("the end");
	}

	@Test
	void theKernelsWordIsEnoughToHearOfALine() throws IOException {
		start(true, RARELY);
		begin("blog");
		awaitLine("begin");
		for (int i = 0; i < 20; i++) {
			write("blog", "line " + i + "\n");
			awaitLine("line " + i);
		}
	}

	@Test
	void aLogThatIsSlowToReadDelaysNoOther() throws IOException {
		start(true, Duration.ofMillis(20));
		Run slow = begin("slow");
		awaitLine("begin");
		FollowedLog stuck = this.poller.find(RunKey.of(slow)).orElseThrow();
		synchronized (stuck.transcript()) {
			// Whoever reads it waits from now on
			write("slow", "stuck\n");
			begin("blog");
			for (int i = 0; i < 20; i++) {
				write("blog", "line " + i + "\n");
				awaitLine("line " + i);
			}
			assertThat(this.broker.deltas().toString()).doesNotContain("stuck");
		}

		awaitLine("stuck");
	}

	@Test
	void anErrorInOneLogIsSaidOnceAndStopsNoOther(CapturedOutput output) throws IOException {
		this.logs = new OpenLogs((run) -> new RunLog(file(run.app().value())));
		Consumer<DeployMessage> fails = (message) -> {
			if (message.toString().contains("hopeless")) {
				throw new OutOfMemoryError("not really");
			}
		};
		this.broker.before(fails);
		this.poller = new LogPoller(this.logs, new KeptOutlines(this.logs), new Usuals((run) -> List.of()),
				this.broker.topic(), TestRuns.settings(true, Duration.ofMillis(5)), NO_PROBLEMS, Clock.systemUTC());
		begin("bad");
		begin("blog");
		awaitLine("begin");
		write("bad", "hopeless\n");
		int before = this.broker.tries();
		for (int i = 0; i < 20; i++) {
			write("blog", "line " + i + "\n");
			awaitLine("line " + i);
		}
		await().until(() -> this.broker.tries() > before + 22);
		this.broker.before((message) -> {
		});

		awaitLine("hopeless");
		assertThat(output.getAll().split("not really", -1)).as("said once").hasSize(2);
	}

	@Test
	void aBrokerThatIsGoneIsSaidOnceAndHearsEverythingInTheEnd(CapturedOutput output) throws IOException {
		start(true, Duration.ofMillis(5));
		begin("blog");
		awaitLine("begin");
		this.broker.leave();
		write("blog", "unheard\n");
		int before = this.broker.tries();
		this.poller.finished(new RunFinished(TestRuns.succeeded("blog", Files.size(file("blog")))));
		this.poller.finished(new RunFinished(TestRuns.succeeded("unknown", 5)));
		await().until(() -> this.broker.tries() > before + 5);
		assertThat(output.getAll().split("takes no messages", -1)).hasSize(2);
		this.broker.comeBack();

		awaitLine("unheard");
		await().until(() -> this.broker.runs().stream().filter((run) -> run.status().equals("succeeded")).count() == 2);
		assertThat(output.getAll().split("takes messages again", -1)).hasSize(2);
	}

	@Test
	void aLogThatIsRemovedWhileItIsReadLeavesNothingBehind(CapturedOutput output) throws Exception {
		start(true, Duration.ofMillis(5));
		for (int round = 0; round < 20; round++) {
			String app = "app" + round;
			begin(app);
			write(app, "line\n".repeat(300_000));
			this.poller.removed(new LogRemoved(TestRuns.succeeded(app, 0)));
			this.logs.removed(new LogRemoved(TestRuns.succeeded(app, 0)));
			for (String name : new String[] { "log", "index", "times" }) {
				Files.deleteIfExists(this.folder.resolve(app).resolve(name));
			}
			assertThat(this.poller.find(RunKey.of(TestRuns.running(app)))).isEmpty();
		}
		this.poller.destroy();

		for (int round = 0; round < 20; round++) {
			assertThat(this.folder.resolve("app" + round)).isEmptyDirectory();
		}
		assertThat(output.getAll()).doesNotContain("cannot be read", "could not be shown", "followed no further");
	}

}
