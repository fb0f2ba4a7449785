package io.strapper.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.strapper.app.Action;
import io.strapper.run.Run;
import io.strapper.run.Runs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What is on record about a run may quote its log. */
class QuotedLogTests {

	private static final String WARNING = "The run is waiting for input, but nobody is at its terminal: “Use %s?”.";

	private static final String REASON = "The run waited 5s (strapper.input-timeout) for input, but nobody is at its "
			+ "terminal: “Use %s?”.";

	@TempDir
	private Path root;

	private RunServer server;

	@BeforeEach
	void start() {
		this.server = new RunServer(this.root).script(RunServer.BLOG, "deploy", "sleep 60").start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void aSecretThatIsAddedLaterIsHiddenThere() throws IOException {
		Run run = this.server.press(Action.DEPLOY);
		this.server.ledger().warn(run, WARNING.formatted("the-late-secret"));
		assertThat(run().warning()).isEqualTo(WARNING.formatted("the-late-secret"));
		secret("the-late-secret");

		RunServer.until(() -> WARNING.formatted("***************").equals(run().warning()));
		assertThat(runs().active()).extracting(Run::warning).containsExactly(WARNING.formatted("***************"));
		this.server.jdbc().sql("UPDATE run SET reason = ?").param(REASON.formatted("the-late-secret")).update();
		assertThat(run().reason()).isEqualTo(REASON.formatted("***************"));
		assertThat(runs().history(RunServer.BLOG, Runs.Wanted.ANY, Long.MAX_VALUE, 10)).extracting(Run::reason)
			.containsExactly(REASON.formatted("***************"));
	}

	private void secret(String value) throws IOException {
		Path secrets = Files.createDirectories(this.root.resolve("apps/blog/secrets"));
		Files.writeString(secrets.resolve("TOKEN"), value);
		Files.setPosixFilePermissions(secrets.resolve("TOKEN"), PosixFilePermissions.fromString("rw-------"));
		this.server.file(RunServer.BLOG, "app.yml", "secrets: [TOKEN]\n");
	}

	private Runs runs() {
		return this.server.runs();
	}

	private Run run() {
		return runs().active(RunServer.BLOG).orElseThrow();
	}

}
