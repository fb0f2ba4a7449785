package io.strapper.notify;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.strapper.app.NoticeEvent;
import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** What receivers are told of runs, and how often it is tried. */
class NoticeTests {

	private static final String SECRET = "whsec_dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q=";

	private static final String ALL = "on: [started, waiting, succeeded, recovered, failed]";

	@RunningServer({ "--strapper.notify.internal=127.0.0.1", "--strapper.notify.retries=50ms,50ms",
			"--strapper.public-url=https://deploy.example.org/s/", "--strapper.input-timeout=never" })
	private static Server server;

	private static Client admin;

	@AutoClose
	private final Receiver receiver = new Receiver();

	@BeforeAll
	static void start() {
		admin = server.admin();
	}

	private void app(String app, String on, String... deploy) {
		Channelled.secret(server, app, "hook-key", SECRET);
		Channelled.app(server, app, "{ops: {type: webhook, url: \"%s\", secret-file: hook-key, %s}}"
			.formatted(this.receiver.url("/in?x=1"), on), deploy);
	}

	@Test
	void aFailureIsToldWithAllThatMatters() {
		app("blog", "on: failed", "echo fine", "echo 'error: no such host: db'", "exit 3");
		long run = admin.app("blog").press("deploy");

		Receiver.Got got = this.receiver.awaited(1);

		assertThat(got.path()).isEqualTo("/in?x=1");
		assertThat(got.header("Content-Type")).isEqualTo("application/json");
		assertThat(got.json().get("type").asString()).isEqualTo("run.failed");
		JsonNode data = got.json().get("data");
		assertThat(data.get("title").asString()).isEqualTo("The blog: deploy #%d failed".formatted(run));
		assertThat(data.get("app").asString()).isEqualTo("blog");
		assertThat(data.get("action").asString()).isEqualTo("deploy");
		assertThat(data.get("number").asLong()).isEqualTo(run);
		assertThat(data.get("status").asString()).isEqualTo("failed");
		assertThat(data.get("exitCode").asInt()).isEqualTo(3);
		assertThat(data.get("startedBy").asString()).isEqualTo("admin");
		assertThat(data.get("durationMs").asLong()).isPositive();
		assertThat(data.get("link").asString()).isEqualTo("https://deploy.example.org/s/apps/blog/runs/" + run);
		assertThat(data.get("firstError").asString()).isEqualTo("error: no such host: db");
		assertThat(Channelled.settled(server, "blog", 1)).singleElement().satisfies((notice) -> {
			assertThat(notice.state()).isEqualTo(Notice.State.SENT);
			assertThat(notice.tries()).isEqualTo(1);
		});
	}

	@Test
	void eachEventIsToldOnceAndRecoveryInPlaceOfSuccess() {
		app("shop", ALL, "[ $STRAPPER_RUN != 1 ]");
		for (int i = 0; i < 3; i++) {
			admin.app("shop").deployed();
			Channelled.settled(server, "shop", 2 * i + 2);
		}

		assertThat(events("shop")).containsExactly("1 started", "1 failed", "2 started", "2 recovered", "3 started",
				"3 succeeded");
		assertThat(this.receiver.got()).extracting((got) -> got.json().get("type").asString())
			.containsExactlyInAnyOrder("run.started", "run.failed", "run.started", "run.recovered", "run.started",
					"run.succeeded");
	}

	@Test
	void aCancelledRunIsNotToldAndDoesNotHideARecovery() {
		app("cut", "on: [failed, recovered]", "case $STRAPPER_RUN in 1) exit 1;; 2) sleep 60;; esac");
		admin.app("cut").deployed();
		long second = admin.app("cut").press("deploy");
		admin.post("/api/apps/cut/runs/" + second + "/cancel");
		admin.app("cut").ended(second);
		admin.app("cut").deployed();
		Channelled.settled(server, "cut", 2);

		assertThat(events("cut")).containsExactly("1 failed", "3 recovered");
	}

	@Test
	void aRunThatWaitsForInputIsToldOnce() {
		app("asks", "on: waiting", "printf 'Continue? [y/N] '; stty -icanon min 1 </dev/tty",
				"while [ \"$key\" != y ]; do key=$(head -c 1 </dev/tty); done");
		long run = admin.app("asks").press("deploy");

		Receiver.Got got = this.receiver.awaited(1);
		admin.post("/api/apps/asks/runs/" + run + "/cancel");
		admin.app("asks").ended(run);

		assertThat(got.json().get("data").get("title").asString()).endsWith("waits for input");
		assertThat(got.json().get("data").get("detail").asString()).contains("Continue? [y/N]");
		assertThat(events("asks")).containsExactly("1 waiting");
	}

	private static List<String> events(String app) {
		return Channelled.notices(server, app)
			.stream()
			.map((notice) -> notice.run() + " " + notice.event().label())
			.toList();
	}

	@Test
	void aHookOfStrapperVerifiesTheSignature() {
		server.file("next", "app.yml", "hook: {secret-file: hook-key}\n");
		Channelled.secret(server, "next", "hook-key", SECRET);
		server.script("next", "deploy", "true");
		Channelled.secret(server, "first", "hook-key", SECRET);
		Channelled.secret(server, "first", "other-key", SECRET.toLowerCase(Locale.ROOT));
		String url = server.url() + "/hooks/next";
		Channelled.app(server, "first", """
				{chain: {type: webhook, url: "%s", secret-file: hook-key, on: succeeded},
				wrong: {type: webhook, url: "%s", secret-file: other-key, on: succeeded}}""".formatted(url, url),
				"true");
		admin.app("first").deployed();
		List<Notice> notices = Channelled.settled(server, "first", 2);

		assertThat(notices).extracting(Notice::channel, Notice::reason)
			.containsExactlyInAnyOrder(tuple("chain", null), tuple("wrong", "The receiver answered 401."));
		assertThat(admin.app("next").ended(1).get("startedBy").asString()).isEqualTo("hook:generic");
	}

	@Test
	void noSecretIsInANotice() {
		Channelled.secret(server, "spills", "token", "Sent1nel'/+\"&given");
		server.file("spills", "app.yml", "name: x\n");
		Channelled.secret(server, "spills", "hook-key", SECRET);
		Channelled.app(server, "spills", """
				{ops: {type: webhook, url: "%s", secret-file: hook-key, on: failed}}
				secrets: {TOKEN: {file: token}}""".formatted(this.receiver.url("/a-secret-path")),
				"echo '::add-mask::Sent1nel-declared'", "echo \"error: $TOKEN, Sent1nel-declared, $(cat hook-key) and "
						+ this.receiver.url("/a-secret-path") + "\"",
				"exit 1");
		admin.app("spills").deployed();

		String body = this.receiver.awaited(1).body();

		assertThat(body).contains("error: ****")
			.doesNotContain("Sent1nel", "given", "a-secret-path", SECRET, SECRET.substring(8, 20));
		assertThat(Channelled.settled(server, "spills", 1).toString()).doesNotContain("Sent1nel", "a-secret-path");
	}

	@Test
	void whatIsRefusedComesAgainWithTheSameIdentifierUntilItIsTaken() {
		app("again", "on: failed", "exit 1");
		this.receiver.answers((number) -> (number < 3) ? 503 : 204);
		admin.app("again").deployed();
		Notice notice = Channelled.settled(server, "again", 1).get(0);

		assertThat(notice.state()).isEqualTo(Notice.State.SENT);
		assertThat(notice.tries()).isEqualTo(3);
		assertThat(notice.reason()).isNull();
		assertThat(this.receiver.got()).hasSize(3)
			.extracting((got) -> got.header("webhook-id"))
			.containsOnly(notice.message());
	}

	@Test
	void whatIsNeverTakenIsGivenUpWithTheReason() {
		app("never", "on: failed", "exit 1");
		this.receiver.answers((number) -> 500);
		admin.app("never").deployed();
		Notice notice = Channelled.settled(server, "never", 1).get(0);

		assertThat(notice.state()).isEqualTo(Notice.State.FAILED);
		assertThat(notice.tries()).isEqualTo(3);
		assertThat(notice.due()).isNull();
		assertThat(notice.reason()).isEqualTo("The receiver answered 500.");
		assertThat(this.receiver.got()).hasSize(3);
	}

	@Test
	void aReceiverThatIsGoneIsNotTriedAgain() {
		app("gone", "on: failed", "exit 1");
		this.receiver.answers((number) -> 410);
		admin.app("gone").deployed();

		assertThat(Channelled.settled(server, "gone", 1)).singleElement().satisfies((notice) -> {
			assertThat(notice.state()).isEqualTo(Notice.State.FAILED);
			assertThat(notice.tries()).isEqualTo(1);
		});
	}

	@Test
	void aRedirectIsNotFollowed() {
		app("moved", "on: failed", "exit 1");
		this.receiver.answers((number) -> 302);
		admin.app("moved").deployed();

		assertThat(Channelled.settled(server, "moved", 1).get(0).reason()).contains("302", "No redirect is followed");
		assertThat(this.receiver.got()).extracting(Receiver.Got::path).containsOnly("/in?x=1");
	}

	@Test
	void aSecretFileThatOthersCanReadIsNotUsed() throws Exception {
		app("open", "on: failed", "exit 1");
		Files.setPosixFilePermissions(server.home().resolve("apps/open/hook-key"),
				PosixFilePermissions.fromString("rw-r--r--"));
		admin.app("open").deployed();

		assertThat(Channelled.settled(server, "open", 1).get(0).reason())
			.isEqualTo("Others on this machine can read or change hook-key. Run `chmod 600 apps/open/hook-key`.");
		assertThat(this.receiver.got()).isEmpty();
	}

	@Test
	void aSlowReceiverDelaysNoOtherAndNoRun() {
		CountDownLatch gate = new CountDownLatch(1);
		app("slow", ALL, "true");
		this.receiver.holds(gate);
		try (Receiver quick = new Receiver()) {
			Channelled.secret(server, "quick", "hook-key", SECRET);
			Channelled.app(server, "quick",
					"{webhook: {url: \"%s\", secret-file: hook-key, on: succeeded}}".formatted(quick.url("/")), "true");
			for (int i = 0; i < 5; i++) {
				admin.app("slow").deployed();
			}
			admin.app("quick").deployed();
			quick.awaited(1);

			assertThat(this.receiver.got()).as("one at a time").hasSize(1);
			assertThat(Channelled.notices(server, "slow")).hasSize(10)
				.allSatisfy((notice) -> assertThat(notice.state()).isEqualTo(Notice.State.WAITING));
		}
		finally {
			gate.countDown();
		}
		Channelled.settled(server, "slow", 10);
		assertThat(this.receiver.got()).hasSize(10);
	}

	@Test
	void noMoreThanAFewAreSentAtOnce() {
		List<Receiver> receivers = IntStream.range(0, 20).mapToObj((i) -> new Receiver()).toList();
		CountDownLatch gate = new CountDownLatch(1);
		try {
			StringBuilder channels = new StringBuilder();
			for (int i = 0; i < receivers.size(); i++) {
				receivers.get(i).holds(gate);
				channels.append("%s c%d: {type: webhook, url: \"%s\", secret-file: hook-key, on: failed}"
					.formatted((i > 0) ? "," : "", i, receivers.get(i).url("/")));
			}
			Channelled.secret(server, "many", "hook-key", SECRET);
			Channelled.app(server, "many", "{" + channels + "}", "exit 1");
			admin.app("many").deployed();
			await().until(() -> arrived(receivers) == 8);
			await().during(300, TimeUnit.MILLISECONDS).until(() -> arrived(receivers) == 8);
		}
		finally {
			gate.countDown();
		}

		Channelled.settled(server, "many", 20);
		assertThat(arrived(receivers)).isEqualTo(20);
		receivers.forEach(Receiver::close);
	}

	private static int arrived(List<Receiver> receivers) {
		return receivers.stream().mapToInt((receiver) -> receiver.got().size()).sum();
	}

	@Test
	void theOutboxIsBoundedInRowsAndAge() {
		app("bounded", "on: failed", "true");
		Channel channel = server.bean(Channels.class).find("bounded", "ops").orElseThrow();
		Outbox outbox = server.bean(Outbox.class);
		this.receiver.holds(new CountDownLatch(1));
		for (long run = 1; run <= 250; run++) {
			outbox.add(channel, NoticeEvent.FAILED, "bounded", run, null, Duration.ofHours(1));
		}
		List<Notice> notices = Channelled.notices(server, "bounded");

		assertThat(notices.get(199).state()).isEqualTo(Notice.State.WAITING);
		assertThat(notices.get(200).state()).isEqualTo(Notice.State.FAILED);
		assertThat(notices.get(200).reason()).isEqualTo("Too many notices wait for this channel.");
		JdbcClient jdbc = server.bean(JdbcClient.class);
		jdbc.sql("UPDATE notice SET at = :then WHERE run <= 100 AND app = 'bounded'")
			.param("then", OffsetDateTime.now().minusDays(31))
			.update();
		outbox.forget();
		assertThat(Channelled.notices(server, "bounded")).hasSize(150);
		jdbc.sql("UPDATE notice SET id = id + 20000 WHERE run > 200 AND app = 'bounded'").update();
		outbox.forget();
		assertThat(Channelled.notices(server, "bounded")).hasSize(50);
		jdbc.sql("DELETE FROM notice").update();
	}

}
