package io.strapper.journey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.RawSocket;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Sockets of strangers, of forged pages, and of clients that do not behave. */
@ExtendWith(OutputCaptureExtension.class)
class SocketAttackTests {

	private static final int MOST_SOCKETS = 8;

	private static final String PASSWORD = "long enough to watch";

	@RunningServer("--strapper.live.sockets-per-user=" + MOST_SOCKETS)
	private static Server server;

	private static Client admin;

	private static Client viewer;

	@BeforeAll
	static void start() {
		server.script("open", "deploy", "echo hello");
		server.file("hidden", "app.yml", "viewers: []\n");
		server.script("hidden", "deploy", "echo hush");
		server.file("team", "app.yml", "viewers: [vera, wim, xena]\n");
		server.script("team", "deploy", "echo hello");
		admin = server.admin();
		viewer = viewer("vera");
	}

	private static Client viewer(String name) {
		admin.post("/users", Map.of("username", name, "password", PASSWORD, "role", "VIEWER"));
		return server.client(name, PASSWORD);
	}

	@Test
	void aHandshakeMustComeFromAPageOfOurs() throws Exception {
		String cookie = viewer.cookieHeader();

		assertThat(status(Map.of("Cookie", cookie, "Origin", server.url()))).contains(" 101");
		assertThat(status(Map.of("Cookie", cookie))).as("missing").contains(" 403");
		assertThat(status(Map.of("Cookie", cookie, "Origin", "https://evil.example"))).as("foreign").contains(" 403");
		assertThat(status(Map.of("Cookie", cookie, "Origin", "null"))).as("sandboxed").contains(" 403");
		assertThat(status(Map.of("Cookie", cookie, "Origin", server.url().replace("http:", "https:"))))
			.as("another scheme")
			.contains(" 403");
		assertThat(status(Map.of("Cookie", cookie, "Origin", "http://127.0.0.1:1"))).as("another port")
			.contains(" 403");
	}

	@Test
	void aStrangerGetsNoSocket() throws Exception {
		assertThat(status(Map.of("Origin", server.url()))).contains(" 401");
		assertThat(status(Map.of("Origin", server.url(), "Cookie", "SESSION=made-up"))).contains(" 401");
	}

	private static String status(Map<String, String> headers) throws IOException {
		try (RawSocket socket = new RawSocket(server.url(), headers)) {
			return socket.status();
		}
	}

	@Test
	void aSocketWithoutTheTokenOfAPageIsRefused() throws Exception {
		Map<String, String> headers = Map.of("Origin", server.url(), "Cookie", viewer.cookieHeader());
		try (RawSocket none = new RawSocket(server.url(), headers);
				RawSocket forged = new RawSocket(server.url(), headers)) {
			none.send("CONNECT\naccept-version:1.2\n\n\0");
			forged.send("CONNECT\naccept-version:1.2\nX-CSRF-TOKEN:forged\n\n\0");

			assertThat(none.readToEnd()).contains("ERROR").doesNotContain("CONNECTED");
			assertThat(forged.readToEnd()).contains("ERROR").doesNotContain("CONNECTED");
		}
	}

	@Test
	void nothingIsHeardBeforeConnect() throws Exception {
		Map<String, String> headers = Map.of("Origin", server.url(), "Cookie", viewer.cookieHeader());
		try (RawSocket socket = new RawSocket(server.url(), headers)) {
			socket.subscribe("1", "/topic/deploy.open");
			admin.post("/api/apps/open/deploy");

			await().until(() -> admin.json("/api/apps/open").get("run").get("status").asString().equals("succeeded"));
			socket.send("CONNECT\naccept-version:1.2\nX-CSRF-TOKEN:forged\n\n\0");
			assertThat(socket.readToEnd()).doesNotContain("MESSAGE");
		}
	}

	@Test
	void anUnknownAppAndAnInvisibleOneAreRefusedAlike() throws Exception {
		await().untilAsserted(() -> {
			String hidden = answer("/topic/deploy.hidden");
			assertThat(hidden).contains("ERROR").isEqualTo(answer("/topic/deploy.missin"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/topic/**", "/topic/deploy.*", "/topic/deploy.{x}", "/topic/deploy.?", "/topic/#",
			"/topic/deploy.open/", "/topic/deploy.open,/topic/deploy.hidden", "/topic/deploy.Open", "/queue/x",
			"/app/x", "/user/queue/x", "topic/deploy.open", "/topic/deploy.open\\n", "" })
	void patternsAndOtherDestinationsAreRefused(String destination) throws Exception {
		assertThat(answer(destination)).isNotNull();
	}

	/**
	 * What comes before the server closes the socket: at most a refusal. Null if it does
	 * not.
	 */
	private static @Nullable String answer(String destination) throws IOException {
		try (RawSocket socket = RawSocket.connect(viewer).await("CONNECTED")) {
			return socket.subscribe("1", destination).readToEnd();
		}
	}

	@Test
	void refusalsAreToldInOneLineEachAtMost(CapturedOutput output) throws Exception {
		answer("/topic/**");
		aSocketWithoutTheTokenOfAPageIsRefused();

		assertThat(output.getAll()).doesNotContain("\tat ").doesNotContain("AccessDenied");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SEND\ndestination:/topic/deploy.open\n\n{\"type\":\"forged\"}\0",
			"SEND\ndestination:/app/x\n\nx\0",
			"MESSAGE\ndestination:/topic/deploy.open\nmessage-id:1\nsubscription:1\n\nx\0",
			"BEGIN\ntransaction:1\n\n\0", "ACK\nid:1\n\n\0", "NONSENSE\n\n\0" })
	void aClientMayNotSpeak(String frame) throws Exception {
		try (RawSocket listener = RawSocket.connect(viewer).await("CONNECTED").subscribe("1", "/topic/deploy.open");
				RawSocket socket = RawSocket.connect(viewer).await("CONNECTED")) {
			assertThat(socket.send(frame).readToEnd()).isNotNull().doesNotContain("RECEIPT");

			admin.post("/api/apps/open/deploy");
			listener.await("\"status\":\"succeeded\"");
		}
	}

	@Test
	void aFrameIsShort() throws Exception {
		try (RawSocket socket = RawSocket.connect(viewer).await("CONNECTED")) {
			socket.send("SUBSCRIBE\nid:1\ndestination:/topic/deploy.open\nx:" + "y".repeat(20_000) + "\n\n\0");

			assertThat(socket.readToEnd()).isNotNull();
		}
	}

	@Test
	void aFrameWithoutAnEndIsShortToo() throws Exception {
		try (RawSocket socket = RawSocket.connect(viewer).await("CONNECTED")) {
			for (int i = 0; i < 20; i++) {
				socket.send(((i == 0) ? "SUBSCRIBE\nid:" : "") + "y".repeat(1000));
			}

			assertThat(socket.readToEnd()).isNotNull();
		}
	}

	@Test
	void aSocketSubscribesToAnAppOnce() {
		assertRefused(
				"SUBSCRIBE\nid:1\ndestination:/topic/deploy.open\n\n\0"
						+ "SUBSCRIBE\nid:2\ndestination:/topic/deploy.open\n\n\0",
				"A socket subscribes to an app once");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SUBSCRIBE\ndestination:/topic/deploy.open\n\n\0",
			"SUBSCRIBE\nid:a\\nb\ndestination:/topic/deploy.open\n\n\0", "UNSUBSCRIBE\n\n\0", "SUBSCRIBE\nid:1\n\n\0" })
	void whatIsMissingIsToldTheClientAndNotTheServersLog(String frame, CapturedOutput output) {
		String before = output.getAll();

		assertRefused(frame, "");

		assertThat(output.getAll().substring(before.length())).doesNotContain("SESSION").doesNotContain("WARN");
	}

	/** The frame that says why is lost if the server has not quite sent CONNECTED. */
	private static void assertRefused(String frames, String reason) {
		await().untilAsserted(() -> {
			try (RawSocket socket = RawSocket.connect(viewer).await("CONNECTED")) {
				assertThat(socket.send(frames).readToEnd()).contains("ERROR\nmessage:" + reason)
					.doesNotContain("org.")
					.doesNotContain("Channel")
					.doesNotContain("Exception");
			}
		});
	}

	@Test
	void aClientThatFloodsIsCut() throws Exception {
		try (RawSocket socket = RawSocket.connect(viewer).await("CONNECTED")) {
			for (int i = 0; i < 150; i++) {
				socket.send("\n");
			}

			assertThat(socket.readToEnd()).isNotNull();
		}
	}

	@Test
	void aMessageFullOfFramesIsAFlood() throws Exception {
		try (RawSocket socket = RawSocket.connect(viewer).await("CONNECTED")) {
			socket.send("UNSUBSCRIBE\nid:1\n\n\0".repeat(150));

			assertThat(socket.readToEnd()).isNotNull();
		}
	}

	@Test
	void aUserHasSoManySocketsAndNoMore() throws Exception {
		Client many = viewer("xena");
		List<RawSocket> sockets = new ArrayList<>();
		for (int i = 0; i < MOST_SOCKETS; i++) {
			sockets.add(RawSocket.connect(many).await("CONNECTED"));
		}

		try (RawSocket more = RawSocket.connect(many)) {
			assertThat(more.head()).contains(" 503").contains("Retry-After: 15");
		}
		try (RawSocket other = RawSocket.connect(viewer)) {
			other.await("CONNECTED");
		}
		sockets.remove(0).close();
		await().untilAsserted(() -> {
			try (RawSocket again = RawSocket.connect(many)) {
				again.await("CONNECTED");
			}
		});
		for (RawSocket socket : sockets) {
			socket.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "disable", "remove", "password", "logout" })
	void whoIsNotSignedInAnyMoreHearsNoMore(String how) throws Exception {
		Client wim = viewer("wim");
		try (RawSocket socket = listening(wim, "team")) {
			switch (how) {
				case "logout" -> wim.post("/logout");
				case "password" -> admin.post("/users/wim/password", Map.of("password", "another for wim"));
				default -> admin.post("/users/wim/" + how);
			}

			assertThat(socket.readToEnd()).isNotNull();
		}
		admin.post("/users/wim/remove");
	}

	@Test
	void whoIsTakenOutOfAppYamlHearsNoMore() throws Exception {
		server.file("passing", "app.yml", "viewers: [vera]\n");
		server.script("passing", "deploy", "echo hello");
		await().until(() -> viewer.get("/api/apps/passing").statusCode() == 200);
		try (RawSocket socket = listening(viewer, "passing"); RawSocket other = listening(viewer, "team")) {
			server.file("passing", "app.yml", "viewers: [wim]\n");

			assertThat(socket.readToEnd()).isNotNull();
			admin.post("/api/apps/team/deploy");
			other.await("\"status\":\"succeeded\"");
		}
	}

	/** The broker keeps both subscriptions of one name. */
	@Test
	void whoNamesTwoSubscriptionsAlikeIsCutForEither() throws Exception {
		assertCutWhenTakenOut("twice",
				(socket) -> socket.subscribe("1", "/topic/deploy.twice").subscribe("1", "/topic/deploy.open"));
	}

	/** The broker may hear of the UNSUBSCRIBE first. */
	@Test
	void whoSaysToListenNoMoreIsCutAllTheSame() throws Exception {
		assertCutWhenTakenOut("left",
				(socket) -> socket.subscribe("1", "/topic/deploy.left").send("UNSUBSCRIBE\nid:1\n\n\0"));
	}

	private static void assertCutWhenTakenOut(String app, Subscription subscription) throws Exception {
		server.file(app, "app.yml", "viewers: [vera]\n");
		server.script(app, "deploy", "echo hello");
		await().until(() -> viewer.get("/api/apps/" + app).statusCode() == 200);
		try (RawSocket socket = RawSocket.connect(viewer).await("CONNECTED")) {
			subscription.of(socket);
			server.file(app, "app.yml", "viewers: [wim]\n");

			assertThat(socket.readToEnd()).isNotNull();
		}
	}

	@Test
	void whoIsDemotedHearsNoMoreOfWhatOnlyAdministratorsSee() throws Exception {
		Client eve = viewer("eve");
		admin.post("/users/eve/role", Map.of("role", "ADMIN"));
		try (RawSocket socket = listening(eve, "hidden")) {
			admin.post("/users/eve/role", Map.of("role", "VIEWER"));

			assertThat(socket.readToEnd()).isNotNull();
		}
	}

	/** A socket that has heard of the app. */
	private static RawSocket listening(Client client, String app) throws IOException {
		RawSocket socket = RawSocket.connect(client).await("CONNECTED").subscribe("1", "/topic/deploy." + app);
		await().until(() -> admin.post("/api/apps/" + app + "/deploy").statusCode() == 202);
		return socket.await("MESSAGE");
	}

	/** How a page subscribes. */
	private interface Subscription {

		void of(RawSocket socket) throws IOException;

	}

}
