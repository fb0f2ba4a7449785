package io.strapper.hook;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.testing.Client;
import io.strapper.testing.Forge;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What forges deliver, over the wire. */
class HookTests {

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	private static final String KEY = "dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q=";

	private static final AtomicInteger COMMITS = new AtomicInteger();

	@RunningServer
	private static Server server;

	private static Client admin;

	private static Forge forge;

	@BeforeAll
	static void start() throws IOException {
		app("blog", SECRET, "branches: [main, \"release/*\"]\n  tags: [\"v*\"]");
		app("docs", SECRET, "paths: [\"docs/**\"]");
		app("lab", "whsec_" + KEY, "branches: [main]");
		app("other", "another secret of another app", "branches: [main]");
		server.script("none", "deploy", "true");
		admin = server.admin();
		forge = new Forge(server.url(), SECRET);
	}

	private static void app(String app, String secret, String filters) throws IOException {
		server.file(app, "hook-secret", secret + "\n");
		mode(app, "rw-------");
		server.file(app, "app.yml", "name: x\nhook:\n  secret-file: hook-secret\n  " + filters + "\n");
		server.script(app, "deploy", "env | grep ^STRAPPER_ | sort");
		await().until(() -> server.bean(Apps.class)
			.find(new AppId(app))
			.filter((it) -> it.hook() != null && it.hook().secretFile() != null)
			.isPresent());
	}

	private static void mode(String app, String mode) throws IOException {
		Files.setPosixFilePermissions(secret(app), PosixFilePermissions.fromString(mode));
	}

	private static Path secret(String app) {
		return server.home().resolve("apps/" + app + "/hook-secret");
	}

	@BeforeEach
	void nothingRuns() {
		await().until(() -> server.bean(JdbcClient.class)
			.sql("SELECT count(*) FROM active_run")
			.query(Long.class)
			.single() == 0);
		server.bean(JdbcClient.class).sql("DELETE FROM audit").update();
	}

	private static String commit() {
		return "%040x".formatted(COMMITS.incrementAndGet());
	}

	@Test
	void aPushDeploysAndTheScriptKnowsWhatWasPushed() {
		String commit = commit();

		HttpResponse<String> answer = forge.github("blog", "push", Forge.push("refs/heads/main", commit));

		assertThat(answer.statusCode()).isEqualTo(202);
		String location = Client.location(answer);
		assertThat(location).startsWith("/api/apps/blog/runs/");
		assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(answer.body()).contains("\"startedBy\":\"hook:github\"");
		long number = Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
		JsonNode run = admin.app("blog").ended(number);
		assertThat(run.get("trigger").get("commit").asString()).isEqualTo(commit);
		assertThat(admin.app("blog").log(number))
			.contains("STRAPPER_AUTHOR=Ann Lee", "STRAPPER_BRANCH=main", "STRAPPER_COMMIT=" + commit,
					"STRAPPER_MESSAGE=Fix it", "STRAPPER_USER=hook:github")
			.doesNotContain("At last", "STRAPPER_TAG");
		assertThat(admin.get("/api/audit").body()).contains("\"who\":\"hook:github\"");
		assertThat(Client.text(admin.get("/apps/blog/runs/" + number))).contains("Fix it", commit.substring(0, 7));
	}

	@Test
	void gitlabsTokenAndItsSignatureAreTaken() {
		String body = "{\"object_kind\":\"push\",\"ref\":\"refs/heads/main\",\"after\":\"%s\",\"user_name\":\"Ann\","
				+ "\"total_commits_count\":0,\"commits\":[]}";
		String[] token = { "X-Gitlab-Event", "Push Hook", "X-Gitlab-Token", SECRET };
		assertThat(forge.post("blog", body.formatted(commit()), token).body()).contains("hook:gitlab");
		nothingRuns();
		long now = System.currentTimeMillis() / 1000;
		String signed = body.formatted(commit());
		String signature = Forge.standard(KEY, "id-1", now, signed);
		String[] headers = { "X-Gitlab-Event", "Push Hook", "webhook-id", "id-1", "webhook-timestamp",
				String.valueOf(now), "webhook-signature", "v1,AAAA " + signature };

		assertThat(forge.post("lab", signed.replace("Ann", "Eve"), headers).statusCode()).isEqualTo(401);
		headers[5] = String.valueOf(now + 1);
		assertThat(forge.post("lab", signed, headers).statusCode()).isEqualTo(401);
		headers[5] = String.valueOf(now);
		assertThat(forge.post("lab", signed, headers).statusCode()).isEqualTo(202);
		nothingRuns();
		assertThat(forge.post("lab", signed, headers).statusCode()).as("a replay").isEqualTo(409);
		headers[3] = "id-2";
		headers[7] = Forge.standard(KEY, "id-2", now, signed);
		assertThat(forge.post("lab", signed, headers).statusCode()).as("the same, delivered again").isEqualTo(202);
		headers[3] = "id-1";
		headers[5] = String.valueOf(now - 600);
		headers[7] = Forge.standard(KEY, "id-1", now - 600, signed);
		assertThat(forge.post("lab", signed, headers).statusCode()).as("too old").isEqualTo(401);
	}

	@Test
	void giteaBitbucketAndAnyProgramCanSign() {
		String gitea = Forge.push("refs/tags/v1.0", commit());
		assertThat(forge
			.post("blog", gitea, "X-GitHub-Event", "push", "X-Gitea-Event", "push", "X-Gitea-Signature",
					forge.hex(gitea))
			.body()).contains("hook:gitea", "\"tag\":\"v1.0\"");
		nothingRuns();
		String bitbucket = """
				{"push":{"changes":[{"new":null,"old":{"type":"branch","name":"x"}},{"new":{"type":"branch","name":"main",
				"target":{"hash":"%s","message":"Hi","author":{"raw":"Ann <a@b>"}}}}]}}"""
			.formatted(commit());
		assertThat(forge
			.post("blog", bitbucket, "X-Event-Key", "repo:push", "X-Hub-Signature", "sha256=" + forge.hex(bitbucket))
			.body()).contains("hook:bitbucket", "\"branch\":\"main\"", "\"author\":\"Ann <a@b>\"");
		nothingRuns();
		String any = "{\"branch\":\"release/1\",\"commit\":\"" + commit() + "\"}";
		assertThat(forge.post("blog", any, "X-Hub-Signature-256", "sha256=" + forge.hex(any)).body())
			.contains("hook:generic", "\"branch\":\"release/1\"");
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(delimiter = '|', textBlock = """
			push  | refs/heads/topic         | The branch topic is not among
			push  | refs/heads/release/1/x   | The branch release/1/x is not among
			push  | refs/tags/beta           | The tag beta is not among
			ping  | refs/heads/main          | This was a ping
			issue | refs/heads/main          | The event issue is no push.
			""")
	void whatIsNotWantedIsAnsweredWithTheReason(String event, String ref, String reason) {
		long before = runs();

		HttpResponse<String> answer = forge.github("blog", event, Forge.push(ref, commit()));

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"outcome\":\"ignored\"", reason);
		assertThat(runs()).isEqualTo(before);
	}

	@Test
	void aDeletedBranchIsNotDeployed() {
		assertThat(forge.github("blog", "push", Forge.push("refs/heads/main", "0".repeat(40))).body())
			.contains("was deleted");
	}

	@Test
	void onlyPathsThatAreWantedDeploy() {
		String push = Forge.push("refs/heads/any", commit());

		assertThat(forge.github("docs", "push", push).body()).contains("No file that was changed");
		assertThat(forge.github("docs", "push", push.replace("src/a.c", "docs/x/a.md")).statusCode()).isEqualTo(202);
	}

	private static long runs() {
		return server.bean(JdbcClient.class).sql("SELECT count(*) FROM run").query(Long.class).single();
	}

	@Test
	void aReplayIsRefusedWhateverItsIdentifier() {
		String body = Forge.push("refs/heads/main", commit());
		assertThat(forge.github("blog", "push", body).statusCode()).isEqualTo(202);
		nothingRuns();
		long before = runs();

		HttpResponse<String> replay = forge.post("blog", body, "X-GitHub-Event", "push", "X-GitHub-Delivery", "another",
				"X-Hub-Signature-256", "sha256=" + forge.hex(body), "webhook-id", "another", "webhook-signature",
				"v1,AAAA");

		assertThat(replay.statusCode()).isEqualTo(409);
		assertThat(replay.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(runs()).isEqualTo(before);
		assertThat(admin.get("/api/audit").body()).contains("replayed delivery");
	}

	@Test
	void whatWasNotDeployedMayComeAgain() {
		String body = Forge.push("refs/heads/topic", commit());

		assertThat(forge.github("blog", "push", body).statusCode()).isEqualTo(200);
		assertThat(forge.github("blog", "push", body).statusCode()).isEqualTo(200);
	}

	@Test
	void aBodyThatIsTooLongIsNotTaken() {
		String body = "\"" + "x".repeat(1 << 20) + "\"";

		assertThat(forge.github("blog", "push", body).statusCode()).isEqualTo(413);
	}

	@Test
	void aFormIsNotVerified() {
		assertThat(forge.post("blog", "payload=x", "Content-Type", "application/x-www-form-urlencoded").statusCode())
			.isEqualTo(415);
	}

	@Test
	void aSecretThatOthersCanReadDoesNotCount() throws IOException {
		mode("other", "rw-r-----");
		Forge forge = new Forge(server.url(), "another secret of another app");
		assertThat(forge.github("other", "push", Forge.push("refs/heads/main", commit())).statusCode()).isEqualTo(401);
		assertThat(Client.text(admin.get("/apps/other/hook")))
			.contains("Others on this machine can read or change hook-secret. Run `chmod 600 apps/other/hook-secret`.");
		await().until(() -> admin.json("/api/apps/other").get("problems").toString(),
				(problems) -> problems.contains("chmod 600"));

		mode("other", "rw-------");
		assertThat(forge.github("other", "push", Forge.push("refs/heads/main", commit())).statusCode()).isEqualTo(202);
	}

	@Test
	void aHostileMessageStaysOneVariable() {
		String body = Forge.push("refs/heads/main", commit())
			.replace("Ann Lee", "a\\u0000b\\u001b[31m\\u202e")
			.replace("Fix it", "x".repeat(5000));

		String location = Client.location(forge.github("blog", "push", body));

		long number = Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
		admin.app("blog").ended(number);
		assertThat(admin.app("blog").log(number)).contains("STRAPPER_AUTHOR=a b [31m\n")
			.containsPattern("STRAPPER_MESSAGE=x{200}\n");
	}

	@Test
	void thePageListsDeliveriesAndTriesThemAgain() {
		forge.github("blog", "push", Forge.push("refs/heads/topic", commit()));
		String page = admin.get("/apps/blog/hook").body();
		assertThat(page).contains(server.url() + "/hooks/blog").doesNotContain(SECRET);
		assertThat(Client.text(admin.get("/apps/blog/hook"))).contains("topic", "not among the `branches`");
		String retry = page.replaceAll("(?s).*?(/apps/blog/hook/[0-9]+/retry).*", "$1");

		HttpResponse<String> answer = admin.post(retry);

		assertThat(Client.location(answer)).startsWith("/apps/blog/runs/");
		assertThat(admin.json("/api/apps/blog").get("run").get("trigger").get("branch").asString()).isEqualTo("topic");
		assertThat(admin.json("/api/apps/blog").get("run").get("startedBy").asString()).isEqualTo("admin");
		assertThat(server.viewer("vera").get("/apps/blog/hook").statusCode()).isEqualTo(403);
	}

	@Test
	void aSessionIsNoSignature() {
		assertThat(admin.post("/hooks/blog", Map.of(), "Content-Type", "application/json").statusCode()).isEqualTo(401);
	}

}
