package io.strapper.journey;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.Folders;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import io.strapper.testing.UnreadConnections;
import io.strapper.testing.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * More connections than the server has threads ask for much and read nothing, while its
 * heap is small.
 */
class UnreadAnswersTests {

	private static final int CONNECTIONS = 220;

	private static final String PASSWORD = "long enough to stall";

	@TempDir
	private static Path home;

	private static ServerProcess server;

	private static Client admin;

	private static String viewer;

	@BeforeAll
	static void start() throws Exception {
		Folders.script(home, "large", "deploy",
				"yes 'a line of an ordinary log, which is neither short nor long' " + "| head -n 240000");
		server = ServerProcess.start(home, "-Xmx256m");
		admin = new Client(server.url()).signIn("admin", Server.PASSWORD);
		await().until(() -> admin.get("/api/apps/large").statusCode() == 200);
		admin.app("large").deployed();
		await().until(() -> admin.json("/api/apps/large/runs/1/screen?lines=1").get("lineCount").asInt() > 240_000);
		admin.post("/users", Map.of("username", "sam", "password", PASSWORD, "role", "VIEWER"));
		viewer = new Client(server.url()).signIn("sam", PASSWORD).cookieHeader();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest(name = "{0} {1} {3}")
	@CsvSource({ "stranger, at once, 40, /webjars/stomp__stompjs/bundles/stomp.umd.js",
			"stranger, in turn, 15, /webjars/stomp__stompjs/bundles/stomp.umd.js", "stranger, at once, 1000, /login",
			"stranger, at once, 4000, /", "viewer, at once, 1, /api/apps/large/runs/1/log",
			"viewer, at once, 4, /api/apps/large/runs/1/screen?lines=100000",
			"viewer, in turn, 4, /api/apps/large/runs/1/screen?lines=100000",
			"viewer, at once, 40, /api/apps/large/runs/1/lines/0", "viewer, at once, 40, /apps/large",
			"viewer, at once, 1, /api/apps/large/runs/1/log?follow",
			"viewer, at once, 1, /api/apps/large/runs/1/log?plain" })
	void keepNobodyElseWaiting(String who, String how, int times, String path) throws Exception {
		boolean inTurn = how.equals("in turn");
		Duration before = usual();
		Duration longest;
		String requests = UnreadConnections.pipelined(inTurn ? 1 : times, path, who.equals("viewer") ? viewer : "");
		try (UnreadConnections unread = new UnreadConnections(server.port(), requests).open(CONNECTIONS)) {
			Visitor visitor = new Visitor(admin, "/apps/large");
			for (int i = 1; inTurn && i < times; i++) {
				unread.askAgain();
				visitor.visit();
			}
			await().pollInSameThread().untilAsserted(() -> {
				visitor.visit();
				assertThat(unread.unsettled()).isEmpty();
			});
			for (int i = 0; i < 20; i++) {
				visitor.visit();
			}
			longest = visitor.longest();
		}
		Duration after = usual();
		assertThat(longest).isLessThan(Visitor.limit((after.compareTo(before) > 0) ? after : before));
		assertThat(server.output()).doesNotContain("OutOfMemoryError", " ERROR ");
	}

	/** How long a page takes when nothing else goes on, on a machine that may be busy. */
	private static Duration usual() throws Exception {
		Visitor visitor = new Visitor(admin, "/apps/large");
		for (int i = 0; i < 5; i++) {
			visitor.visit();
		}
		return visitor.longest();
	}

}
