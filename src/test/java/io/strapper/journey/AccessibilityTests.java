package io.strapper.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.strapper.testing.Client;
import io.strapper.testing.History;
import io.strapper.testing.ManyApps;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openqa.selenium.By;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * axe-core finds nothing to complain about on any page, in any state, in both themes, on
 * a desktop and on a phone. {@code -Dscreens=folder} keeps a picture of each.
 */
class AccessibilityTests {

	/** No WebSocket opens, which is noticed soon. */
	private static final String BLOCK_SOCKETS = """
			const [Real, after] = [window.WebSocket, window.setTimeout];
			window.WebSocket = class extends Real {
			  constructor(address, protocols) { super(String(address).replace(/ws$/, 'nowhere'), protocols); }
			};
			window.setTimeout = (work, pause) => after(work, pause / 10);""";

	@RunningServer({ "--strapper.live.time-tolerance=1m", "--strapper.silence-timeout=5m",
			"--strapper.notify.channels.ops.type=email", "--strapper.notify.channels.ops.to=ops@example.org",
			"--spring.security.oauth2.client.registration.house.client-id=strapper",
			"--spring.security.oauth2.client.registration.house.client-name=House",
			"--spring.security.oauth2.client.provider.house.issuer-uri=http://127.0.0.1:1" })
	private static Server server;

	private static Client admin;

	@AutoClose
	private static Page page;

	/** The path of a link to lines. */
	private static String shared = "";

	@BeforeAll
	static void start() throws IOException {
		ManyApps.make(server, 40);
		server.script("colours", "deploy", "for i in 31 32 33 34 35 36 90 '2' '2;32' '30;42' '97;41' '7;33'; do",
				"printf '\\033[%sm PASS \\033[0m needle %s\\n' $i $i; done", "sleep 1.2", "echo after a pause");
		server.script("colours", "stop", "true");
		server.script("colours", "destroy", "true");
		server.file("colours", "app.yml", "name: Colours\ndescription: All of them\nurl: https://example.org/\n");
		server.script("failing", "deploy", "echo it goes wrong", "exit 42");
		server.script("groups", "deploy", "echo '##strapper[group] Fetch'", "sleep 1.1", "echo fetched",
				"echo '##strapper[endgroup]'", "echo '##strapper[group] Build'", "seq -f 'step %g' 40",
				"echo '##strapper[group] Compile'", "echo 'warning: slow'", "echo 'src/a.c:1:2: error: expected ;'",
				"echo 'src/a.c:9:2: error: expected ;'", "echo '##strapper[endgroup]'", "exit 2");
		server.script("changed", "deploy", "date", "echo built in $STRAPPER_RUN.2s", "seq -f 'step %g' 300",
				"[ $STRAPPER_RUN = 1 ] && echo all tests passed",
				"[ $STRAPPER_RUN = 1 ] || { seq -f 'trying %g' 3; echo 'error: no such host: db.example.com'; exit 1; }");
		server.script("endless", "deploy", "echo begun", "sleep 600");
		server.script("steady", "deploy", "[ $STRAPPER_RUN -lt 4 ] || sleep 600");
		server.script("never", "deploy", "true");
		server.script("broken", "deploy", "true");
		Files.delete(server.home().resolve("apps/broken/deploy"));
		server.file("Bad Name", "deploy", "");
		pastRuns();
		admin = server.admin();
		admin.post("/users", Map.of("username", "ann", "password", "long enough to watch", "role", "VIEWER"));
		admin.post("/users/ann/groups", Map.of("groups", "ops, support"));
		run("colours", "succeeded");
		run("failing", "failed");
		run("groups", "failed");
		for (int i = 0; i < 3; i++) {
			admin.app("steady").deployed();
		}
		admin.app("steady").press("deploy");
		run("endless", "running");
		admin.app("changed").deployed();
		admin.app("changed").deployed();
		page = new Page(server.url());
	}

	private static void pastRuns() {
		server.script("shop", "deploy", "true");
		History history = new History(server);
		String[] statuses = { "failed", "cancelled", "timed-out", "lost" };
		for (int i = 100; i > 0; i--) {
			String action = (i % 11 == 0) ? "stop" : "deploy";
			history.run("shop", action, (i % 6 == 0) ? statuses[i / 6 % 4] : "succeeded", (i % 3 == 0) ? "ann" : "bob",
					Duration.ofHours(7 * i), Duration.ofSeconds((i == 25) ? 4000 : 40 + i * 37 % 23 + (i % 17) * 3));
		}
	}

	private static void run(String app, String status) {
		admin.app(app).press("deploy");
		await().until(() -> admin.app(app).status(1), status::equals);
	}

	/** Each state by its name, and how to get there from the one before. */
	private static Map<String, Runnable> states() {
		Map<String, Runnable> states = new LinkedHashMap<>();
		states.put("sign-in", () -> page.open("/login"));
		states.put("sign-in refused by a provider", () -> page.open("/login?problem=no-group"));
		states.put("sign-in refused", () -> {
			page.open("/login");
			page.driver().findElement(By.name("username")).sendKeys("ann");
			page.driver().findElement(By.name("password")).sendKeys("wrong");
			click("button[type=submit]");
			page.awaitText(".bar", "Wrong");
		});
		states.put("dashboard", () -> {
			page.signIn("admin", Server.PASSWORD).open("/");
			await().until(() -> page.attribute("[data-app=endless] .state", "textContent").strip(),
					"Deploying"::equals);
		});
		states.put("dashboard of some", () -> page.open("/?q=internal&state=failed"));
		states.put("dashboard without a match", () -> {
			page.driver().findElement(By.name("q")).sendKeys(" nothing");
			page.awaitText("#no-match", "No app matches.");
		});
		states.put("menu", () -> click(".me"));
		states.put("add an app", () -> {
			page.open("/?q=colours");
			click("[commandfor=add]");
		});
		states.put("destroy", () -> {
			page.open("/?q=colours");
			click("[commandfor=destroy-colours]");
		});
		states.put("what happened", () -> page.open("/activity"));
		states.put("nothing happened", () -> page.open("/activity?who=nobody"));
		states.put("history", () -> page.open("/apps/shop/history"));
		states.put("older bars of the history", () -> {
			page.driver().executeScript("document.querySelector('.plot .scroll').scrollLeft = -999");
			page.driver().executeScript("document.querySelector('.plot .scroll').scrollIntoView()");
		});
		states.put("history without a match", () -> page.open("/apps/shop/history?who=nobody"));
		states.put("failed again", () -> {
			page.open("/apps/changed");
			page.awaitShown("no such host");
		});
		states.put("compared", () -> page.open("/apps/changed/runs/2/compare"));
		states.put("compared with itself", () -> page.open("/apps/changed/runs/2/compare?with=2"));
		states.put("nothing to compare with", () -> page.open("/apps/changed/runs/1/compare"));
		states.put("never ran", () -> page.open("/apps/never"));
		states.put("broken", () -> page.open("/apps/broken"));
		states.put("running", () -> {
			page.open("/apps/endless");
			page.awaitConnection("Live");
			page.awaitShown("begun");
		});
		states.put("blocked", () -> {
			openAfter(BLOCK_SOCKETS, "/apps/endless");
			page.awaitText("#blocked", "Live updates are blocked");
			page.awaitShown("begun");
		});
		states.put("longer than usual", () -> {
			page.open("/apps/steady");
			page.awaitText(".usual", "longer than usual");
		});
		states.put("longer than usual on the dashboard", () -> {
			page.open("/?q=steady");
			page.awaitText("[data-app=steady] .usual", "longer than usual");
		});
		states.put("failed", () -> {
			page.open("/apps/failing");
			page.awaitShown("it goes wrong");
		});
		states.put("first error", () -> {
			page.open("/apps/groups");
			page.awaitText(".log .rows", "src/a.c:1:2: error");
			page.awaitText(".log .rows", "Fetch");
		});
		states.put("groups", () -> click(".groups-toggle"));
		states.put("succeeded", () -> {
			page.open("/apps/colours/runs/1#L3");
			page.awaitShown("after a pause");
		});
		states.put("search", () -> {
			click(".search-toggle");
			page.driver().findElement(By.cssSelector(".search input")).sendKeys("needle");
			await().until(() -> page.text(".search .found"), (found) -> found.endsWith("of 12"));
		});
		states.put("search refused", () -> {
			click(".search .regex");
			page.driver().findElement(By.cssSelector(".search input")).sendKeys("(");
			await().until(() -> page.text(".search .found"), (found) -> found.contains("missing"));
		});
		states.put("times", () -> {
			click(".times-toggle");
			click("[data-times=gap]");
		});
		states.put("delete log", () -> {
			page.open("/apps/colours/runs/1");
			page.awaitShown("after a pause");
			click("[commandfor=delete-log]");
		});
		states.put("line that is not there", () -> {
			page.open("/login").open("/apps/failing/runs/1#L999");
			page.awaitText("#notice", "There is no line");
		});
		states.put("log deleted", () -> {
			admin.delete("/api/apps/failing/runs/1/log");
			page.open("/login").open("/apps/failing/runs/1");
			page.awaitText("#log-problem", "deleted by admin");
		});
		states.put("users", () -> page.open("/users"));
		states.put("user", () -> click("[commandfor=user-ann]"));
		states.put("user refused", () -> {
			page.driver().findElement(By.cssSelector("#user-ann [name=password]")).sendKeys("short\n");
			page.awaitText("#user-ann .bar", "too short");
		});
		states.put("users by the hundred", () -> {
			addUsers(200);
			page.open("/users");
			page.driver().findElement(By.id("filter")).sendKeys("viewer user-1");
			page.awaitText(".filter .count", "of 202 users");
		});
		states.put("account", () -> page.open("/account"));
		states.put("no webhook", () -> page.open("/apps/colours/hook"));
		states.put("webhook secret made", () -> {
			page.open("/apps/colours/hook");
			click("form[action$=secret] button");
			page.awaitText(".made", "Copy the secret now.");
		});
		states.put("webhook secret replaced", () -> {
			click("form[action$=secret] button");
			page.awaitText(".users", "the old one is valid until");
		});
		states.put("remove a webhook secret", () -> click("[commandfor=remove-secret]"));
		states.put("webhook", () -> {
			deliver("colours");
			page.open("/apps/colours/hook");
			page.awaitText("section:last-of-type", "is not among");
		});
		states.put("no notices", () -> page.open("/apps/never/notices"));
		states.put("notices", () -> {
			addNotices("colours");
			page.open("/apps/colours/notices");
			page.awaitText("section:last-of-type", "Given up");
		});
		states.put("test of a channel", () -> {
			page.open("/notices");
			click("form[action$=test] button");
			page.awaitText(".bar", "The test was not sent");
		});
		states.put("nodes", () -> page.open("/nodes"));
		states.put("tokens", () -> {
			admin.postJson("/api/tokens", "{\"name\":\"ci\",\"scopes\":[\"read\",\"press\"]}");
			admin.postJson("/api/tokens",
					"{\"name\":\"forge\",\"kind\":\"deploy-key\",\"scopes\":[\"press\"],\"apps\":[\"steady\"]}");
			page.open("/account/tokens");
		});
		states.put("revoke a token", () -> click("[commandfor^=revoke-]"));
		states.put("token made", () -> {
			page.open("/account/tokens");
			page.driver().findElement(By.name("name")).sendKeys("laptop\n");
			page.awaitText(".made", "Copy your token now.");
		});
		states.put("share", () -> {
			page.open("/apps/colours/runs/1#L2-L9");
			page.awaitShown("after a pause");
			click(".share-toggle");
		});
		states.put("lines shared", () -> {
			click(".make-link");
			await().until(() -> page.driver().findElement(By.cssSelector(".made-link input")).isDisplayed());
		});
		states.put("share refused", () -> {
			page.driver().findElement(By.cssSelector(".share [name=to]")).sendKeys("999");
			click(".make-link");
			page.awaitText(".share .bar", "Choose lines");
		});
		states.put("shared lines", () -> {
			shared = shares();
			page.open("/account/shares");
		});
		states.put("what a link shows", () -> page.open(shared));
		states.put("what no link shows", () -> {
			server.bean(JdbcClient.class).sql("UPDATE share SET revoked_at = created_at").update();
			page.open(shared);
		});
		states.put("audit", () -> page.open("/audit"));
		states.put("about", () -> page.open("/about"));
		states.put("keys", () -> {
			page.open("/");
			page.driver().findElement(By.tagName("body")).sendKeys("?");
			page.awaitText("#keys", "Search the log");
		});
		states.put("full-screen log", () -> {
			page.open("/apps/colours/runs/1");
			page.awaitShown("after a pause");
			page.driver().findElement(By.tagName("body")).sendKeys("F");
			await().until(() -> page.text(".history"), ""::equals);
		});
		states.put("error", () -> page.open("/nowhere"));
		states.put("password reset", () -> {
			admin.post("/users/ann/password", Map.of("password", "chosen by admin"));
			page.driver().manage().deleteAllCookies();
			page.signIn("ann", "chosen by admin");
			page.awaitText(".bar", "An administrator reset your password.");
		});
		return states;
	}

	/** Deliveries of which each has come to something else. */
	private static void deliver(String app) {
		server.file(app, "app.yml", "hook: {secret-file: secret}\n");
		JdbcClient jdbc = server.bean(JdbcClient.class);
		for (String outcome : new String[] { "started", "waiting", "ignored", "failed" }) {
			jdbc.sql("""
					INSERT INTO hook_delivery (app, at, provider, event, digest, outcome, reason, run, pushed_branch,
					pushed_commit, pushed_author, pushed_message)
					VALUES (:app, CURRENT_TIMESTAMP, 'github', 'push', :outcome, :outcome, :reason, :run, 'main',
					'1a2b3c4d5e6f', 'Ann Lee', 'Fix the colours')
					""")
				.param("app", app)
				.param("outcome", outcome)
				.param("reason", outcome.equals("ignored") ? "The branch topic is not among the `branches`." : null,
						Types.VARCHAR)
				.param("run", outcome.equals("started") ? 1 : null, Types.BIGINT)
				.update();
		}
	}

	/** Links of two users; the path of the second. */
	private static String shares() {
		Client ben = server.viewer("ben");
		for (Client user : List.of(ben, admin)) {
			shared = new JsonMapper()
				.readTree(user.postJson("/api/apps/colours/runs/1/shares", "{\"from\":1,\"to\":12}").body())
				.get("url")
				.asString();
		}
		return shared.substring(server.url().length());
	}

	/** Notices of which each has come to something else. */
	private static void addNotices(String app) {
		server.file(app, "app.yml", "notify: {team-chat: {type: slack, url: \"http://127.0.0.1:9/\", on: started}}\n");
		JdbcClient jdbc = server.bean(JdbcClient.class);
		for (String state : new String[] { "sent", "waiting", "failed" }) {
			jdbc.sql(
					"""
							INSERT INTO notice (message, owner, channel, kind, event, app, run, at, state, tries, due, reason)
							VALUES ('m', :app, 'team-chat', 'slack', :event, :app, 1, CURRENT_TIMESTAMP, :state, 2, :due, :reason)
							""")
				.param("app", app)
				.param("event", state.equals("sent") ? "recovered" : state.equals("waiting") ? "waiting" : "failed")
				.param("state", state)
				.param("due", state.equals("waiting") ? OffsetDateTime.now().plusHours(2) : null,
						Types.TIMESTAMP_WITH_TIMEZONE)
				.param("reason", state.equals("sent") ? null : "The receiver did not answer within 10 seconds.",
						Types.VARCHAR)
				.update();
		}
	}

	private static void addUsers(int count) {
		JdbcClient jdbc = server.bean(JdbcClient.class);
		for (int i = 1; i <= count; i++) {
			jdbc.sql("INSERT INTO users (name, password, role, enabled, created_at) "
					+ "SELECT :name, password, role, enabled, created_at FROM users WHERE name = 'ann'")
				.param("name", "user-" + i)
				.update();
		}
	}

	/** Opens a page in which a script has run before all others. */
	private static void openAfter(String script, String path) {
		Map<String, Object> added = page.driver()
			.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
		page.open(path);
		page.driver().executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", added);
	}

	private static void click(String selector) {
		page.driver().findElement(By.cssSelector(selector)).click();
	}

	@TestFactory
	Stream<DynamicTest> nothingStandsInAnybodysWay() {
		return states().entrySet()
			.stream()
			.map((state) -> DynamicTest.dynamicTest(state.getKey(), () -> check(state.getKey(), state.getValue())));
	}

	private static void check(String state, Runnable way) {
		way.run();

		assertThat(Axe.problems(page, state)).isEmpty();
	}

}
