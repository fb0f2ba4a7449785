package io.strapper.relay;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import io.strapper.app.AppId;
import io.strapper.live.Logs;
import io.strapper.live.RunKey;
import io.strapper.run.RunChanged;
import io.strapper.run.Runs;
import io.strapper.socket.Fanout;
import io.strapper.testing.Artemis;
import io.strapper.testing.Client;
import io.strapper.testing.Cluster;
import io.strapper.testing.CuttableProxy;
import io.strapper.testing.LivePage;
import io.strapper.testing.RenderedLog;
import io.strapper.testing.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Pages of one node that show the runs of another one. */
class NodePagesTests {

	@TempDir
	private static Path home;

	private static Artemis broker;

	@AutoClose
	private static CuttableProxy wire;

	private static Server owner;

	private static Server other;

	private static Client here;

	private static Client there;

	@BeforeAll
	static void start() throws IOException {
		broker = Artemis.stopped();
		broker.start();
		wire = new CuttableProxy(broker.port());
		Cluster cluster = new Cluster(home);
		owner = cluster.start("web-1", broker.arguments());
		other = cluster.start("web-2", broker.arguments(URI.create(wire.url()).getPort()));
		here = owner.admin();
		there = other.admin();
		await().until(() -> owner.bean(BrokerLink.class).isReached() && other.bean(BrokerLink.class).isReached());
	}

	@AfterEach
	void mend() {
		wire.mend();
		await().until(() -> other.bean(BrokerLink.class).isReached());
	}

	@AfterAll
	static void stop() {
		other.close();
		owner.close();
		broker.kill();
	}

	/** An app that writes when it is let. */
	private static void script(String app, String... lines) {
		owner.script(app, "deploy", lines);
		other.script(app, "deploy", lines);
	}

	private static String pause(String app, int gate) {
		return "while [ ! -e '" + gate(app, gate) + "' ]; do sleep 0.05; done";
	}

	private static Path gate(String app, int gate) {
		return home.resolve(app + gate);
	}

	private static void open(String app, int gate) throws IOException {
		Files.createFile(gate(app, gate));
	}

	private static Path file(String app, long run, String name) {
		return home.resolve("runs").resolve(app).resolve(Long.toString(run)).resolve(name);
	}

	private static void awaitWhole(LivePage page, String app, long run) throws Exception {
		await().until(() -> page.run() == run && page.status().equals("succeeded"));
		await().until(() -> page.offset() == Files.size(file(app, run, "log")));
		List<@Nullable String> lines = page.lines();
		assertThat(lines).isEqualTo(RenderedLog.of(file(app, run, "log")).linesFor(lines));
	}

	/** An answer without the time at which it was made. */
	private static JsonNode timeless(JsonNode answer) {
		return answer.has("at") ? ((ObjectNode) answer).without("at") : answer;
	}

	@Test
	void seeARunOfAnotherNodeLive() throws Exception {
		script("live", "echo first",
				"for i in 1 2 3 4 5 6; do until [ -e '" + home
						+ "/live'$i ]; do sleep 0.05; done; printf '\\033[32mline %d\\033[0m\\n' $i; done",
				pause("live", 7), "printf 'last\\n'");
		try (LivePage page = new LivePage("live", List.of(there))) {
			await().until(() -> other.bean(Fanout.class).isHeard(new AppId("live")));
			long run = here.app("live").press("deploy");
			await().until(() -> page.offset() > 0);
			for (int i = 1; i <= 6; i++) {
				String line = "<span class=\"fg2\">line " + i + "</span>";
				open("live", i);
				await().until(() -> page.lines().contains(line));
			}

			await().until(() -> page.deltas() >= 6);
			assertThat(page.gaps()).as("nothing was lost").isZero();
			assertThat(there.json("/api/apps").toString()).contains("\"running\"");
			open("live", 7);

			awaitWhole(page, "live", run);
		}
	}

	@Test
	void areServedFromTheSharedFilesWhichTheOwnerAloneWrites() throws Exception {
		script("large", "echo '::group::build'", "seq 1 400000", "echo '::endgroup::'", "echo ERROR: oh no",
				pause("large", 1), "echo end");
		long run = here.app("large").press("deploy");
		String path = "/api/apps/large/runs/" + run;
		await().until(() -> there.json(path + "/screen?lines=5").toString().contains("oh no"));
		await().until(
				() -> here.json(path + "/screen?lines=5").get("to").asLong() == Files.size(file("large", run, "log")));
		// What is read from here on finds no index, and must not make one
		Files.delete(file("large", run, "index"));

		for (String part : List.of("/screen?lines=5", "/screen?lines=1500", "/lines/0", "/lines/399")) {
			assertThat(timeless(there.json(path + part))).as(part).isEqualTo(timeless(here.json(path + part)));
		}
		// A search ends early where it takes long, and says so
		await().untilAsserted(
				() -> assertThat(there.json(path + "/search?q=99999")).isEqualTo(here.json(path + "/search?q=99999")));
		assertThat(there.app("large").log(run)).isEqualTo(Files.readString(file("large", run, "log")));
		assertThat(file("large", run, "outline")).doesNotExist();
		await().untilAsserted(() -> assertThat(there.json(path + "/groups")).isEqualTo(here.json(path + "/groups")));
		assertThat(there.json(path).get("counts")).isEqualTo(here.json(path).get("counts"));

		open("large", 1);
		assertThat(there.get(path + "/log?follow").body()).isEqualTo(Files.readString(file("large", run, "log")))
			.contains("\nend");
		there.app("large").ended(run);
		for (String part : List.of("/screen?lines=5", "/lines/400", "/groups")) {
			await().untilAsserted(() -> assertThat(timeless(there.json(path + part))).as(part)
				.isEqualTo(timeless(here.json(path + part))));
		}
	}

	@Test
	void areRightInTheEndThoughTheBrokerIsAway() throws Exception {
		script("healed", "echo first", pause("healed", 1), "seq 1 300", pause("healed", 2), "echo last");
		script("unheard", "echo nobody told");
		try (LivePage page = new LivePage("healed", List.of(there));
				LivePage unheard = new LivePage("unheard", List.of(there))) {
			long run = here.app("healed").press("deploy");
			await().until(() -> page.offset() > 0 && page.status().equals("running"));
			wire.cut();
			await().until(() -> !other.bean(BrokerLink.class).isReached());
			long written = Files.size(file("healed", run, "log"));
			open("healed", 1);

			await().until(() -> page.lines().contains("300"));
			assertThat(page.told()).as("nothing comes from the broker").isLessThanOrEqualTo(written);
			open("healed", 2);
			awaitWhole(page, "healed", run);
			long meanwhile = here.app("unheard").press("deploy");
			awaitWhole(unheard, "unheard", meanwhile);

			wire.mend();
			await().until(() -> other.bean(BrokerLink.class).isReached());
			Files.delete(gate("healed", 2));
			long next = here.app("healed").press("deploy");
			await().until(() -> page.run() == next && page.deltas() > 0);
			open("healed", 2);
			awaitWhole(page, "healed", next);
		}
	}

	/** The row that is read after a message may know more than the message. */
	@Test
	void areRightInTheEndThoughTheLastMessageWasLost() throws Exception {
		AppId app = new AppId("late");
		script("late", "echo first", pause("late", 1), "echo last");
		try (LivePage page = new LivePage("late", List.of(there))) {
			long run = here.app("late").press("deploy");
			await().until(() -> page.offset() > 0 && page.status().equals("running"));
			String message = "{\"type\":\"run\",\"run\":" + here.get("/api/apps/late/runs/" + run).body() + "}";
			wire.cut();
			await().until(() -> !other.bean(BrokerLink.class).isReached());
			Runs runs = other.bean(Runs.class);
			open("late", 1);
			await().pollInterval(Duration.ofMillis(1)).until(() -> runs.find(app, run).orElseThrow().ended());
			other.bean(Healer.class).arrived(app, message, run);

			awaitWhole(page, "late", run);
		}
	}

	/** A part of the node failed when it was told, as all do without their database. */
	@Test
	void areRightInTheEndThoughTheNodeCouldNotTakeInTheNews() throws Exception {
		script("missed", "echo first", pause("missed", 1), "echo last");
		FailsOnce failure = new FailsOnce();
		ApplicationEventMulticaster events = other.bean(ApplicationEventMulticaster.class);
		events.addApplicationListener(failure);
		try (LivePage page = new LivePage("missed", List.of(there))) {
			long run = here.app("missed").press("deploy");
			await().until(() -> page.offset() > 0 && page.status().equals("running"));
			wire.cut();
			await().until(() -> !other.bean(BrokerLink.class).isReached());
			open("missed", 1);

			awaitWhole(page, "missed", run);
			assertThat(failure.failed).isTrue();
		}
		finally {
			events.removeApplicationListener(failure);
		}
	}

	@Test
	void forgetALogThatWasDeletedOnAnotherNode() throws Exception {
		script("deleted", "seq 1 2500");
		try (LivePage page = new LivePage("deleted", List.of(there))) {
			long run = here.app("deleted").press("deploy");
			awaitWhole(page, "deleted", run);
			String path = "/api/apps/deleted/runs/" + run;
			assertThat(there.json(path + "/lines/0").get("lines").size()).isEqualTo(1000);
			assertThat(there.json("/api/apps").toString()).contains("\"deleted\"");

			assertThat(here.delete(path + "/log").statusCode()).isLessThan(300);

			assertThat(there.get(path + "/lines/0").statusCode()).isGreaterThanOrEqualTo(400);
			assertThat(there.get(path + "/screen").statusCode()).isGreaterThanOrEqualTo(400);
			await().until(() -> removedAt(there.json("/api/apps"), "deleted"));
		}
	}

	@Test
	void ofTheOwnerForgetALogThatWasDeletedOnAnotherNode() throws Exception {
		script("dropped", "seq 1 10");
		try (LivePage page = new LivePage("dropped", List.of(here))) {
			long run = there.app("dropped").press("deploy");
			here.app("dropped").ended(run);
			long ours = here.app("dropped").press("deploy");
			awaitWhole(page, "dropped", ours);

			assertThat(there.delete("/api/apps/dropped/runs/" + ours + "/log").statusCode()).isLessThan(300);

			await().until(page::isRemoved);
			assertThat(owner.bean(Logs.class).isFollowed(new RunKey(new AppId("dropped"), ours))).isFalse();
		}
	}

	private static boolean removedAt(JsonNode apps, String app) {
		return StreamSupport.stream(apps.spliterator(), false)
			.filter((it) -> it.toString().contains("\"" + app + "\""))
			.anyMatch((it) -> it.toString().matches(".*\"logRemovedAt\":\"2.*"));
	}

	/** Fails when it hears first that a run of another node has ended. */
	private static final class FailsOnce implements ApplicationListener<PayloadApplicationEvent<RunChanged.Elsewhere>> {

		private volatile boolean failed;

		@Override
		public void onApplicationEvent(PayloadApplicationEvent<RunChanged.Elsewhere> event) {
			if (!this.failed && event.getPayload().run().status().ended()) {
				this.failed = true;
				throw new IllegalStateException("As if the database were away");
			}
		}

	}

}
