package io.strapper.share;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.TokenClient;
import io.strapper.testing.TurnableClock;
import io.strapper.user.LocalPasswords;
import io.strapper.user.Role;
import io.strapper.user.Users;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a link shows, to whom, and what stops it. */
class ShareTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String LINES = "{\"from\":2,\"to\":4,\"expiresIn\":\"1h\"}";

	@RunningServer(parts = TurnableClock.class)
	private static Server server;

	private static Client admin;

	private Client ann;

	@BeforeAll
	static void start() {
		server.file("blog", "app.yml", "name: The <Blog>\nviewers: [ann, bob]\n");
		server.script("blog", "deploy", "printf 'one\\n\\033[31mred <b>\\033[0m\\nthree hunter-two\\nfour\\n'",
				"echo '##strapper[group] Build it'", "echo made", "seq 12000");
		server.script("long", "deploy", "head -c 3000000 /dev/zero | tr '\\0' x | fold -w 150", "echo");
		server.script("slow", "deploy", "echo one; echo two",
				"while [ ! -e " + server.gate("slow") + " ]; do sleep 0.1; done",
				"printf '\\033[2A\\033[2Kafterwards\\n'", "sleep 600");
		admin = server.admin();
		admin.app("blog").deployed();
	}

	@BeforeEach
	void sign() {
		JdbcClient jdbc = server.bean(JdbcClient.class);
		jdbc.sql("DELETE FROM users WHERE name <> 'admin'").update();
		jdbc.sql("DELETE FROM share").update();
		jdbc.sql("DELETE FROM audit").update();
		// The delays for guesses of other tests are over
		server.bean(TurnableClock.class).turn(Duration.ofMinutes(6));
		this.ann = server.viewer("ann");
		server.file("blog", "app.yml", "name: The <Blog>\nviewers: [ann, bob]\n");
		await().until(() -> this.ann.poll("/api/apps/blog").statusCode() == 200);
	}

	private static String path(Client user, String app, long run, String json) {
		HttpResponse<String> answer = user.postJson("/api/apps/" + app + "/runs/" + run + "/shares", json);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		return JSON.readTree(answer.body()).get("url").asString().substring(server.url().length());
	}

	private static HttpResponse<String> open(String path) {
		return server.client().get(path);
	}

	private String shared() {
		return path(this.ann, "blog", 1, LINES);
	}

	private void isOver(String path) {
		HttpResponse<String> page = open(path);
		assertThat(page.statusCode()).isEqualTo(410);
		assertThat(Client.text(page)).contains("This link no longer works")
			.doesNotContain("three", "Blog", "blog", "ann");
	}

	@Test
	void showsTheLinesToAnybodyAndNothingElse() {
		String path = shared();

		HttpResponse<String> page = open(path);

		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("<span class=\"fg1\">red &lt;b&gt;</span>", "id=\"L3\"", "id=\"L5\"")
			.doesNotContain("id=\"L2\"", "id=\"L6\"", "<script", "ann", "admin", "Sign", "href=\"/\"", "_csrf",
					"/apps/");
		assertThat(Client.text(page)).contains("The <Blog> #1", "Lines 3–5", "three hunter-two").doesNotContain("made");
		assertThat(path).matches("/s/[\\w-]{32}");
	}

	@Test
	void neitherTheBrowserNorAnotherSiteKeepsIt() {
		HttpResponse<String> page = open(shared());

		assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
		assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
		assertThat(page.headers().firstValue("X-Robots-Tag").orElseThrow()).contains("noindex");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
			.contains("default-src 'none'", "frame-ancestors 'none'")
			.doesNotContain("script-src");
		assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(page.headers().firstValue("ETag")).isEmpty();
	}

	@Test
	void makesNoSessionAndLooksAtNone() {
		String path = shared();
		long before = sessions();

		HttpResponse<String> page = admin.get(path);

		assertThat(page.body()).doesNotContain("admin", "_csrf");
		assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
		open(path);
		assertThat(sessions()).isEqualTo(before);
	}

	private static long sessions() {
		return server.bean(JdbcClient.class).sql("SELECT count(*) FROM spring_session").query(Long.class).single();
	}

	@Test
	void isKeptAsAHashAndListedWithoutItsToken() {
		String path = shared();
		String token = path.substring("/s/".length());

		assertThat(server.bean(JdbcClient.class).sql("SELECT * FROM share").query().listOfRows().toString())
			.doesNotContain(token);
		for (String list : List.of("/api/apps/blog/runs/1/shares", "/api/shares")) {
			assertThat(this.ann.get(list).body()).contains("\"from\":2,\"to\":4", "\"createdBy\":\"ann\"")
				.doesNotContain(token);
		}
		assertThat(Client.text(this.ann.get("/account/shares"))).contains("blog #1, lines 3–5").doesNotContain(token);
		assertThat(admin.get("/api/audit").body())
			.contains("\"what\":\"share lines\",\"target\":\"blog #1, lines 3–5\"")
			.doesNotContain(token);
	}

	@Test
	void hidesSecretsThatWereAddedLater() throws IOException {
		String path = shared();
		assertThat(open(path).body()).contains("three hunter-two");

		Files.createDirectories(server.home().resolve("apps/blog/secrets"));
		server.file("blog", "secrets/PASSWORD", "hunter-two");
		Files.setPosixFilePermissions(server.home().resolve("apps/blog/secrets/PASSWORD"),
				PosixFilePermissions.fromString("rw-------"));
		server.file("blog", "app.yml", "name: The <Blog>\nviewers: [ann, bob]\nsecrets: [PASSWORD]\n");
		await().until(() -> open(path).body().contains("three **********"));

		assertThat(open(path).body()).doesNotContain("hunter");
		server.file("blog", "app.yml", "name: The <Blog>\nviewers: [ann, bob]\n");
		await().until(() -> open(path).body().contains("three hunter-two"));
	}

	@Test
	void showsGroupsAsThePageDoes() {
		JsonNode groups = this.ann.json("/api/apps/blog/runs/1/groups");
		long line = groups.get(0).get("firstLine").asLong();

		String page = open(path(this.ann, "blog", 1, "{\"from\":%d,\"to\":%d}".formatted(line, line + 1))).body();

		assertThat(page).contains("<span class=\"g\">Build it</span>", "made");
	}

	@Test
	void whatARunWritesLaterDoesNotChangeIt() throws IOException {
		long run = admin.app("slow").press("deploy");
		admin.app("slow").awaitLog(run, "two");
		await()
			.until(() -> admin.json("/api/apps/slow/runs/" + run + "/screen").get("lines").toString().contains("two"));
		String path = path(admin, "slow", run, "{\"from\":0,\"to\":2}");
		String before = Client.text(open(path));
		assertThat(before).contains("one two");

		Files.createFile(server.gate("slow"));
		await().until(() -> admin.json("/api/apps/slow/runs/" + run + "/screen").toString().contains("afterwards"));

		assertThat(Client.text(open(path))).isEqualTo(before);
		admin.post("/api/apps/slow/runs/" + run + "/cancel");
		admin.app("slow").ended(run);
		assertThat(Client.text(open(path))).isEqualTo(before);
	}

	@Test
	void expires() {
		String path = shared();
		server.bean(TurnableClock.class).turn(Duration.ofMinutes(59));
		assertThat(open(path).statusCode()).isEqualTo(200);

		server.bean(TurnableClock.class).turn(Duration.ofMinutes(1));

		isOver(path);
		assertThat(this.ann.json("/api/shares")).isEmpty();
		server.bean(Shares.class).forget();
		isOver(path);
		server.bean(TurnableClock.class).turn(Duration.ofDays(31));
		server.bean(Shares.class).forget();
		assertThat(open(path).statusCode()).isEqualTo(404);
	}

	@Test
	void isRevokedByItsMakerAndByAdministratorsAlone() {
		String path = shared();
		long id = this.ann.json("/api/shares").get(0).get("id").asLong();
		String api = "/api/shares/" + id;
		Client bob = server.viewer("bob");

		assertThat(bob.json("/api/apps/blog/runs/1/shares")).isEmpty();
		assertThat(bob.delete(api).statusCode()).isEqualTo(404);
		assertThat(bob.submit("/account/shares/" + id + "/revoke")).contains("no longer valid");
		assertThat(open(path).statusCode()).isEqualTo(200);
		assertThat(this.ann.delete(api).statusCode()).isEqualTo(204);
		isOver(path);
		assertThat(this.ann.delete(api).statusCode()).isEqualTo(404);
		assertThat(admin.get("/api/audit").body()).contains("\"what\":\"revoke share\"");

		String other = shared();
		long second = admin.json("/api/shares").get(0).get("id").asLong();
		assertThat(admin.submit("/account/shares/" + second + "/revoke")).contains("The link has been revoked.");
		isOver(other);
	}

	@Test
	void stopsWhenItsMakerMayNotSeeTheAppAnyMore() {
		String path = shared();
		Users users = server.bean(Users.class);

		server.file("blog", "app.yml", "name: The <Blog>\nviewers: [bob]\n");
		await().until(() -> open(path).statusCode() == 410);
		users.changeRole("ann", Role.ADMIN);
		await().until(() -> open(path).statusCode() == 200);
		users.disable("ann");
		await().until(() -> open(path).statusCode() == 410);
		users.enable("ann");
		await().until(() -> open(path).statusCode() == 200);
		server.bean(LocalPasswords.class).reset("ann", "chosen by admin");
		await().until(() -> open(path).statusCode() == 410);

		users.remove("ann");
		users.add("ann", "another ann's password", Role.ADMIN);
		await().until(() -> open(path).statusCode() == 404);
	}

	@Test
	void stopsWithTheLog() {
		admin.app("blog").deployed();
		long run = admin.json("/api/apps/blog").get("run").get("number").asLong();
		String path = path(this.ann, "blog", run, LINES);
		assertThat(open(path).statusCode()).isEqualTo(200);

		assertThat(admin.delete("/api/apps/blog/runs/" + run + "/log").statusCode()).isEqualTo(204);

		isOver(path);
		assertThat(this.ann.postJson("/api/apps/blog/runs/" + run + "/shares", LINES).statusCode()).isEqualTo(410);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "00000000000000000000000000000000", "..%2f..%2fetc", "'%20OR%201=1", "%00" })
	void whatNobodyHasMadeIsNotThere(String token) {
		HttpResponse<String> page = open("/s/" + token);

		assertThat(page.statusCode()).isIn(400, 404);
		assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@Test
	void guessesAreDelayedAndLinksAreNot() {
		String path = shared();
		await().until(() -> open("/s/guess").statusCode() == 429);

		HttpResponse<String> delayed = open("/s/guess");
		assertThat(delayed.headers().firstValue("Retry-After")).isPresent();
		assertThat(open(path).statusCode()).isEqualTo(200);
		assertThat(admin.get("/api/audit").body()).contains("unknown share");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			''                                         | Send JSON like
			null                                       | Send JSON like
			[1]                                        | Send JSON like
			{"from":"a","to":4}                        | Send JSON like
			{"from":3,"to":2}                          | Name the first and the last line
			{"from":0,"to":10000}                      | 10,000 lines at most
			{"from":0,"to":1,"expiresIn":"1s"}         | for an hour at least
			{"from":0,"to":99999}                      | 10,000 lines at most
			{"from":99999,"to":99999}                  | The log has
			""")
	void aRequestThatMakesNoSenseIsRefusedWithASentence(String json, String sentence) {
		HttpResponse<String> answer = this.ann.postJson("/api/apps/blog/runs/1/shares", json);

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains(sentence);
		assertThat(this.ann.json("/api/shares")).isEmpty();
	}

	@Test
	void asManyLinesAsALinkShowsAndNoMore() {
		assertThat(open(path(this.ann, "blog", 1, "{\"from\":0,\"to\":9999}")).body()).contains("id=\"L10000\"");

		long run = admin.app("long").deployed().get("number").asLong();
		HttpResponse<String> long1 = admin.postJson("/api/apps/long/runs/" + run + "/shares",
				"{\"from\":0,\"to\":9000}");
		assertThat(long1.statusCode()).isEqualTo(400);
		assertThat(long1.body()).contains("longer than 1 MB");
		assertThat(open(path(admin, "long", run, "{\"from\":0,\"to\":5000}")).statusCode()).isEqualTo(200);
	}

	@Test
	void nobodySharesWhatTheyMayNotSee() {
		server.file("blog", "app.yml", "viewers: [bob]\n");

		await().until(() -> this.ann.postJson("/api/apps/blog/runs/1/shares", LINES).statusCode() == 404);
		assertThat(this.ann.postJson("/api/apps/gone/runs/1/shares", LINES).statusCode()).isEqualTo(404);
		assertThat(admin.postJson("/api/apps/blog/runs/99/shares", LINES).statusCode()).isEqualTo(404);
	}

	@Test
	void aTokenSharesOnlyWhatItMayRead() throws IOException {
		assertThat(shareWith("{\"name\":\"a\",\"scopes\":[\"read\"]}")).isEqualTo(403);
		assertThat(shareWith("{\"name\":\"a\",\"scopes\":[\"press\"]}")).isEqualTo(403);
		assertThat(shareWith("{\"name\":\"a\",\"scopes\":[\"read\",\"press\"],\"apps\":[\"long\"]}")).isEqualTo(404);
		assertThat(shareWith("{\"name\":\"a\",\"scopes\":[\"read\",\"press\"]}")).isEqualTo(201);
		TokenClient key = TokenClient.made(admin,
				"{\"name\":\"k\",\"kind\":\"deploy-key\",\"scopes\":[\"read\",\"press\"],\"apps\":[\"blog\"]}");
		assertThat(key.postJson("/api/apps/blog/runs/1/shares", LINES).statusCode()).isEqualTo(403);
		TokenClient other = TokenClient.made(this.ann,
				"{\"name\":\"b\",\"scopes\":[\"read\",\"press\"],\"apps\":[\"long\"]}");
		assertThat(other.json("/api/shares")).isEmpty();
	}

	private int shareWith(String token) {
		return TokenClient.made(this.ann, token).postJson("/api/apps/blog/runs/1/shares", LINES).statusCode();
	}

	@Test
	void aFormOfAnotherSiteMakesNone() {
		assertThat(this.ann.postForged("/api/apps/blog/runs/1/shares", Map.of("from", "0")).statusCode())
			.isEqualTo(403);
		assertThat(this.ann.json("/api/shares")).isEmpty();
	}

}
