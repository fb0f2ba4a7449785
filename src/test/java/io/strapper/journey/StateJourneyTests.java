package io.strapper.journey;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.Subscriber;
import io.strapper.testing.TurnableClock;
import io.strapper.testing.TurnableTicker;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of a run reaches all who watch it, whoever caused it. */
class StateJourneyTests {

	@RunningServer(value = "--strapper.cancel-grace=5m", parts = { TurnableTicker.class, TurnableClock.class })
	private static Server server;

	private static Client ann;

	private static Client bob;

	@BeforeAll
	static void start() {
		ann = server.admin();
		ann.post("/users", Map.of("username", "bob", "password", "long enough to press", "role", "ADMIN"));
		bob = server.client("bob", "long enough to press");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/api" })
	void aPressAndACancelReachThePages(String door) throws Exception {
		String app = door.isEmpty() ? "paged" : "programmed";
		Path gate = server.home().resolve("gate-" + app);
		server.script(app, "deploy", "trap 'until [ -e " + gate + " ]; do sleep 0.05; done; exit 0' TERM", "echo ready",
				"while :; do sleep 0.05; done");
		try (Subscriber watcher = server.watch(bob, app)) {
			ann.post(door + "/apps/" + app + "/deploy");
			awaitRun(watcher, (run) -> status(run).equals("running"));
			ann.app(app).awaitLog(1, "ready");

			ann.post(door + "/apps/" + app + "/runs/1/cancel");
			JsonNode cancelling = awaitRun(watcher, (run) -> run.get("cancelledBy").asString("").equals("admin"));
			assertThat(status(cancelling)).isEqualTo("running");
			assertThat(cancelling.get("cancelledAt").asString()).endsWith("Z");
			Files.createFile(gate);

			JsonNode ended = awaitRun(watcher, (run) -> status(run).equals("cancelled"));
			assertThat(ended.get("exitCode").asInt()).isZero();
		}
	}

	@Test
	void silenceIsWarnedOfAndThenEndsTheRun() throws Exception {
		server.file("silent", "app.yml", "silence-timeout: 1h\n");
		server.script("silent", "deploy", "echo ready", "sleep 60");
		try (Subscriber watcher = server.watch(bob, "silent")) {
			ann.post("/api/apps/silent/deploy");
			ann.app("silent").awaitLog(1, "ready");

			passFortyMinutes();
			awaitRun(watcher, (run) -> !run.get("warning").isNull());
			assertThat(ann.json("/api/apps/silent/runs/1").get("warning").asString())
				.isEqualTo("No output for 30m. The run will time out after 1h of silence.");
			assertThat(bob.get("/apps/silent").body()).contains("The run will time out after 1h of silence.");

			passFortyMinutes();
			JsonNode ended = awaitRun(watcher, (run) -> status(run).equals("timed-out"));
			assertThat(ended.get("warning").isNull()).isTrue();
			assertThat(ended.get("reason").asString()).isEqualTo("The run wrote nothing for 1h, its silence timeout.");
		}
	}

	/** By all clocks: first by the wall clock, which a check asks last. */
	private static void passFortyMinutes() {
		server.bean(TurnableClock.class).turn(Duration.ofMinutes(40));
		server.bean(TurnableTicker.class).turn(Duration.ofMinutes(40));
	}

	@Test
	void theServerSaysWhichButtonsCanBePressed() throws Exception {
		server.script("buttons", "deploy", "until [ -e go ]; do sleep 0.05; done");
		server.script("buttons", "stop", "exit 0");
		server.script("buttons", "destroy", "exit 0");
		try (Subscriber watcher = server.watch(bob, "buttons")) {
			ann.post("/api/apps/buttons/deploy");
			JsonNode running = awaitRun(watcher, (run) -> status(run).equals("running"));
			assertThat(running.get("enabled")).hasToString("[\"stop\"]");
			for (String page : List.of("/", "/apps/buttons")) {
				assertThat(ann.get(page).body()).containsPattern("data-action=\"deploy\" disabled")
					.contains("data-press=\"api/apps/buttons/stop\">Cancel deploy and stop")
					.doesNotContainPattern("data-action=\"stop\"[^>]* disabled")
					.containsPattern("data-action=\"destroy\" disabled");
			}

			Files.createFile(server.home().resolve("apps/buttons/go"));

			JsonNode ended = awaitRun(watcher, (run) -> status(run).equals("succeeded"));
			assertThat(ended.get("enabled")).hasToString("[\"deploy\",\"stop\",\"destroy\"]");
		}
	}

	@Test
	void aTimeoutReachesThePages() throws Exception {
		server.file("slow", "app.yml", "timeout: 2s\n");
		server.script("slow", "deploy", "sleep 60");
		try (Subscriber watcher = server.watch(bob, "slow")) {
			ann.post("/api/apps/slow/deploy");
			awaitRun(watcher, (run) -> status(run).equals("running"));

			awaitRun(watcher, (run) -> status(run).equals("timed-out"));
		}
	}

	@Test
	void aRunWhoseProcessesWereKilledReachesThePages() throws Exception {
		server.script("killed", "deploy", "echo $PPID ready", "sleep 60");
		try (Subscriber watcher = server.watch(bob, "killed")) {
			ann.post("/api/apps/killed/deploy");
			String text = "/api/apps/killed/runs/1/log";
			await().until(() -> ann.get(text).body().contains(" ready"));

			long wrapper = Long
				.parseLong(Files.readString(server.home().resolve("runs/killed/1/wrapper")).split(" ")[0]);
			List<ProcessHandle> tree = new ArrayList<>();
			ProcessHandle.of(wrapper).stream().flatMap(ProcessHandle::descendants).forEach(tree::add);
			ProcessHandle.of(wrapper).ifPresent(ProcessHandle::destroyForcibly);
			Collections.reverse(tree);
			tree.forEach(ProcessHandle::destroyForcibly);

			JsonNode ended = awaitRun(watcher, (run) -> !status(run).equals("running"));
			assertThat(status(ended)).isIn("lost", "failed");
			assertThat(ended.get("reason").asString()).isNotEmpty();
		}
	}

	@Test
	void pressesThatRaceStartOneRun() throws Exception {
		server.script("raced", "deploy", "echo once", "sleep 60");
		ExecutorService users = Executors.newFixedThreadPool(12);
		List<Callable<HttpResponse<String>>> presses = new ArrayList<>();
		for (Client user : List.of(ann, bob)) {
			for (String door : List.of("/apps", "/api/apps", "/apps", "/api/apps", "/apps", "/api/apps")) {
				presses.add(() -> user.post(door + "/raced/deploy"));
			}
		}
		List<HttpResponse<String>> answers = new ArrayList<>();
		for (Future<HttpResponse<String>> answer : users.invokeAll(presses)) {
			answers.add(answer.get());
		}
		users.shutdown();

		assertThat(answers).filteredOn((answer) -> answer.statusCode() != 409)
			.singleElement()
			.satisfies((answer) -> assertThat(answer.statusCode()).isIn(202, 303));
		assertThat(answers).filteredOn((answer) -> answer.statusCode() == 409)
			.hasSize(11)
			.allSatisfy((answer) -> assertThat(answer.body()).contains("/apps/raced/runs/1"));
		assertThat(answers).filteredOn((answer) -> answer.body().startsWith("{\"detail\""))
			.allSatisfy(
					(answer) -> assertThat(new JsonMapper().readTree(answer.body()).get("run").asInt()).isEqualTo(1));
		assertThat(ann.json("/api/apps/raced/runs")).hasSize(1);
		ann.post("/api/apps/raced/runs/1/cancel");
	}

	@ParameterizedTest
	@ValueSource(strings = { "deleted", "shortened", "replaced" })
	void aLogThatSomebodyLaysHandsOnDoesNotEndTheRun(String how) throws Exception {
		String app = "log-" + how;
		Path gate = server.home().resolve("gate-" + how);
		server.script(app, "deploy", "seq 1 100; echo ready", "until [ -e '" + gate + "' ]; do sleep 0.05; done",
				"exit 4");
		try (Subscriber watcher = server.watch(bob, app)) {
			ann.post("/api/apps/" + app + "/deploy");
			await().until(() -> watcher.messages("delta").toString().contains("ready"));

			Path log = server.home().resolve("runs/" + app + "/1/log");
			switch (how) {
				case "deleted" -> Files.delete(log);
				case "shortened" -> Files.writeString(log, "");
				default -> Files.move(
						Files.writeString(server.home().resolve("other"), "something else, and longer\n".repeat(50)),
						log, StandardCopyOption.ATOMIC_MOVE);
			}

			JsonNode told = awaitRun(watcher, (run) -> !run.get("logProblem").isNull());
			assertThat(status(told)).isEqualTo("running");
			String sentence = "The log file was " + how + " from outside Strapper, so the log is incomplete.";
			assertThat(told.get("logProblem").asString()).isEqualTo(sentence);
			assertThat(ann.get("/apps/" + app).statusCode()).isEqualTo(200);
			Files.createFile(gate);
			JsonNode ended = awaitRun(watcher, (run) -> status(run).equals("failed"));
			assertThat(ended.get("exitCode").asInt()).isEqualTo(4);
			assertThat(ended.get("reason").asString()).isEqualTo(sentence);
			assertThat(ann.get("/apps/" + app).body()).contains("so the log is incomplete.");
		}
	}

	private static JsonNode awaitRun(Subscriber watcher, Predicate<JsonNode> condition) {
		return await().until(
				() -> watcher.messages("run").stream().map((message) -> message.get("run")).filter(condition).toList(),
				(runs) -> !runs.isEmpty())
			.get(0);
	}

	private static String status(JsonNode run) {
		return run.get("status").asString();
	}

}
