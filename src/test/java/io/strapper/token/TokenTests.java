package io.strapper.token;

import java.net.http.HttpResponse;
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

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What requests with a token may do, and what stops them. */
class TokenTests {

	private static final String ALL = "{\"name\":\"ci\",\"scopes\":[\"read\",\"press\"],\"apps\":null,\"expiresAt\":null}";

	@RunningServer(parts = TurnableClock.class)
	private static Server server;

	private static Client admin;

	private Client ann;

	@BeforeAll
	static void start() {
		server.file("blog", "app.yml", "viewers: [bob]\ndeployers: [ann]\n");
		server.script("blog", "deploy", "echo $STRAPPER_USER deploys");
		server.script("shop", "deploy", "echo hello");
		server.script("long", "deploy", "echo begun; sleep 600");
		admin = server.admin();
		admin.app("blog").deployed();
	}

	@BeforeEach
	void sign() {
		server.bean(JdbcClient.class).sql("DELETE FROM users WHERE name <> 'admin'").update();
		server.bean(JdbcClient.class).sql("DELETE FROM api_token").update();
		server.bean(JdbcClient.class).sql("DELETE FROM audit").update();
		this.ann = server.viewer("ann");
		server.file("blog", "app.yml", "viewers: [bob]\ndeployers: [ann]\n");
		await().until(() -> this.ann.poll("/api/apps/blog").statusCode() == 200);
	}

	@Test
	void pressesInTheNameOfItsUser() {
		HttpResponse<String> answer = TokenClient.made(this.ann, ALL).post("/api/apps/blog/deploy");

		assertThat(answer.statusCode()).isEqualTo(202);
		assertThat(answer.body()).contains("\"startedBy\":\"ann\"");
		assertThat(admin.json("/api/audit").get(0).toString()).contains("\"who\":\"ann\"", "\"what\":\"deploy\"",
				"\"credential\":\"token ci\"");
		admin.app("blog").ended(admin.json("/api/apps/blog").get("run").get("number").asLong());
	}

	@Test
	void makesNoSession() {
		TokenClient token = TokenClient.made(this.ann, ALL);
		long before = sessions();

		HttpResponse<String> answer = token.get("/api/apps/blog/runs/1/log?follow");

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
		assertThat(sessions()).isEqualTo(before);
	}

	private static long sessions() {
		return server.bean(JdbcClient.class).sql("SELECT count(*) FROM spring_session").query(Long.class).single();
	}

	@Test
	void isShownOnceAndKeptAsAHash() {
		String token = TokenClient.made(this.ann, ALL).token();

		assertThat(this.ann.get("/api/tokens").body()).contains("\"name\":\"ci\"").doesNotContain(token);
		assertThat(this.ann.get("/account/tokens").body()).contains("ci").doesNotContain(token);
		assertThat(admin.get("/api/audit").body()).contains("make token").doesNotContain(token);
		assertThat(server.bean(JdbcClient.class).sql("SELECT * FROM api_token").query().listOfRows().toString())
			.doesNotContain(token.substring(5, 48));
		assertThat(server.bean(JdbcClient.class)
			.sql("SELECT attribute_bytes FROM spring_session_attributes")
			.query(byte[].class)
			.list()).allSatisfy((bytes) -> assertThat(new String(bytes)).doesNotContain(token));
	}

	@Test
	void whenItWasLastUsedIsWrittenOnceAMinute() {
		TokenClient token = TokenClient.made(this.ann, ALL);
		assertThat(own().get("lastUsedAt").isNull()).isTrue();

		token.get("/api/apps");
		String first = own().get("lastUsedAt").asString();
		token.get("/api/apps");
		assertThat(own().get("lastUsedAt").asString()).isEqualTo(first);

		server.bean(TurnableClock.class).turn(Duration.ofSeconds(61));
		token.get("/api/apps");
		assertThat(own().get("lastUsedAt").asString()).isGreaterThan(first);
	}

	private JsonNode own() {
		return this.ann.json("/api/tokens").get(0);
	}

	@ParameterizedTest(name = "{0}: GET {1}, POST {2}")
	@CsvSource({ "read, 200, 403", "press, 403, 202" })
	void doesWhatItsScopesSay(String scope, int reads, int presses) {
		TokenClient token = TokenClient.made(this.ann, "{\"name\":\"ci\",\"scopes\":[\"" + scope + "\"]}");

		assertThat(token.get("/api/apps/blog").statusCode()).isEqualTo(reads);
		HttpResponse<String> press = token.post("/api/apps/blog/deploy");
		assertThat(press.statusCode()).isEqualTo(presses);
		if (presses == 403) {
			assertThat(token.json("/api/apps/blog").get("mayPress").asBoolean()).isFalse();
			assertThat(press.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"insufficient_scope\"");
			assertThat(press.headers().firstValue("Content-Type")).contains("application/problem+json");
			assertThat(press.body()).contains("does not have the scope `press`");
			assertThat(admin.get("/api/audit").body()).contains("refused token");
		}
		else {
			admin.app("blog").ended(admin.json("/api/apps/blog").get("run").get("number").asLong());
		}
	}

	@Test
	void knowsNoOtherAppsThanItsOwn() {
		TokenClient token = TokenClient.made(this.ann, "{\"name\":\"ci\",\"scopes\":[\"read\"],\"apps\":[\"blog\"]}");
		HttpResponse<String> shop = token.get("/api/apps/shop");
		HttpResponse<String> gone = token.get("/api/apps/gone");

		assertThat(shop.statusCode()).isEqualTo(404);
		assertThat(shop.body().replace("shop", "gone")).isEqualTo(gone.body());
		assertThat(token.json("/api/apps").toString()).contains("\"blog\"").doesNotContain("shop");
		assertThat(this.ann.json("/api/apps").toString()).as("and nobody gets its cached list").contains("shop");
		assertThat(token.get("/api/activity").body()).contains("\"blog\"").doesNotContain("shop");
	}

	@Test
	void anAdministratorsTokenForOneAppIsNoAdministrator() {
		TokenClient some = TokenClient.made(admin,
				"{\"name\":\"a\",\"scopes\":[\"read\",\"press\"],\"apps\":[\"blog\"]}");
		TokenClient all = TokenClient.made(admin, ALL);

		for (String path : List.of("/api/audit", "/api/audit.csv", "/api/about")) {
			assertThat(some.get(path).statusCode()).isEqualTo(403);
			assertThat(all.get(path).statusCode()).isEqualTo(200);
		}
		assertThat(some.send("DELETE", "/api/apps/blog/runs/1/log").statusCode()).isEqualTo(403);
	}

	@Test
	void followsWhatItsUserMayAtOnce() {
		TokenClient token = TokenClient.made(this.ann, ALL);
		Users users = server.bean(Users.class);

		users.changeRole("ann", Role.ADMIN);
		assertThat(token.get("/api/about").statusCode()).isEqualTo(200);
		users.changeRole("ann", Role.VIEWER);
		assertThat(token.get("/api/about").statusCode()).isEqualTo(403);

		server.file("blog", "app.yml", "viewers: [bob]\n");
		await().until(() -> token.post("/api/apps/blog/deploy").statusCode() == 404);

		server.bean(LocalPasswords.class).reset("ann", "chosen by admin");
		assertThat(token.get("/api/apps").statusCode()).isEqualTo(403);
		assertThat(token.get("/api/apps").body()).contains("has to choose a new one first");
		server.bean(LocalPasswords.class).change("ann", "chosen by ann herself", null);
		assertThat(token.get("/api/apps").statusCode()).isEqualTo(200);

		users.disable("ann");
		HttpResponse<String> disabled = token.get("/api/apps");
		assertThat(disabled.statusCode()).isEqualTo(401);
		assertThat(disabled.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
		users.enable("ann");
		assertThat(token.get("/api/apps").statusCode()).isEqualTo(200);

		users.remove("ann");
		users.add("ann", "another ann's password", Role.ADMIN);
		assertThat(token.get("/api/apps").statusCode()).as("the next one of that name inherits nothing").isEqualTo(401);
	}

	@Test
	void isRevokedAtOnce() {
		TokenClient token = TokenClient.made(this.ann, ALL);
		long id = own().get("id").asLong();
		assertThat(token.get("/api/apps").statusCode()).isEqualTo(200);

		assertThat(server.viewer("bob").delete("/api/tokens/" + id).statusCode()).isEqualTo(404);
		assertThat(this.ann.delete("/api/tokens/" + id).statusCode()).isEqualTo(204);

		HttpResponse<String> refused = token.get("/api/apps");
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(refused.body()).contains("This token is unknown or was revoked.");
		assertThat(this.ann.delete("/api/tokens/" + id).statusCode()).isEqualTo(404);
		assertThat(admin.get("/api/audit").body()).contains("\"what\":\"revoke token\"", "\"what\":\"unknown token\"");
	}

	@Test
	void aLogThatIsFollowedEndsWhenTheTokenIsRevoked() {
		long run = admin.app("long").press("deploy");
		admin.app("long").awaitLog(run, "begun");
		TokenClient token = TokenClient.made(this.ann, ALL);
		long id = own().get("id").asLong();
		Thread revoking = new Thread(() -> {
			await().until(() -> !own().get("lastUsedAt").isNull());
			this.ann.delete("/api/tokens/" + id);
		});
		revoking.start();

		assertThat(token.get("/api/apps/long/runs/" + run + "/log?follow").body()).contains("begun");

		assertThat(admin.app("long").status(run)).isEqualTo("running");
		admin.post("/api/apps/long/runs/" + run + "/cancel");
	}

	@Test
	void expires() {
		String end = server.bean(TurnableClock.class).instant().plus(Duration.ofHours(1)).toString();
		TokenClient token = TokenClient.made(this.ann,
				"{\"name\":\"ci\",\"scopes\":[\"read\"],\"expiresAt\":\"" + end + "\"}");
		assertThat(token.get("/api/apps").statusCode()).isEqualTo(200);

		server.bean(TurnableClock.class).turn(Duration.ofHours(1));

		HttpResponse<String> refused = token.get("/api/apps");
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
		assertThat(refused.body()).contains("This token expired at ");
		assertThat(admin.json("/api/audit").get(0).toString()).contains("\"who\":\"ann\"",
				"\"what\":\"expired token\"");
	}

	@Test
	void aCookieBesideATokenIsWorthNothing() {
		String cookies = admin.cookieHeader();
		TokenClient reads = TokenClient.made(this.ann, "{\"name\":\"ci\",\"scopes\":[\"read\"]}");
		TokenClient wrong = new TokenClient(server.url(), "wrong");

		assertThat(reads.get("/api/about", "Cookie", cookies).statusCode()).isEqualTo(403);
		assertThat(reads.post("/api/apps/blog/deploy", "Cookie", cookies).statusCode()).isEqualTo(403);
		assertThat(wrong.get("/api/apps", "Cookie", cookies).statusCode()).isEqualTo(401);
		assertThat(wrong.post("/api/apps/blog/deploy", "Cookie", cookies, "X-CSRF-TOKEN", admin.csrf()).statusCode())
			.isEqualTo(401);
		assertThat(wrong.post("/apps/blog/deploy", "Cookie", cookies).statusCode())
			.as("the page's button wants its CSRF")
			.isEqualTo(403);
		assertThat(admin.isSignedIn()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "strp_", "null", "strp_0000000000000000000000000000000000000000000000000",
			"YWRtaW46YWRtaW4=", "strp_'; DROP TABLE api_token; --" })
	void anyOtherTextIsRefused(String text) {
		HttpResponse<String> answer = new TokenClient(server.url(), text).get("/api/apps");

		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
	}

	@Test
	void aRefusalIsReadWhateverWasSent() {
		TokenClient wrong = new TokenClient(server.url(), "wrong");
		String body = "{\"a\":\"" + "x".repeat(10_000) + "\"}";

		for (String path : List.of("/api/apps/blog/deploy", "/api/nowhere", "/api/tokens")) {
			assertThat(wrong.postJson(path, body).statusCode()).isEqualTo(401);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/apps/blog", "/account", "/account/tokens", "/users", "/audit" })
	void pagesTakeNone(String path) {
		HttpResponse<String> answer = TokenClient.made(admin, ALL).get(path);

		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(Client.location(answer)).isEqualTo("/login");
	}

	@Test
	void makesNoOtherTokens() {
		TokenClient token = TokenClient.made(admin, ALL);

		for (String method : List.of("GET", "POST", "DELETE")) {
			for (String path : List.of("/api/tokens", "/api/tokens/1", "/api/tokens/")) {
				assertThat(token.send(method, path).statusCode()).isEqualTo(403);
			}
		}
		assertThat(Client.location(token.post("/account/tokens"))).isEqualTo("/login?expired");
		assertThat(token.get("/ws").body()).contains("WebSockets take no tokens.");
	}

	@Test
	void aDeployKeyBelongsToAppsAndToNobody() {
		String json = "{\"name\":\"ci\",\"kind\":\"deploy-key\",\"scopes\":[\"read\",\"press\"],\"apps\":[\"blog\"]}";
		assertThat(this.ann.postJson("/api/tokens", json).body()).contains("Only administrators can make deploy keys.");
		assertThat(admin.postJson("/api/tokens", json.replace("[\"blog\"]", "null")).body())
			.contains("Name the apps of this deploy key.");
		TokenClient key = TokenClient.made(admin, json);

		assertThat(key.get("/api/apps/shop").statusCode()).isEqualTo(404);
		assertThat(key.get("/api/about").statusCode()).isEqualTo(403);
		assertThat(key.json("/api/apps/blog").get("mayPress").asBoolean()).isTrue();
		assertThat(key.post("/api/apps/blog/deploy").body()).contains("\"startedBy\":\"key:ci\"");
		long run = admin.json("/api/apps/blog").get("run").get("number").asLong();
		admin.app("blog").ended(run);
		assertThat(admin.app("blog").log(run)).contains("key:ci deploys");
		assertThat(admin.json("/api/audit").get(0).toString()).contains("\"who\":\"key:ci\"",
				"\"credential\":\"deploy key ci\"");
	}

	@Test
	void anAdministratorSeesAndRevokesEverybodys() {
		TokenClient token = TokenClient.made(this.ann, ALL);
		long id = own().get("id").asLong();

		assertThat(server.viewer("bob").json("/api/tokens")).isEmpty();
		assertThat(admin.json("/api/tokens").get(0).get("user").asString()).isEqualTo("ann");
		assertThat(admin.delete("/api/tokens/" + id).statusCode()).isEqualTo(204);
		assertThat(token.get("/api/apps").statusCode()).isEqualTo(401);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			''                                                          | Send JSON like
			null                                                        | Send JSON like
			[1]                                                         | Send JSON like
			{"scopes":["read"]}                                         | Invalid name.
			{"name":"a\\u0000b","scopes":["read"]}                      | Invalid name.
			{"name":"a"}                                                | Choose at least one scope
			{"name":"a","scopes":["admin"]}                             | Invalid scope.
			{"name":"a","scopes":["read"],"kind":"x"}                   | Invalid kind.
			{"name":"a","scopes":["read"],"apps":[]}                    | Name at least one app
			{"name":"a","scopes":["read"],"apps":["gone"]}              | There is no app “gone”.
			{"name":"a","scopes":["read"],"apps":["../x"]}              | There is no app “../x”.
			{"name":"a","scopes":["read"],"apps":["hidden"]}            | There is no app “hidden”.
			{"name":"a","scopes":["read"],"expiresAt":"soon"}           | Invalid expiresAt.
			{"name":"a","scopes":["read"],"expiresAt":"2020-01-01T00:00:00Z"} | would have expired already
			""")
	void aRequestThatMakesNoSenseIsRefusedWithASentence(String json, String sentence) {
		server.file("hidden", "app.yml", "viewers: []\n");
		server.script("hidden", "deploy", "true");

		HttpResponse<String> answer = this.ann.postJson("/api/tokens", json);

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains(sentence);
		assertThat(this.ann.json("/api/tokens")).isEmpty();
	}

	@Test
	void aBodyWithoutEndIsNotRead() {
		assertThat(this.ann.postJson("/api/tokens", "[" + " ".repeat(70_000) + "]").statusCode()).isEqualTo(413);
	}

	@Test
	void thePageMakesOneAndShowsItOnce() {
		String page = this.ann
			.post("/account/tokens",
					Map.of("name", "ci", "scopes", "press", "apps", "blog", "days", "90", "kind", "personal"))
			.body();
		String token = page.replaceAll("(?s).*?(strp_[0-9A-Za-z]{49}).*", "$1");

		assertThat(new TokenClient(server.url(), token).post("/api/apps/blog/deploy").statusCode()).isEqualTo(202);
		assertThat(page).contains("curl").contains(server.url() + "/api/apps/blog/deploy");
		assertThat(this.ann.get("/account/tokens").body()).doesNotContain(token);
		admin.app("blog").ended(admin.json("/api/apps/blog").get("run").get("number").asLong());
		assertThat(this.ann.submit("/account/tokens/" + own().get("id").asLong() + "/revoke"))
			.contains("ci has been revoked.");
	}

}
