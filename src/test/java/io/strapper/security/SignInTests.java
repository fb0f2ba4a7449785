package io.strapper.security;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.user.CountedHashing;
import io.strapper.user.LocalPasswords;
import io.strapper.user.Role;
import io.strapper.user.Users;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SignInTests {

	@RunningServer(parts = CountedHashing.class)
	private static Server server;

	private final Client browser = server.client();

	@BeforeAll
	static void start() {
		server.bean(Users.class).add("ann", "ann's password", Role.VIEWER);
		server.bean(Users.class).add("eve", "eve's password", Role.ADMIN);
		server.bean(Users.class).disable("eve");
	}

	@Test
	void leadsToThePageThatWasWanted() {
		assertThat(Client.location(this.browser.get("/apps/blog/runs/12?wrap=on"))).isEqualTo("/login");

		assertThat(Client.location(this.browser.tryToSignIn("ann", "ann's password")))
			.isEqualTo("/apps/blog/runs/12?wrap=on");
	}

	@Test
	void aPollIsNoPageToComeBackTo() {
		this.browser.poll("/api/apps");
		this.browser.poll("/apps/blog");

		assertThat(this.browser.cookies()).isEmpty();
		assertThat(Client.location(this.browser.tryToSignIn("ann", "ann's password"))).isEqualTo("/");
	}

	@Test
	void aNameIsTheSameInAnyCase() {
		this.browser.signIn(" Ann ", "ann's password");

		assertThat(server.bean(Users.class).all()).filteredOn((user) -> user.name().equals("ann"))
			.singleElement()
			.satisfies((ann) -> assertThat(ann.lastSignInAt()).isAfter(ann.createdAt()));
	}

	@ParameterizedTest
	@CsvSource({ "ann, wrong password", "nobody, ann's password", "eve, eve's password", "'', ''",
			"<script>, ann's password" })
	void everyFailureIsAnsweredTheSame(String name, String password) {
		CountedHashing hashing = server.bean(CountedHashing.class);
		int before = hashing.comparisons();
		HttpResponse<String> response = this.browser.tryToSignIn(name, password);

		assertThat(hashing.comparisons()).as("and takes the same time").isEqualTo(before + 1);
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(Client.location(response)).isEqualTo("/login?error");
		assertThat(this.browser.get("/login?error").body()).contains("<h1>Sign in</h1>");
		assertThat(this.browser.isSignedIn()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "Lw", "Ly9ldmlsLmV4YW1wbGU=", "aHR0cDovL2V2aWwuZXhhbXBsZS8=", "aHR0cDovL1s=",
			"L1wvZXZpbC5leGFtcGxl", "JXp6" })
	void noCookieLeadsElsewhereAfterASignIn(String cookie) {
		this.browser.get("/login");
		this.browser.add("REDIRECT_URI", cookie);

		assertThat(Client.location(this.browser.tryToSignIn("ann", "ann's password"))).isEqualTo("/");
	}

	@Test
	void anAddressThatIsTooLongIsNotKept() {
		this.browser.get("/apps/blog?x=" + "y".repeat(500));

		assertThat(this.browser.cookies()).isEmpty();
	}

	@Test
	void theSessionBeginsWithTheSignIn() {
		this.browser.get("/login");
		assertThat(this.browser.cookies()).extracting(HttpCookie::getName).allMatch((name) -> name.startsWith("CSRF-"));

		HttpResponse<String> answer = this.browser.tryToSignIn("ann", "ann's password");

		assertThat(answer.headers().allValues("Set-Cookie")).filteredOn((cookie) -> cookie.startsWith("SESSION-"))
			.singleElement()
			.asString()
			.contains("Path=/", "SameSite=Lax", "HttpOnly")
			.doesNotContain("Max-Age");
		assertThat(server.bean(JdbcClient.class)
			.sql("SELECT max_inactive_interval FROM spring_session")
			.query(Integer.class)
			.list()).isNotEmpty().containsOnly(12 * 60 * 60);
	}

	@Test
	void strangersWriteNothingToTheDatabase() throws IOException {
		JdbcClient jdbc = server.bean(JdbcClient.class);
		Path file = server.home().resolve("db/strapper.mv.db");
		this.browser.get("/login");
		long rows = jdbc.sql("SELECT count(*) FROM spring_session").query(Long.class).single();
		FileTime written = Files.getLastModifiedTime(file);
		long size = Files.size(file);

		for (int i = 0; i < 1000; i++) {
			Client stranger = server.client();
			stranger.get("/apps/x" + i);
			stranger.get("/login");
			stranger.postForged("/login", Map.of("username", "ann", "password", "x"));
		}

		assertThat(jdbc.sql("SELECT count(*) FROM spring_session").query(Long.class).single()).isEqualTo(rows);
		assertThat(Files.size(file)).isEqualTo(size);
		assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
	}

	@Test
	void aSignInUnderWayDoesNotOutliveTheNewPassword() throws Exception {
		server.bean(Users.class).add("ida", "ida's password", Role.VIEWER);
		LocalPasswords passwords = server.bean(LocalPasswords.class);
		CountedHashing hashing = server.bean(CountedHashing.class);
		this.browser.get("/login");
		CountDownLatch changed = new CountDownLatch(1);
		hashing.afterNextComparison(() -> passwords.change("ida", "ida's new password", null), changed);

		this.browser.signIn("ida", "ida's password");

		assertThat(changed.getCount()).as("changed after the old one was found right").isZero();
		assertThat(this.browser.isSignedIn()).isFalse();
		assertThat(new Client(server.url()).signIn("ida", "ida's new password").isSignedIn()).isTrue();
	}

	@Test
	void aSessionOfARemovedUserIsNotTheNewUsersOfThatName() {
		Users users = server.bean(Users.class);
		users.add("joe", "joe's password", Role.VIEWER);
		this.browser.signIn("joe", "joe's password");
		String hash = "SELECT password FROM users WHERE name = 'joe'";
		String before = server.bean(JdbcClient.class).sql(hash).query(String.class).single();

		// As if the session had been stored after it was looked for
		server.bean(JdbcClient.class).sql("DELETE FROM users WHERE name = 'joe'").update();
		users.add("joe", "joe's password", Role.ADMIN);

		assertThat(server.bean(JdbcClient.class).sql(hash).query(String.class).single()).isNotEqualTo(before);
		await().until(() -> !this.browser.isSignedIn());
	}

	@Test
	void twoServersOnOneHostDoNotSignEachOtherOut(@TempDir Path other) {
		try (Server second = Server.start(other)) {
			this.browser.signIn("ann", "ann's password");
			this.browser.turnTo(second.url());
			this.browser.signIn("admin", Server.PASSWORD);

			assertThat(this.browser.isSignedIn()).isTrue();
			this.browser.turnTo(server.url());
			assertThat(this.browser.isSignedIn()).isTrue();
		}
	}

	@Test
	void noSessionLastsForEver() {
		JdbcClient jdbc = server.bean(JdbcClient.class);
		jdbc.sql("DELETE FROM spring_session").update();
		this.browser.signIn("ann", "ann's password");
		String age = "UPDATE spring_session SET creation_time = creation_time - :age";

		jdbc.sql(age).param("age", Duration.ofDays(29).toMillis()).update();
		assertThat(this.browser.isSignedIn()).isTrue();

		jdbc.sql(age).param("age", Duration.ofDays(1).toMillis()).update();
		assertThat(this.browser.isSignedIn()).isFalse();
	}

	@Test
	void aPollIsNotedOnceAMinute() {
		JdbcClient jdbc = server.bean(JdbcClient.class);
		jdbc.sql("DELETE FROM spring_session").update();
		this.browser.signIn("ann", "ann's password");
		Supplier<Long> noted = () -> jdbc.sql("SELECT last_access_time FROM spring_session").query(Long.class).single();
		long signIn = noted.get();

		this.browser.get("/account");
		assertThat(noted.get()).isEqualTo(signIn);

		jdbc.sql("UPDATE spring_session SET last_access_time = last_access_time - 61000").update();
		this.browser.get("/account");
		assertThat(noted.get()).isGreaterThan(signIn);
	}

	@Test
	void whoIsSignedInNeedsNoSignInPage() {
		this.browser.signIn("ann", "ann's password");

		assertThat(Client.location(this.browser.get("/login"))).isEqualTo("/");
	}

	@Test
	void signsOut() {
		this.browser.signIn("ann", "ann's password");

		assertThat(Client.location(this.browser.post("/logout"))).isEqualTo("/login?logout");
		assertThat(this.browser.isSignedIn()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/account", "/users", "/apps/blog", "/error", "/actuator", "/actuator/env",
			"/h2-console", "/nowhere", "/cssx", "/login/" })
	void aStrangerIsLedToTheSignInPage(String path) {
		assertThat(Client.location(this.browser.get(path))).isEqualTo("/login");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/apps", "/api/apps/blog/runs/1/log", "/api/nowhere", "/ws" })
	void aStrangersProgramIsToldInASentence(String path) {
		HttpResponse<String> response = this.browser.poll(path);

		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(response.body()).contains("\"status\":401")
			.contains("\"title\":\"Unauthorized\"")
			.contains("\"detail\":\"You are not signed in. Sign in at /login.\"");
	}

	@ParameterizedTest
	@CsvSource({ "/css/x.css, 404", "/js/x.js, 404", "/icons/x.svg, 404", "/webjars/x/y.js, 404", "/favicon-x.svg, 404",
			"/actuator/health, 200" })
	void whatThePagesAreMadeOfIsThereForAll(String path, int status) {
		HttpResponse<String> response = this.browser.poll(path);

		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@Test
	void aStrangerGetsAllThatTheSignInPageLinksTo() throws IOException {
		Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:/static/**/*.*");

		assertThat(files).isNotEmpty().allSatisfy((file) -> {
			String path = file.getURL().getPath();
			assertThat(this.browser.get(path.substring(path.indexOf("/static/") + 7)).statusCode()).isEqualTo(200);
		});
	}

	@Test
	void everyAnswerIsGuarded() {
		for (HttpResponse<String> response : List.of(this.browser.get("/login"), this.browser.poll("/api/apps"),
				this.browser.get("/css/x.css"))) {
			assertThat(response.headers().map()).containsAllEntriesOf(Map.of("content-security-policy",
					List.of("default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
							+ "img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; "
							+ "base-uri 'none'; frame-ancestors 'none'"),
					"x-content-type-options", List.of("nosniff"), "x-frame-options", List.of("DENY"), "referrer-policy",
					List.of("same-origin"), "permissions-policy",
					List.of("camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
					"cross-origin-opener-policy", List.of("same-origin"), "cross-origin-resource-policy",
					List.of("same-origin")));
		}
	}

	@Test
	void aFormWithoutItsTokenIsRefusedWithASentence() {
		this.browser.signIn("ann", "ann's password");

		HttpResponse<String> page = this.browser.postForged("/apps/blog/deploy", Map.of());
		HttpResponse<String> program = this.browser.postForged("/api/apps/blog/deploy", Map.of());

		assertThat(page.statusCode()).isEqualTo(403);
		assertThat(page.body()).contains("This page is out of date. Reload it and try again.");
		assertThat(program.statusCode()).isEqualTo(403);
		assertThat(program.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(program.body()).contains("Reload it and try again");
	}

	@Test
	void aFormWhoseSessionHasEndedLeadsToTheSignInPage() {
		assertThat(Client.location(this.browser.postForged("/apps/blog/deploy", Map.of()))).isEqualTo("/login?expired");
		assertThat(Client
			.location(this.browser.postForged("/login", Map.of("username", "ann", "password", "ann's password"))))
			.isEqualTo("/login?expired");
		assertThat(this.browser.postForged("/api/apps/blog/deploy", Map.of()).statusCode()).isEqualTo(401);
	}

	@Test
	void sessionsOutliveTheServer(@TempDir Path other) {
		Client reader;
		try (Server before = Server.start(other)) {
			reader = before.admin();
		}
		try (Server after = Server.start(other)) {
			reader.turnTo(after.url());
			assertThat(reader.isSignedIn()).isTrue();
		}
	}

}
