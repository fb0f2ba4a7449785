package io.strapper.hook;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.testing.Forge;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.TurnableClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Strangers who deliver. */
class ForgedHookTests {

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	private static final String BODY = "{\"ref\":\"refs/heads/main\",\"after\":\"1234\"}";

	@RunningServer(parts = TurnableClock.class)
	private static Server server;

	private Forge forge;

	@BeforeAll
	static void start() throws IOException {
		for (String app : new String[] { "blog", "other", "signed", "guessed" }) {
			server.file(app, "hook-secret", app + SECRET);
			Files.setPosixFilePermissions(server.home().resolve("apps/" + app + "/hook-secret"),
					PosixFilePermissions.fromString("rw-------"));
			server.file(app, "app.yml", "hook: {secret-file: hook-secret}\n");
			server.script(app, "deploy", "true");
			await().until(() -> server.bean(Apps.class)
				.find(new AppId(app))
				.filter((it) -> it.hook() != null && it.hook().secretFile() != null)
				.isPresent());
		}
		server.script("none", "deploy", "true");
	}

	@BeforeEach
	void forgetGuesses() {
		server.bean(TurnableClock.class).turn(Duration.ofHours(2));
		this.forge = new Forge(server.url(), "blog" + SECRET);
	}

	@ParameterizedTest(name = "{0} {1}: {2}")
	@CsvSource({ "blog, X-GitHub-Event,", "blog, X-GitHub-Event, sha256=", "blog, X-GitHub-Event, sha256=00",
			"blog, X-Gitea-Event, 00", "blog, X-Event-Key, sha256=00", "blog, X-Gitlab-Event, 00",
			"blog, X-Nothing, 00", "gone, X-GitHub-Event, sha256=00", "none, X-GitHub-Event, sha256=00",
			"..%2Fblog, X-GitHub-Event, sha256=00" })
	void allThatIsWrongIsAnsweredTheSame(String app, String event, String signature) {
		String value = (signature != null) ? signature : " ";

		HttpResponse<String> answer = this.forge.post(app, BODY, event, "push", "X-Hub-Signature-256", value,
				"X-Hub-Signature", value, "X-Gitea-Signature", value, "X-Gitlab-Token", value);

		if (!app.startsWith("..")) {
			assertThat(answer.statusCode()).isEqualTo(401);
			assertThat(answer.body()).contains("The signature is missing or wrong.");
		}
		assertThat(answer.statusCode()).isBetween(400, 499);
		assertThat(server.admin().json("/api/apps/blog").get("run").isNull()).isTrue();
	}

	@Test
	void theSecretOfAnotherAppAndAnotherBodyAreWrong() {
		Forge signed = new Forge(server.url(), "signed" + SECRET);
		Forge other = new Forge(server.url(), "other" + SECRET);

		assertThat(other.github("signed", "push", BODY).statusCode()).isEqualTo(401);
		assertThat(signed
			.post("signed", BODY + " ", "X-GitHub-Event", "push", "X-Hub-Signature-256", "sha256=" + signed.hex(BODY))
			.statusCode()).isEqualTo(401);
		assertThat(signed.github("signed", "push", BODY).statusCode()).isEqualTo(202);
	}

	@Test
	void whoeverTriesManyWaitsButNoForge() {
		Forge guessed = new Forge(server.url(), "guessed" + SECRET);
		server.bean(TurnableClock.class).stop();
		HttpResponse<String> last = null;
		for (int i = 0; i < 60 && (last == null || last.statusCode() == 401); i++) {
			last = guessed.post("guessed", BODY, "X-GitHub-Event", "push");
		}

		assertThat(last).isNotNull().extracting(HttpResponse::statusCode).isEqualTo(429);
		assertThat(last.headers().firstValueAsLong("Retry-After")).isPresent();
		assertThat(guessed.github("guessed", "push", BODY).statusCode()).isEqualTo(202);
		assertThat(server.admin().get("/api/audit").body()).contains("failed hook:github");
	}

}
