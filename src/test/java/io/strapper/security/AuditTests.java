package io.strapper.security;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.strapper.audit.Audit;
import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.user.Role;
import io.strapper.user.Users;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AuditTests {

	private static final String PASSWORD = "ann's password";

	@RunningServer
	private static Server server;

	private static Client admin;

	@BeforeAll
	static void start() {
		server.script("blog", "deploy", "sleep 60");
		admin = server.admin();
	}

	@BeforeEach
	void nothingYet() {
		server.bean(JdbcClient.class).sql("DELETE FROM audit").update();
		server.bean(JdbcClient.class).sql("DELETE FROM users WHERE name = 'ann'").update();
	}

	@Test
	void tellsWhoSignedInAndWhoFailedTo() {
		server.bean(Users.class).add("ann", PASSWORD, Role.VIEWER);
		server.client("ann", PASSWORD);
		server.client().tryToSignIn("Ann", "my secret password");
		server.client().tryToSignIn("my-secret-password", "");

		assertThat(told()).containsExactly("null failed sign-in null 127.0.0.1", "ann failed sign-in null 127.0.0.1",
				"ann sign-in null 127.0.0.1");
	}

	@Test
	void tellsWhoPressedWhat() {
		admin.app("blog").press("deploy");
		long run = admin.json("/api/apps/blog").get("run").get("number").asLong();
		admin.post("/apps/blog/deploy");
		admin.post("/apps/blog/runs/" + run + "/cancel");

		await().until(() -> admin.delete("/api/apps/blog/runs/" + run + "/log").statusCode() == 204);

		assertThat(told()).containsExactly("admin delete log blog #" + run + " 127.0.0.1",
				"admin cancel blog #" + run + " 127.0.0.1", "admin deploy blog #" + run + " 127.0.0.1");
	}

	@Test
	void tellsWhoPressedAndMayNotWithoutEnd() {
		server.bean(Users.class).add("ann", PASSWORD, Role.VIEWER);
		Client ann = server.client("ann", PASSWORD);

		assertThat(ann.post("/apps/blog/deploy").statusCode()).isEqualTo(403);
		assertThat(ann.post("/api/apps/gone/runs/1/cancel").statusCode()).isEqualTo(404);
		for (int i = 0; i < 20; i++) {
			ann.post("/api/apps/blog/stop");
		}

		assertThat(told()).hasSize(11)
			.startsWith("ann refused stop and more blog 127.0.0.1", "ann refused stop blog 127.0.0.1")
			.endsWith("ann refused cancel gone 127.0.0.1", "ann refused deploy blog 127.0.0.1",
					"ann sign-in null 127.0.0.1");
	}

	@Test
	void aCancelThatCancelsNothingIsNotTold() {
		await().until(() -> admin.post("/api/apps/blog/deploy").statusCode() == 202);
		long run = admin.json("/api/apps/blog").get("run").get("number").asLong();
		for (int i = 0; i < 5; i++) {
			admin.post("/apps/blog/runs/" + run + "/cancel");
		}
		await().until(() -> !admin.json("/api/apps/blog/runs/" + run).get("status").asString().equals("running"));
		assertThat(admin.post("/api/apps/blog/runs/" + run + "/cancel").statusCode()).isEqualTo(202);

		assertThat(told()).containsExactly("admin cancel blog #" + run + " 127.0.0.1",
				"admin deploy blog #" + run + " 127.0.0.1");
	}

	@Test
	void tellsWhoFailedToGiveTheirOwnPassword() {
		admin.post("/account/password", Map.of("current", "x", "password", "a new one", "repeat", "a new one"));

		assertThat(told()).containsExactly("admin failed own password null 127.0.0.1");
	}

	@Test
	void strangersDoNotFillIt() {
		for (int i = 0; i < 300; i++) {
			server.bean(Audit.class).noteFailure(null, "failed sign-in");
		}

		assertThat(told()).hasSizeLessThanOrEqualTo(100).first().isEqualTo("null failed sign-in and more null null");
	}

	@Test
	void tellsWhoChangedWhichUser() {
		admin.post("/users", Map.of("username", "Ann", "password", PASSWORD, "role", "VIEWER"));
		admin.post("/users", Map.of("username", "Ann", "password", PASSWORD, "role", "VIEWER"));
		admin.post("/users/ann/role", Map.of("role", "ADMIN"));
		admin.post("/users/ann/password", Map.of("password", "ann's other password"));
		admin.post("/users/ann/disable");
		admin.post("/users/ann/enable");
		admin.post("/users/ann/remove");

		assertThat(told()).containsExactly("admin remove user ann 127.0.0.1", "admin enable user ann 127.0.0.1",
				"admin disable user ann 127.0.0.1", "admin set password ann 127.0.0.1",
				"admin make user ADMIN ann 127.0.0.1", "admin add user VIEWER ann 127.0.0.1");
		assertThat(admin.get("/api/audit").body()).doesNotContain(PASSWORD);
	}

	@Test
	void aPageShowsItAndPagesOn() {
		Audit audit = server.bean(Audit.class);
		for (int i = 1; i <= 101; i++) {
			audit.note("ann", "deploy", "blog #" + i);
		}

		assertThat(Client.text(admin.get("/audit"))).contains("ann deploy blog #101", "blog #2 ", "Older")
			.doesNotContain("blog #1 ");
		long second = admin.json("/api/audit").get(99).get("id").asLong();
		assertThat(Client.text(admin.get("/audit?before=" + second))).contains("blog #1 ", "Newest")
			.doesNotContain("Older");
		assertThat(admin.json("/api/audit?limit=3")).hasSize(3);
		assertThat(Client.text(admin.get("/"))).contains("Users Audit log");
	}

	@Test
	void goesIntoASpreadsheetAsText() {
		Audit audit = server.bean(Audit.class);
		audit.note(null, "=1+1", "a \"b\", c");
		for (int i = 0; i < 1500; i++) {
			audit.note("ann", "deploy", "blog #" + i);
		}

		String csv = admin.get("/api/audit.csv").body();

		assertThat(csv).startsWith("at,who,what,target,address,credential\r\n")
			.contains(",,'=1+1,\"a \"\"b\"\", c\",,\r\n");
		assertThat(csv.lines()).hasSize(1502);
	}

	@Test
	void isKeptForAYear() {
		Audit audit = server.bean(Audit.class);
		audit.note("ann", "deploy", "blog #1");
		audit.note("ann", "deploy", "blog #2");
		server.bean(JdbcClient.class)
			.sql("UPDATE audit SET at = :then WHERE target = 'blog #1'")
			.param("then", OffsetDateTime.now().minusDays(366))
			.update();

		audit.forget();

		assertThat(told()).containsExactly("ann deploy blog #2 null");
	}

	private static List<String> told() {
		List<String> told = new ArrayList<>();
		for (JsonNode entry : admin.json("/api/audit")) {
			assertThat(entry.get("at").asString()).endsWith("Z");
			told.add(text(entry, "who") + " " + text(entry, "what") + " " + text(entry, "target") + " "
					+ text(entry, "address"));
		}
		return told;
	}

	private static String text(JsonNode entry, String name) {
		return entry.get(name).isNull() ? "null" : entry.get(name).asString();
	}

}
