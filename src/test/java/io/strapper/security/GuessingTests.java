package io.strapper.security;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.strapper.testing.Client;
import io.strapper.testing.Patience;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.TurnableClock;
import io.strapper.user.BoundedHashing;
import io.strapper.user.BusyException;
import io.strapper.user.LocalPasswords;
import io.strapper.user.Role;
import io.strapper.user.Users;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Strangers who guess passwords. */
class GuessingTests {

	private static final String PASSWORD = "ann's password";

	@RunningServer(parts = TurnableClock.class)
	private static Server server;

	private Client stranger;

	@BeforeEach
	void start() {
		// What was guessed before is forgotten, and no pause ends while a test guesses
		server.bean(TurnableClock.class).stop();
		server.bean(TurnableClock.class).turn(Duration.ofHours(2));
		Users users = server.bean(Users.class);
		if (users.exists("ann")) {
			users.remove("ann");
		}
		users.add("ann", PASSWORD, Role.VIEWER);
		this.stranger = server.client();
	}

	@Test
	void whoGuessesWaitsAndIsToldForHowLong() {
		HttpResponse<String> refused = guessUntilRefused("ann");

		assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
		assertThat(Client.text(refused)).contains("Too many failed sign-ins. Try again in ").contains("Sign in");
		HttpResponse<String> right = this.stranger.tryToSignIn("ann", PASSWORD);
		assertThat(right.statusCode()).as("not even the right one is looked at").isEqualTo(429);
		assertThat(this.stranger.isSignedIn()).isFalse();
	}

	@Test
	void anUnknownUserIsAnsweredTheSame() {
		HttpResponse<String> unknown = guessUntilRefused("nobody");

		assertThat(unknown.statusCode()).isEqualTo(429);
		assertThat(Client.text(unknown)).contains("Too many failed sign-ins.");
	}

	@Test
	void aNameIsOneHoweverItIsWritten() {
		List<String> names = List.of("ann", "ANN", " ann ", "\0ann", "ann\u001f", "\u3000ann");
		server.client().signIn("\0ann", PASSWORD);

		// Each so rarely that only all together have to wait, and their address not yet
		List<Integer> answers = IntStream.range(0, 2 * names.size())
			.mapToObj((i) -> this.stranger.tryToSignIn(names.get(i % names.size()), "wrong password").statusCode())
			.toList();

		assertThat(answers).contains(429);
		assertThat(names).allSatisfy((name) -> assertThat(Users.name(name)).hasValue("ann"));
	}

	@Test
	void aProgramIsToldInAProblemDetail() {
		guessUntilRefused("ann");

		HttpResponse<String> refused = this.stranger.postAs("application/json", "/login",
				Map.of("username", "ann", "password", "wrong"));

		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
	}

	@Test
	void aStrangerLocksNobodyOutOfABrowserThatSheKnows() {
		Client ann = server.client("ann", PASSWORD);
		ann.post("/logout");

		guessUntilRefused("ann");

		ann.signIn("ann", PASSWORD);
		assertThat(ann.isSignedIn()).isTrue();
		server.admin();
	}

	@Test
	void theCookieOfAKnownBrowserIsOneUsersAndGoesToTheSignInOnly() {
		server.bean(Users.class).add("eve", "eve's password", Role.VIEWER);
		Client eve = server.client("eve", "eve's password");
		eve.post("/logout");

		assertThat(eve.cookies()).filteredOn((cookie) -> cookie.getName().startsWith("KNOWN-"))
			.singleElement()
			.satisfies((cookie) -> {
				assertThat(cookie.getPath()).isEqualTo("/login");
				assertThat(cookie.isHttpOnly()).isTrue();
			});
		this.stranger = eve;
		assertThat(guessUntilRefused("ann").statusCode()).isEqualTo(429);
	}

	@Test
	void aSignInFromAKnownBrowserFreesNobodyElsesGuesses() {
		Client ann = server.client("ann", PASSWORD);
		ann.post("/logout");
		guessUntilRefused("ann");

		ann.signIn("ann", PASSWORD);

		assertThat(this.stranger.tryToSignIn("ann", "wrong password").statusCode()).isEqualTo(429);
	}

	@Test
	void aBrowserIsKnownNoLongerAfterANewPassword() {
		Client ann = server.client("ann", PASSWORD);
		ann.post("/logout");
		server.bean(LocalPasswords.class).change("ann", "another password", null);
		guessUntilRefused("ann");

		assertThat(ann.tryToSignIn("ann", PASSWORD).statusCode()).isEqualTo(429);
	}

	@Test
	void manySignInsAreNotManyBrowsersToGuessWith() {
		for (int i = 0; i < 25; i++) {
			server.client("ann", PASSWORD);
		}

		assertThat(server.bean(JdbcClient.class)
			.sql("SELECT count(*) FROM known_browser WHERE name = 'ann'")
			.query(Long.class)
			.single()).isEqualTo(20);
	}

	@Test
	void oneUserDoesNotKeepOthersFromSigningIn() throws Exception {
		Client ann = server.client("ann", PASSWORD);
		ann.post("/logout");
		String token = ann.csrf();
		AtomicBoolean going = new AtomicBoolean(true);
		Map<Integer, Integer> answers = new ConcurrentHashMap<>();
		ExecutorService threads = Executors.newFixedThreadPool(40);
		for (int i = 0; i < 40; i++) {
			threads.submit(() -> {
				while (going.get()) {
					answers.merge(ann.postAgain("/login", token, Map.of("username", "ann", "password", PASSWORD)), 1,
							Integer::sum);
				}
			});
		}
		await().until(() -> answers.containsKey(503));

		for (int i = 0; i < 5; i++) {
			server.admin();
		}
		going.set(false);
		threads.shutdown();
		assertThat(threads.awaitTermination(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(answers).as("told that it is busy, not that sign-ins failed").doesNotContainKey(429);
	}

	@Test
	void aKnownBrowserIsNoLicenceToGuess() {
		Client ann = server.client("ann", PASSWORD);
		ann.post("/logout");
		this.stranger = ann;

		assertThat(guessUntilRefused("ann").statusCode()).isEqualTo(429);
	}

	@Test
	void whoTriesManyNamesWaitsForTheirAddress() {
		HttpResponse<String> last = null;
		for (int i = 0; i < 25 && (last == null || last.statusCode() == 302); i++) {
			last = this.stranger.tryToSignIn("name" + i, "wrong password");
		}

		assertThat(last).isNotNull().extracting(HttpResponse::statusCode).isEqualTo(429);
	}

	@Test
	void whoIsSignedInCannotGuessTheirOwnPasswordEither() {
		Client ann = server.client("ann", PASSWORD);

		String page = "";
		for (int i = 0; i < 8 && !page.contains("Too many"); i++) {
			page = ann.submit("/account/password",
					Map.of("current", "wrong", "password", "a new password", "repeat", "a new password"));
		}

		assertThat(page).contains("Too many wrong passwords. Try again in ");
	}

	@Test
	void afterThePauseTheRightPasswordCounts() {
		long pause = guessUntilRefused("ann").headers().firstValueAsLong("Retry-After").orElseThrow();

		server.bean(TurnableClock.class).turn(Duration.ofSeconds(pause));
		assertThat(this.stranger.tryToSignIn("ann", PASSWORD).statusCode()).isEqualTo(302);

		assertThat(this.stranger.isSignedIn()).isTrue();
	}

	@Test
	void onlySomeHashingIsDoneAtOnce() throws Exception {
		AtomicInteger now = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CountDownLatch go = new CountDownLatch(1);
		BoundedHashing hashing = new BoundedHashing(new PasswordEncoder() {
			@Override
			public @Nullable String encode(@Nullable CharSequence password) {
				return "";
			}

			@Override
			public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
				most.accumulateAndGet(now.incrementAndGet(), Math::max);
				try {
					go.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				now.decrementAndGet();
				return true;
			}
		}, 2);
		AtomicInteger done = new AtomicInteger();
		ExecutorService threads = Executors.newFixedThreadPool(34);
		for (int i = 0; i < 34; i++) {
			threads.submit(() -> hashing.matches("x", "y") ? done.incrementAndGet() : 0);
		}
		await()
			.untilAsserted(() -> assertThatThrownBy(() -> hashing.matches("x", "y")).isInstanceOf(BusyException.class));

		go.countDown();
		await().until(() -> done.get() == 34);
		assertThat(most).hasValue(2);
		threads.shutdown();
	}

	private HttpResponse<String> guessUntilRefused(String name) {
		return await().until(() -> this.stranger.tryToSignIn(name, "wrong password"),
				(response) -> response.statusCode() == 429);
	}

}
