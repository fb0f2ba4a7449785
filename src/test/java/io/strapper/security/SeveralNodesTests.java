package io.strapper.security;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.strapper.socket.OpenSockets;
import io.strapper.testing.Client;
import io.strapper.testing.Patience;
import io.strapper.testing.Server;
import io.strapper.testing.Subscriber;
import io.strapper.testing.TokenClient;
import io.strapper.testing.TurnableClock;
import io.strapper.testing.TwoNodes;
import io.strapper.user.LocalPasswords;
import io.strapper.user.Role;
import io.strapper.user.Users;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is forbidden at one node is forbidden at the other. */
class SeveralNodesTests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@TempDir
	private static Path home;

	private static TwoNodes nodes;

	@BeforeAll
	static void start() {
		nodes = TwoNodes.start(home, List.of(TurnableClock.class));
		nodes.one().script("blog", "deploy", "echo begin", "while [ ! -e $HOME/never ]; do sleep 0.1; done");
	}

	@AfterAll
	static void end() {
		nodes.close();
	}

	@BeforeEach
	void forgetGuesses() {
		nodes.one().bean(JdbcClient.class).sql("DELETE FROM throttle").update();
	}

	static Stream<Arguments> guesses() {
		return Stream.of(guess("passwords of a user", (server) -> server.client().tryToSignIn("nobody", "wrong"), 5),
				guess("tokens", (server) -> new TokenClient(server.url(), "strp_wrong").get("/api/apps"), 20),
				guess("links", (server) -> server.client().get("/s/guess"), 20),
				guess("signatures", SeveralNodesTests::delivery, 20));
	}

	private static Arguments guess(String what, Function<Server, HttpResponse<String>> attempt, int free) {
		return Arguments.of(Named.of(what, attempt), free);
	}

	private static HttpResponse<String> delivery(Server server) {
		return HTTP
			.sendAsync(HttpRequest.newBuilder(URI.create(server.url() + "/hooks/blog"))
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString("{}"))
				.build(), HttpResponse.BodyHandlers.ofString())
			.join();
	}

	@ParameterizedTest
	@MethodSource("guesses")
	void whoGuessesAtBothHasAsManyGuessesAsAtOne(Function<Server, HttpResponse<String>> attempt, int free) {
		// No pause ends while this guesses
		Stream.of(nodes.one(), nodes.other()).forEach((server) -> server.bean(TurnableClock.class).stop());

		List<Integer> answers = IntStream.range(0, free + 4)
			.mapToObj((i) -> attempt.apply(nodes.turn(i)).statusCode())
			.toList();

		assertThat(answers.subList(0, free)).doesNotContain(429);
		assertThat(answers.subList(free, free + 4)).containsOnly(429);
	}

	@Test
	void whoKnowsABrowserKnowsItAtBoth() {
		nodes.one().bean(Users.class).add("kim", Server.PASSWORD, Role.VIEWER);
		Client kim = nodes.one().client("kim", Server.PASSWORD);
		kim.post("/logout");
		IntStream.range(0, 6).forEach((i) -> nodes.turn(i).client().tryToSignIn("kim", "wrong"));

		kim.turnTo(nodes.other().url());
		kim.signIn("kim", Server.PASSWORD);

		assertThat(kim.isSignedIn()).isTrue();
	}

	static Stream<Arguments> revocations() {
		return Stream.of(
				Arguments.of("another password",
						(Revocation) (
								name) -> nodes.one().bean(LocalPasswords.class).change(name, "another password", null)),
				Arguments.of("disabled", (Revocation) (name) -> nodes.one().bean(Users.class).disable(name)),
				Arguments.of("removed", (Revocation) (name) -> nodes.one().bean(Users.class).remove(name)),
				Arguments.of("viewers", (Revocation) (name) -> nodes.one().file("blog", "app.yml", "viewers: []\n")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("revocations")
	void whoLosesTheirRightsAtOneGetsNothingFromTheOther(String how, Revocation revocation) throws Exception {
		String name = how.replace(' ', '-');
		nodes.one().file("blog", "app.yml", "viewers: [%s]\n".formatted(name));
		nodes.one().bean(Users.class).add(name, Server.PASSWORD, Role.VIEWER);
		Client user = nodes.one().client(name, Server.PASSWORD);
		user.turnTo(nodes.other().url());
		await().until(() -> user.poll("/api/apps/blog").statusCode() == 200);
		Client admin = nodes.one().admin();
		long run = running(admin);
		OpenSockets sockets = nodes.other().bean(OpenSockets.class);
		CompletableFuture<Void> stream = follow(user, run);
		try (Subscriber page = Subscriber.connect(user)) {
			page.subscribe("/topic/deploy.blog");
			await().until(() -> sockets.count() == 1);

			revocation.of(name);

			await().until(() -> sockets.count() == 0);
			stream.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
			assertThat(user.poll("/api/apps/blog").statusCode()).isNotEqualTo(200);
		}
	}

	private static long running(Client admin) {
		long run = admin.json("/api/apps/blog").path("run").path("number").asLong(0);
		if (run == 0 || !admin.app("blog").status(run).equals("running")) {
			run = admin.app("blog").press("deploy");
		}
		admin.app("blog").awaitLog(run, "begin");
		return run;
	}

	/** Follows a run's log; completed when the answer ends, however it ends. */
	private static CompletableFuture<Void> follow(Client user, long run) {
		return HTTP
			.sendAsync(HttpRequest.newBuilder(URI.create(user.url() + "/api/apps/blog/runs/" + run + "/log?follow"))
				.header("Cookie", user.cookieHeader())
				.build(), HttpResponse.BodyHandlers.discarding())
			.handle((response, problem) -> null);
	}

	@Test
	void aTokenThatIsRevokedAtOneIsRefusedByTheOther() {
		Client admin = nodes.one().admin();
		TokenClient here = TokenClient.made(admin, "{\"name\":\"ci\",\"scopes\":[\"read\"]}");
		TokenClient there = new TokenClient(nodes.other().url(), here.token());
		assertThat(there.get("/api/apps").statusCode()).isEqualTo(200);

		long id = admin.json("/api/tokens").get(0).get("id").asLong();
		assertThat(admin.delete("/api/tokens/" + id).statusCode()).isEqualTo(204);

		assertThat(there.get("/api/apps").statusCode()).isEqualTo(401);
	}

	@Test
	void aSessionThatEndsAtOneHasEndedAtTheOther() {
		nodes.one().bean(Users.class).add("lou", Server.PASSWORD, Role.VIEWER);
		Client lou = nodes.one().client("lou", Server.PASSWORD);
		String session = lou.cookieHeader();
		assertThat(status(nodes.other(), session)).isEqualTo(200);

		lou.post("/logout", Map.of());

		assertThat(status(nodes.other(), session)).isEqualTo(401);
	}

	private static int status(Server server, String cookies) {
		return HTTP
			.sendAsync(HttpRequest.newBuilder(URI.create(server.url() + "/api/apps")).header("Cookie", cookies).build(),
					HttpResponse.BodyHandlers.ofString())
			.join()
			.statusCode();
	}

	/** Takes a user's rights away. */
	private interface Revocation {

		void of(String user);

	}

}
