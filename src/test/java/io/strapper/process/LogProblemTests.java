package io.strapper.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.strapper.log.Tampering;
import io.strapper.run.Run;
import io.strapper.run.RunChanged;
import io.strapper.run.RunStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody laid hands on the log: whoever found it, everybody knows of it. */
class LogProblemTests extends RealRuns {

	@BeforeEach
	void start() {
		this.server
			.script(RunServer.BLOG, "deploy", "echo ready; until [ -e go ]; do sleep 0.05; done; echo on; exit 4")
			.start();
	}

	private Run ended(Run run) throws Exception {
		Files.createFile(this.root.resolve("apps/blog/go"));
		return this.server.ended(run);
	}

	private List<String> changes() {
		return this.server.events(RunChanged.class)
			.stream()
			.map((change) -> String.valueOf(change.run().logProblem()))
			.toList();
	}

	@Test
	void whatAnotherPartOfTheServerFoundIsTheReason() throws Exception {
		Run run = pressed();

		this.server.logProblems().report(run, "Somebody was there.");
		this.server.logProblems().report(run, "Somebody was there again.");

		assertThat(changes()).containsExactly("Somebody was there.");
		Run ended = ended(run);
		assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
		assertThat(ended.exitCode()).isEqualTo(4);
		assertThat(ended.reason()).isEqualTo("Somebody was there.");
		assertThat(ended.logProblem()).isEqualTo("Somebody was there.");
	}

	@Test
	void whatACheckFoundIsOnRecordAtOnce() throws Exception {
		Run run = pressed();

		Files.delete(log(run));

		RunServer.until(() -> changes().equals(List.of(Tampering.DELETED.sentence())));
		assertThat(ended(run).reason()).isEqualTo(Tampering.DELETED.sentence());
	}

	@Test
	void theFindingOutlivesTheServer() throws Exception {
		Run run = pressed();
		this.server.logProblems().report(run, "Somebody was there.");

		this.server.stop().start();

		assertThat(ended(run).reason()).isEqualTo("Somebody was there.");
		assertThat(changes()).isEmpty();
	}

	private Path log(Run run) {
		return this.server.logs().file(run.app(), run.number());
	}

}
