package io.strapper.failover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import io.strapper.node.Lease;
import io.strapper.node.Node;
import io.strapper.process.Adoption;
import io.strapper.process.TakenRuns;
import io.strapper.run.ActiveRow;
import io.strapper.run.Limits;
import io.strapper.run.Outcome;
import io.strapper.run.RunLedger;
import io.strapper.run.RunStatus;
import io.strapper.testing.Client;
import io.strapper.testing.Cluster;
import io.strapper.testing.Folders;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import io.strapper.testing.Threads;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What keeps two nodes from having the same run. */
@ExtendWith(OutputCaptureExtension.class)
class FencesTests {

	private static final AppId BLOG = new AppId("blog");

	private static final AppId SHOP = new AppId("shop");

	private static final AppId NEWS = new AppId("news");

	@TempDir
	private Path home;

	private Cluster cluster;

	private Path gate;

	@BeforeEach
	void prepare() {
		this.cluster = new Cluster(this.home);
		this.gate = this.home.resolve("gate");
	}

	private String awaitGate() {
		return "until [ -e '" + this.gate + "' ]; do sleep 0.05; done";
	}

	@Test
	void aNodeWithoutALeaseNeitherStartsNorRecordsAnything(CapturedOutput output) throws Exception {
		Folders.script(this.home, "blog", "deploy", "echo ready", awaitGate(), "exit 5");
		Folders.script(this.home, "shop", "deploy", "echo sold");
		Folders.script(this.home, "news", "deploy", "echo told");
		try (Server one = this.cluster.start("one"); Server other = this.cluster.start("other", Cluster.shortLease())) {
			other.admin().app("blog").pressUntilTaken("deploy");
			other.admin().app("blog").awaitLog(1, "ready");
			setIncarnation("another");
			await().until(() -> !other.bean(Lease.class).held());
			one.bean(RunLedger.class).begin(SHOP, Action.DEPLOY, "admin", Limits.NONE, null, "other");
			one.bean(RunLedger.class).begin(NEWS, Action.DEPLOY, "admin", Limits.NONE, null, "other");
			// As if it had looked a moment before
			other.bean(Adoption.class).goOn(NEWS, 1, null);
			Files.createFile(this.gate);
			await().until(() -> Files.exists(this.home.resolve("runs/blog/1/exit")));
			takeOver("other", one);

			JsonNode run = one.admin().app("blog").ended(1);

			assertThat(run.get("exitCode").asInt()).isEqualTo(5);
			assertThat(output.getAll()).contains("deploy #1 of blog was taken from other and is failed")
				.doesNotContain("deploy #1 of blog failed, exit code");
			for (AppId app : List.of(SHOP, NEWS)) {
				assertThat(one.admin().app(app.value()).ended(1).get("status").asString()).as(app.value())
					.isEqualTo("lost");
				assertThat(this.home.resolve("runs").resolve(app.value()).resolve("1/wrapper")).doesNotExist();
			}
			setIncarnation(other.bean(Node.class).incarnation());
			await().until(() -> other.bean(Lease.class).held());
		}
	}

	private void setIncarnation(String incarnation) {
		this.cluster.jdbc()
			.sql("UPDATE node SET incarnation = :incarnation WHERE name = 'other'")
			.param("incarnation", incarnation)
			.update();
	}

	/**
	 * The next run is pressed while the node starts again, or is on record before, as if
	 * the node had been back for a moment.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whatIsLeftEndsBeforeTheAppRunsAgain(boolean recorded) throws Exception {
		Path asked = this.home.resolve("asked");
		Path ended = this.home.resolve("ended");
		Folders.script(this.home, "blog", "deploy",
				"trap 'touch " + asked + "; " + awaitGate().replace("'", "") + "; touch " + ended + "; exit 0' TERM",
				"[ $STRAPPER_RUN = 1 ] || { [ -e '" + ended + "' ] && echo alone || echo together; exit 0; }",
				"echo ready", "while :; do sleep 0.05; done");
		Folders.file(this.home, "blog", "app.yml", "node: web-1\n");
		try (Server other = this.cluster.start("web-2")) {
			Client admin = other.admin();
			ServerProcess node = this.cluster.process("web-1");
			admin.app("blog").pressUntilTaken("deploy");
			admin.app("blog").awaitLog(1, "ready");
			node.kill();
			takeOver("web-1", other);
			assertThat(admin.app("blog").ended(1).get("status").asString()).isEqualTo("lost");

			if (recorded) {
				this.cluster.jdbc().sql("UPDATE node SET heard_at = CURRENT_TIMESTAMP").update();
				admin.app("blog").press("deploy");
			}
			CompletableFuture<ServerProcess> again = CompletableFuture.supplyAsync(this::webOneAgain, Threads.OWN);
			try {
				await().until(() -> Files.exists(asked));
				if (!recorded) {
					admin.app("blog").pressUntilTaken("deploy");
				}
				awaitRenewals(2);
				Files.createFile(this.gate);

				assertThat(admin.app("blog").ended(2).get("exitCode").asInt()).isZero();
				assertThat(admin.app("blog").log(2)).contains("alone");
			}
			finally {
				again.join().close();
			}
		}
	}

	private ServerProcess webOneAgain() {
		try {
			return this.cluster.process("web-1",
					Stream.concat(Stream.of(Cluster.shortLease()), Stream.of("--strapper.cancel-grace=10m"))
						.toArray(String[]::new));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Has a node take over the runs of another one, as if that had been silent. */
	private void takeOver(String from, Server by) {
		this.cluster.silence(from);
		by.bean(Takeover.class).takeAll();
	}

	/** A node that would start something had the time for it. */
	private void awaitRenewals(int number) {
		for (int i = 0; i < number; i++) {
			String before = heard();
			await().until(() -> !heard().equals(before));
		}
	}

	private String heard() {
		return this.cluster.jdbc().sql("SELECT heard_at FROM node WHERE name = 'web-1'").query(String.class).single();
	}

	@Test
	void aRunThatAnotherNodeHasByNowIsNotLost() {
		try (Server node = this.cluster.start("one")) {
			RunLedger ledger = node.bean(RunLedger.class);
			ActiveRow read = ledger.begin(BLOG, Action.DEPLOY, "admin", Limits.NONE, null, "gone");
			this.cluster.jdbc().sql("UPDATE active_run SET node = 'back'").update();

			assertThat(ledger.lose(read.run(), "Nobody knows.", 0)).isEmpty();
			assertThat(ledger.claim(read.run(), "one")).isEmpty();
			assertThat(ledger.activeRows("back")).hasSize(1);

			this.cluster.jdbc().sql("UPDATE active_run SET node = 'gone'").update();
			assertThat(ledger.lose(read.run(), "Nobody knows.", 0)).isPresent();
			assertThat(ledger.lose(read.run(), "Nobody knows.", 0)).as("twice").isEmpty();
			Outcome late = new Outcome(RunStatus.SUCCEEDED, 0, Instant.now(), null);
			assertThat(ledger.finish(read.run(), late, 0, Limits.NONE, "gone")).as("after that").isEmpty();
			assertThat(ledger.find(read.run()).orElseThrow().status()).isEqualTo(RunStatus.LOST);
		}
	}

	/**
	 * The wrapper of a node that froze before it began would begin when the app is free.
	 */
	@Test
	void aRunThatWasTakenIsBegunByNobody() throws Exception {
		try (Server node = this.cluster.start("one")) {
			ActiveRow row = node.bean(RunLedger.class).begin(BLOG, Action.DEPLOY, "admin", Limits.NONE, null, "gone");
			Path ticket = Files.createDirectories(this.home.resolve("runs/blog/1")).resolve("ticket");
			Files.writeString(ticket, "\n");

			assertThat(node.bean(TakenRuns.class).exited(row)).isEmpty();

			assertThat(ticket).doesNotExist();
			assertThat(node.bean(RunLedger.class).lose(row.run(), "Nobody knows.", 0)).isPresent();
		}
	}

}
