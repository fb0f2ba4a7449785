package io.strapper.journey;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.testing.Client;
import io.strapper.testing.Forge;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.TokenClient;
import io.strapper.testing.TurnableClock;
import io.strapper.user.Users;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The doors of {@link DoorsTests} for those who bring a forged or worn-out credential.
 */
class ForgedCredentialsTests {

	private static final String TABLE = """
			token: none                            | 401 | Sign in
			token: any text                        | 401 | This token is unknown or was revoked.
			token: its checksum is wrong           | 401 | This token is unknown or was revoked.
			token: nobody's, but well formed       | 401 | This token is unknown or was revoked.
			token: expired                         | 401 | This token expired at
			token: revoked                         | 401 | This token is unknown or was revoked.
			token: its user may not sign in        | 401 | cannot sign in any more
			token: for another app                 | 404 | There is no such app
			token: without the scope               | 403 | does not have the scope `press`
			token: makes a token                   | 403 | A token cannot see, make or revoke tokens.
			token: makes a webhook's secret        | 403 | A token cannot make or remove the secret of a webhook.
			hook: no signature                     | 401 | The signature is missing or wrong.
			hook: an empty signature               | 401 | The signature is missing or wrong.
			hook: a wrong signature                | 401 | The signature is missing or wrong.
			hook: the beginning of the right one   | 401 | The signature is missing or wrong.
			hook: more than the right one          | 401 | The signature is missing or wrong.
			hook: the signature of another body    | 401 | The signature is missing or wrong.
			hook: the secret of another app        | 401 | The signature is missing or wrong.
			hook: an app that is not there         | 401 | The signature is missing or wrong.
			hook: an app without a secret          | 401 | The signature is missing or wrong.
			hook: a removed secret                 | 401 | The signature is missing or wrong.
			hook: a secret that was replaced       | 401 | The signature is missing or wrong.
			hook: a replaced secret after its time | 401 | The signature is missing or wrong.
			hook: an old time                      | 401 | The signature is missing or wrong.
			hook: a time to come                   | 401 | The signature is missing or wrong.
			hook: a wrong token of GitLab's        | 401 | The signature is missing or wrong.
			hook: a replay                         | 409 | The same was delivered before, and handled.
			hook: a session                        | 401 | The signature is missing or wrong.
			hook: an API token                     | 401 | The signature is missing or wrong.
			""";

	private static final String BODY = Forge.push("refs/heads/main", "1".repeat(40));

	@RunningServer(parts = TurnableClock.class)
	private static Server server;

	private static final Map<String, Supplier<HttpResponse<String>>> ATTACKS = new LinkedHashMap<>();

	private static Client admin;

	private static String secret;

	private static long runs;

	@BeforeAll
	static void start() {
		for (String app : new String[] { "blog", "other", "none", "replaced", "removed", "late" }) {
			server.script(app, "deploy", "true");
		}
		admin = server.admin();
		secret = secret("blog", "0s");
		tokens();
		hooks();
		signatures();
		assertThat(new Forge(server.url(), secret).github("blog", "push", BODY).statusCode()).isEqualTo(202);
		await().until(() -> rows("active_run") == 0);
		runs = rows("run");
	}

	/** Without this the last ones would have to wait for the first ones. */
	@BeforeEach
	void wait10Minutes() {
		server.bean(TurnableClock.class).turn(Duration.ofMinutes(10));
	}

	private static long rows(String table) {
		return server.bean(JdbcClient.class).sql("SELECT count(*) FROM " + table).query(Long.class).single();
	}

	private static String secret(String app, String previousExpiresIn) {
		String json = "{\"previousExpiresIn\":\"%s\"}".formatted(previousExpiresIn);
		return new JsonMapper().readTree(admin.postJson("/api/apps/" + app + "/hook/secret", json).body())
			.get("secret")
			.asString();
	}

	private static void tokens() {
		TokenClient all = token("{\"name\":\"all\",\"scopes\":[\"read\",\"press\"]}");
		TokenClient reads = token("{\"name\":\"reads\",\"scopes\":[\"read\"]}");
		TokenClient others = token("{\"name\":\"other\",\"scopes\":[\"read\",\"press\"],\"apps\":[\"other\"]}");
		TokenClient revoked = token("{\"name\":\"revoked\",\"scopes\":[\"read\",\"press\"]}");
		admin.delete("/api/tokens/" + admin.json("/api/tokens").get(0).get("id").asLong());
		Instant end = server.bean(TurnableClock.class).instant().plus(Duration.ofHours(1));
		TokenClient expired = token("{\"name\":\"x\",\"scopes\":[\"press\"],\"expiresAt\":\"%s\"}".formatted(end));
		TokenClient disabled = TokenClient.made(server.viewer("dan"), "{\"name\":\"dan\",\"scopes\":[\"press\"]}");
		server.bean(Users.class).disable("dan");

		attack("token: none", () -> server.client().postJson("/api/apps/blog/deploy", ""));
		press("any text", new TokenClient(server.url(), "secret"));
		press("its checksum is wrong", new TokenClient(server.url(), "strp_" + "0".repeat(49)));
		press("nobody's, but well formed", revoked);
		press("expired", expired);
		press("revoked", revoked);
		press("its user may not sign in", disabled);
		press("for another app", others);
		press("without the scope", reads);
		attack("token: makes a token", () -> all.post("/api/tokens"));
		attack("token: makes a webhook's secret", () -> all.post("/api/apps/blog/hook/secret"));
	}

	private static TokenClient token(String json) {
		return TokenClient.made(admin, json);
	}

	private static void press(String name, TokenClient token) {
		attack("token: " + name, () -> token.post("/api/apps/blog/deploy"));
	}

	private static void attack(String name, Supplier<HttpResponse<String>> attack) {
		ATTACKS.put(name, attack);
	}

	private static void hooks() {
		Forge others = new Forge(server.url(), secret("other", "0s"));
		Forge removed = new Forge(server.url(), secret("removed", "0s"));
		Forge replaced = new Forge(server.url(), secret("replaced", "0s"));
		Forge late = new Forge(server.url(), secret("late", "0s"));
		admin.delete("/api/apps/removed/hook/secret");
		secret("replaced", "0s");
		secret("late", "1h");
		// Ends a token of above, too
		server.bean(TurnableClock.class).turn(Duration.ofHours(1));

		attack("hook: the secret of another app", () -> push(others, "blog"));
		attack("hook: an app that is not there", () -> push(others, "gone"));
		attack("hook: an app without a secret", () -> push(others, "none"));
		attack("hook: a removed secret", () -> push(removed, "removed"));
		attack("hook: a secret that was replaced", () -> push(replaced, "replaced"));
		attack("hook: a replaced secret after its time", () -> push(late, "late"));
		attack("hook: a replay", () -> push(new Forge(server.url(), secret), "blog"));
	}

	private static HttpResponse<String> push(Forge forge, String app) {
		return forge.github(app, "push", BODY);
	}

	private static void signatures() {
		Forge forge = new Forge(server.url(), secret);
		String right = forge.hex(BODY);
		signature("a wrong signature", "sha256=" + "0".repeat(64));
		signature("an empty signature", "sha256=");
		signature("the beginning of the right one", "sha256=" + right.substring(0, 63));
		signature("more than the right one", "sha256=" + right + "0");
		signature("the signature of another body", "sha256=" + forge.hex(BODY + " "));
		standard("an old time", Duration.ofMinutes(-6));
		standard("a time to come", Duration.ofMinutes(6));
		attack("hook: no signature", () -> forge.post("blog", BODY, "X-GitHub-Event", "push"));
		attack("hook: a wrong token of GitLab's",
				() -> forge.post("blog", BODY, "X-Gitlab-Event", "Push Hook", "X-Gitlab-Token", secret + "x"));
		attack("hook: a session", () -> admin.postJson("/hooks/blog", BODY));
		TokenClient token = token("{\"name\":\"hook\",\"scopes\":[\"read\",\"press\"]}");
		attack("hook: an API token", () -> token.postJson("/hooks/blog", BODY));
	}

	private static void signature(String name, String header) {
		attack("hook: " + name, () -> new Forge(server.url(), secret).post("blog", BODY, "X-GitHub-Event", "push",
				"X-Hub-Signature-256", header));
	}

	private static void standard(String name, Duration off) {
		attack("hook: " + name, () -> {
			long time = server.bean(TurnableClock.class).instant().plus(off).getEpochSecond();
			return new Forge(server.url(), secret).post("blog", BODY, "webhook-id", "1", "webhook-timestamp",
					String.valueOf(time), "webhook-signature",
					Forge.standard(secret.substring("whsec_".length()), "1", time, BODY));
		});
	}

	static Stream<String[]> rows() {
		return TABLE.lines().map((line) -> line.split("\\s*\\|\\s*"));
	}

	@Test
	void eachAttackIsInTheTable() {
		assertThat(ATTACKS.keySet()).isEqualTo(rows().map((row) -> row[0]).collect(Collectors.toSet()));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("rows")
	void isRefused(String attack, int status, String sentence) {
		HttpResponse<String> answer = ATTACKS.get(attack).get();

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.body()).contains(sentence);
		assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(rows("run")).as("nothing was started").isEqualTo(runs);
	}

	@Test
	void whoIsRefusedDoesNotLearnWhy() {
		HttpResponse<String> wrong = ATTACKS.get("hook: a wrong signature").get();

		for (String attack : new String[] { "hook: an app that is not there", "hook: an app without a secret",
				"hook: a removed secret", "hook: no signature" }) {
			HttpResponse<String> answer = ATTACKS.get(attack).get();

			assertThat(answer.body().replaceAll("/hooks/[a-z]+", "/hooks/blog")).as(attack).isEqualTo(wrong.body());
			assertThat(answer.headers().map().keySet()).as(attack).isEqualTo(wrong.headers().map().keySet());
		}
	}

}
