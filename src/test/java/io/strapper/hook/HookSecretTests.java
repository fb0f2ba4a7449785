package io.strapper.hook;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.testing.Client;
import io.strapper.testing.Forge;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.TokenClient;
import io.strapper.testing.TurnableClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The secret that is made on an app's page. */
class HookSecretTests {

	private static final String API = "/api/apps/blog/hook/secret";

	private static final Pattern SECRET = Pattern.compile("whsec_[0-9A-Za-z+/]{43}=");

	private static final AtomicInteger COMMITS = new AtomicInteger();

	@RunningServer(parts = TurnableClock.class)
	private static Server server;

	private static Client admin;

	@BeforeAll
	static void start() {
		server.file("blog", "app.yml", "deployers: [dan]\nhook: {branches: [main]}\nwhen-busy: queue\n");
		server.script("blog", "deploy", "true");
		server.script("shop", "deploy", "true");
		admin = server.admin();
	}

	@BeforeEach
	void nothingYet() {
		await().until(() -> rows("active_run") + rows("waiting_run") == 0);
		server.bean(JdbcClient.class).sql("DELETE FROM hook_secret").update();
		server.bean(JdbcClient.class).sql("DELETE FROM audit").update();
	}

	private static long rows(String table) {
		return server.bean(JdbcClient.class).sql("SELECT count(*) FROM " + table).query(Long.class).single();
	}

	private static String made(String app, String previousExpiresIn) {
		HttpResponse<String> answer = admin.postJson("/api/apps/" + app + "/hook/secret",
				"{\"previousExpiresIn\":\"" + previousExpiresIn + "\"}");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
		return new JsonMapper().readTree(answer.body()).get("secret").asString();
	}

	private static int push(String app, String secret) {
		String commit = "%040x".formatted(COMMITS.incrementAndGet());
		return new Forge(server.url(), secret).github(app, "push", Forge.push("refs/heads/main", commit)).statusCode();
	}

	@Test
	void deploysWithoutAFileAndWithTheFiltersOfTheApp() {
		String secret = made("blog", "0s");

		assertThat(secret).matches(SECRET);
		assertThat(push("blog", secret)).isEqualTo(202);
		assertThat(push("shop", secret)).as("of another app").isEqualTo(401);
		assertThat(new Forge(server.url(), secret).github("blog", "push", Forge.push("refs/heads/topic", "1")).body())
			.contains("The branch topic is not among");
		assertThat(push("shop", made("shop", "0s"))).as("an app without app.yml").isEqualTo(202);
	}

	@Test
	void signsByStandardWebhooks() {
		String secret = made("blog", "0s");
		String key = secret.substring("whsec_".length());
		assertThat(Base64.getDecoder().decode(key)).hasSize(32);
		long now = server.bean(TurnableClock.class).instant().getEpochSecond();
		String body = "{\"branch\":\"main\",\"commit\":\"%040x\"}".formatted(COMMITS.incrementAndGet());

		assertThat(new Forge(server.url(), secret)
			.post("blog", body, "webhook-id", "i", "webhook-timestamp", String.valueOf(now), "webhook-signature",
					Forge.standard(key, "i", now, body))
			.statusCode()).isEqualTo(202);
	}

	@Test
	void theOneBeforeIsValidForAsLongAsWasSaid() {
		String first = made("blog", "0s");
		String second = made("blog", "24h");
		assertThat(push("blog", first)).isEqualTo(202);
		assertThat(push("blog", second)).isEqualTo(202);
		assertThat(Client.text(admin.get("/apps/blog/hook"))).contains("made by admin", "the old one is valid until");

		server.bean(TurnableClock.class).turn(Duration.ofHours(24));

		assertThat(push("blog", first)).isEqualTo(401);
		assertThat(push("blog", second)).isEqualTo(202);
		assertThat(Client.text(admin.get("/apps/blog/hook"))).doesNotContain("the old one is valid");
		server.bean(HookSecrets.class).forget();
		assertThat(onRecord()).contains(second).doesNotContain(first);
	}

	@Test
	void theOneBeforeIsRemovedAtOnce() {
		String first = made("blog", "0s");
		String second = made("blog", "7d");
		String third = made("blog", "0s");

		assertThat(push("blog", first)).isEqualTo(401);
		assertThat(push("blog", second)).isEqualTo(401);
		assertThat(push("blog", third)).isEqualTo(202);
		assertThat(onRecord()).doesNotContain(first, second);
	}

	private static String onRecord() {
		return server.bean(JdbcClient.class).sql("SELECT * FROM hook_secret").query().listOfRows().toString();
	}

	@Test
	void isRemovedWithTheOneBefore() {
		String first = made("blog", "0s");
		String second = made("blog", "24h");

		assertThat(admin.delete(API).statusCode()).isEqualTo(204);

		assertThat(push("blog", first)).isEqualTo(401);
		assertThat(push("blog", second)).isEqualTo(401);
		assertThat(rows("hook_secret")).isZero();
		assertThat(admin.delete(API).statusCode()).isEqualTo(204);
		assertThat(admin.json("/api/audit").toString())
			.contains("\"what\":\"make hook secret\",\"target\":\"blog\"", "\"what\":\"replace hook secret\"")
			.containsOnlyOnce("remove hook secret")
			.doesNotContain(first, second);
	}

	@Test
	void aFileIsTheOnlyOneThatCounts() throws Exception {
		String made = made("blog", "0s");
		String before = Files.readString(server.home().resolve("apps/blog/app.yml"));
		named("{secret-file: hook-secret}");
		assertThat(push("blog", made)).as("even if it is missing").isEqualTo(401);
		server.file("blog", "hook-secret", "the secret in the file");
		Files.setPosixFilePermissions(server.home().resolve("apps/blog/hook-secret"),
				PosixFilePermissions.fromString("rw-------"));

		assertThat(push("blog", "the secret in the file")).isEqualTo(202);
		assertThat(push("blog", made)).isEqualTo(401);
		assertThat(Client.text(admin.get("/apps/blog/hook"))).contains("counts for nothing");
		HttpResponse<String> refused = admin.postJson(API, "{\"previousExpiresIn\":\"0s\"}");
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.body()).contains("names the file hook-secret");
		assertThat(admin.delete(API).statusCode()).isEqualTo(204);

		Files.writeString(server.home().resolve("apps/blog/app.yml"), before);
		named(null);
	}

	private static void named(String hook) {
		if (hook != null) {
			server.file("blog", "app.yml", "hook: " + hook + "\n");
		}
		await().until(() -> server.bean(Apps.class)
			.find(new AppId("blog"))
			.filter((app) -> app.hook() != null && (app.hook().secretFile() != null) == (hook != null))
			.isPresent());
	}

	@Test
	void nothingIsDeployedWhileTheAppCannotBeRead() throws Exception {
		String secret = made("shop", "0s");
		server.file("shop", "app.yml", "hook: {branches: [\n");
		await().until(() -> server.bean(Apps.class)
			.find(new AppId("shop"))
			.filter((app) -> !app.problems().isEmpty())
			.isPresent());

		assertThat(push("shop", secret)).isEqualTo(401);

		server.file("shop", "app.yml", "name: Shop\n");
		await().until(() -> server.bean(Apps.class)
			.find(new AppId("shop"))
			.filter((app) -> app.problems().isEmpty())
			.isPresent());
		assertThat(push("shop", secret)).isEqualTo(202);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "[]", "null", "{\"previousExpiresIn\":\"\"}", "{\"previousExpiresIn\":\"soon\"}",
			"{\"previousExpiresIn\":\"-1h\"}", "{\"previousExpiresIn\":\"8d\"}",
			"{\"previousExpiresIn\":\"999999999999999999d\"}" })
	void whoeverReplacesItSaysWhatBecomesOfTheOneBefore(String json) {
		HttpResponse<String> answer = admin.postJson(API, json);

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("Say how long the old secret stays valid");
		assertThat(rows("hook_secret")).isZero();
	}

	@Test
	void onlyAnAdministratorInASessionMakesIt() {
		Client dan = server.viewer("dan");
		TokenClient token = TokenClient.made(admin, "{\"name\":\"ci\",\"scopes\":[\"read\",\"press\"]}");

		assertThat(dan.postJson(API, "{\"previousExpiresIn\":\"0s\"}").body()).contains("Only administrators");
		assertThat(dan.get("/apps/blog/hook").body()).contains("Only administrators can make a secret.")
			.doesNotContain("/hook/secret");
		for (String method : new String[] { "POST", "DELETE" }) {
			HttpResponse<String> answer = token.send(method, API);
			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.body()).contains("A token cannot make or remove the secret of a webhook.");
		}
		assertThat(rows("hook_secret")).isZero();
	}

	@Test
	void thePageShowsItOnce() {
		HttpResponse<String> page = admin.post("/apps/blog/hook/secret");
		String secret = secretIn(page).orElseThrow();

		assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
		assertThat(push("blog", secret)).isEqualTo(202);
		HttpResponse<String> replaced = admin.post("/apps/blog/hook/secret", Map.of("previous", "1h"));
		assertThat(push("blog", secret)).isEqualTo(202);
		assertThat(push("blog", secretIn(replaced).orElseThrow())).isEqualTo(202);
		assertThat(admin.post("/apps/blog/hook/secret", Map.of("previous", "soon")).body())
			.contains("Say how long the old secret stays valid");
		for (String path : new String[] { "/apps/blog/hook", "/apps/blog", "/api/apps/blog", "/audit", "/about" }) {
			assertThat(secretIn(admin.get(path))).as(path).isEmpty();
		}
		assertThat(server.bean(JdbcClient.class)
			.sql("SELECT attribute_bytes FROM spring_session_attributes")
			.query(byte[].class)
			.list()).allSatisfy((bytes) -> assertThat(new String(bytes)).doesNotContain(secret));
		assertThat(admin.submit("/apps/blog/hook/secret/remove")).contains("The secret has been removed.");
		assertThat(admin.submit("/apps/blog/hook/secret/remove")).contains("This app has no secret any more.");
	}

	private static Optional<String> secretIn(HttpResponse<String> page) {
		Matcher matcher = SECRET.matcher(page.body().replace("&#43;", "+"));
		return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
	}

	@Test
	void verifiesEachSignatureByTheSameWork() {
		Apps apps = server.bean(Apps.class);
		ValidSecrets secrets = server.bean(ValidSecrets.class);
		made("blog", "0s");

		assertThat(secrets.of(null)).hasSize(2);
		assertThat(secrets.of(apps.find(new AppId("blog")).orElseThrow())).hasSize(2);
		assertThat(secrets.of(apps.find(new AppId("shop")).orElseThrow())).isEqualTo(secrets.of(null));
		made("blog", "24h");
		assertThat(secrets.of(apps.find(new AppId("blog")).orElseThrow())).hasSize(2)
			.doesNotContainAnyElementsOf(secrets.of(null));
	}

}
