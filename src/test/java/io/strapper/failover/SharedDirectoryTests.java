package io.strapper.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.strapper.testing.Client;
import io.strapper.testing.Cluster;
import io.strapper.testing.Folders;
import io.strapper.testing.Mounts;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A shared directory that one of two nodes cannot write for a while. */
@Tag("root")
@ExtendWith(OutputCaptureExtension.class)
class SharedDirectoryTests {

	private static final String READ_ONLY = "The run's folder cannot be written. How the run ends is recorded when it can.";

	@TempDir
	private Path folder;

	@RegisterExtension
	private final Mounts mounts = new Mounts();

	private Cluster cluster;

	private Path place;

	private Path gate;

	private Server one;

	private Server two;

	private Client here;

	private Client there;

	@BeforeEach
	void start() throws IOException {
		Path home = Files.createDirectory(this.folder.resolve("home"));
		this.gate = this.folder.resolve("gate");
		this.place = this.mounts.share(home, this.folder.resolve("place"));
		Folders.script(home, "long", "deploy", "echo ready", "until [ -e '" + this.gate + "' ]; do sleep 0.05; done",
				"echo over", "exit 3");
		Folders.script(home, "shop", "deploy", "echo sold");
		this.cluster = new Cluster(home);
		this.one = startOne();
		this.two = this.cluster.start("two");
		this.here = this.one.admin();
		this.there = this.two.admin();
		this.here.app("long").press("deploy");
		this.here.app("long").awaitLog(1, "ready");
	}

	private Server startOne() {
		return this.cluster.start("one", "--strapper.home=" + this.place);
	}

	@AfterEach
	void stop() {
		this.two.close();
		this.one.close();
	}

	@Test
	void aDirectoryThatIsReadOnlyIsSaidAndCostsNoExitCode(CapturedOutput output) throws Exception {
		int before = output.getAll().length();
		this.mounts.makeReadOnly(this.place);

		await().until(() -> READ_ONLY.equals(warning(this.here)) && READ_ONLY.equals(warning(this.there)));
		assertThat(Client.text(this.there.get("/apps/long"))).contains(READ_ONLY);
		JsonNode refused = this.here.app("shop").deployed();
		assertThat(refused.get("status").asString()).isEqualTo("failed");
		assertThat(refused.get("reason").asString())
			.isEqualTo("The run's files could not be written: Read-only file system.");

		long sold = this.there.app("shop").press("deploy");
		assertThat(this.there.app("shop").ended(sold).get("status").asString()).isEqualTo("succeeded");
		assertThat(this.here.app("shop").log(sold)).contains("sold");
		Files.createFile(this.gate);
		this.there.app("long").awaitLog(1, "over");
		assertThat(this.there.app("long").status(1)).isEqualTo("running");

		this.mounts.undo(this.place);

		JsonNode run = this.there.app("long").ended(1);
		assertThat(run.get("exitCode").asInt()).isEqualTo(3);
		assertThat(run.get("status").asString()).isEqualTo("failed");
		assertThat(run.get("reason").isNull()).isTrue();
		assertThat(run.get("warning").isNull()).isTrue();
		assertThat(this.here.app("long").log(1)).contains("(exit code 3) after ");
		assertThat(this.here.app("shop").deployed().get("node").asString()).isEqualTo("one");
		assertThat(troubles(output.getAll().substring(before))).singleElement()
			.asString()
			.contains("runs/long/1 cannot be written: how its run ends is recorded when it can");
	}

	@Test
	void aNodeThatCannotWriteDoesNotStartAndTakesItsRunsUpWhenItCan() throws Exception {
		this.one.leave();
		this.mounts.makeReadOnly(this.place);

		assertThatThrownBy(this::startOne)
			.hasStackTraceContaining("the home " + this.place + " cannot be written (FileSystemException: ")
			.hasStackTraceContaining("Read-only file system");

		assertThat(this.there.app("long").status(1)).isEqualTo("running");
		this.mounts.undo(this.place);
		this.one = startOne();
		Files.createFile(this.gate);
		assertThat(this.there.app("long").ended(1).get("exitCode").asInt()).isEqualTo(3);
	}

	private static String warning(Client client) {
		return client.json("/api/apps/long/runs/1").get("warning").asString();
	}

	private static List<String> troubles(String output) {
		return output.lines().filter((line) -> line.matches(".* (WARN|ERROR) .*")).toList();
	}

}
