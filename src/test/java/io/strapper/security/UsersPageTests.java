package io.strapper.security;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class UsersPageTests {

	private static final String ANN = "ann's password";

	@TempDir
	private static Path home;

	private static Server server;

	private Users users;

	private Browser admin;

	@BeforeAll
	static void start() throws IOException {
		server = Server.start(home);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void onlyAdminAndAnn() {
		this.users = server.bean(Users.class);
		server.bean(JdbcClient.class).sql("DELETE FROM users WHERE name <> 'admin'").update();
		this.users.add("ann", ANN, Role.VIEWER);
		this.admin = server.admin();
	}

	@Test
	void onlyAnAdministratorComesHere() {
		Browser ann = signedIn("ann", ANN);

		assertThat(ann.get("/users").statusCode()).isEqualTo(403);
		assertThat(ann.get("/users").body()).contains("Only an administrator may do this: ask one, or sign in as one.");
		assertThat(ann.post("/users", "username", "eve", "password", ANN, "role", "ADMIN").statusCode()).isEqualTo(403);
		assertThat(ann.post("/users/ann/role", "role", "ADMIN").statusCode()).isEqualTo(403);
		assertThat(this.users.all()).hasSize(2);
		assertThat(this.admin.get("/users").body()).contains("view: users", "form: ", "User[name=admin, role=ADMIN",
				"User[name=ann, role=VIEWER, enabled=true");
	}

	@Test
	void addsAUserWhoCanSignIn() {
		String page = this.admin
			.submit("/users", "username", "Bob@example.org", "password", "bob's password", "role", "VIEWER")
			.body();

		assertThat(page).contains("message: User bob@example.org was added.", "User[name=bob@example.org, role=VIEWER");
		assertThat(signedIn("bob@example.org", "bob's password").isSignedIn()).isTrue();
	}

	@Test
	void saysWhyAUserIsNotAddedAndKeepsWhatWasTyped() {
		String taken = this.admin.submit("/users", "username", "Ann", "password", ANN, "role", "ADMIN").body();
		assertThat(taken).contains("problem: There already is a user ann: choose another name.");
		assertThat(taken).containsPattern("form: .*username=Ann").containsPattern("form: .*role=ADMIN");

		assertThat(this.admin.submit("/users", "username", "bob", "password", "short", "role", "VIEWER").body())
			.contains("problem: The password is too short: use at least 12 characters.");
		assertThat(this.users.all()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "..", "-x", "a b", "a/b", "ä", "x\r\ny", "<b>",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
	void refusesANameThatIsNone(String name) {
		assertThat(this.admin.submit("/users", "username", name, "password", ANN, "role", "VIEWER").body())
			.contains("problem: This is no user name: use 1 to 64 of");
	}

	@Test
	void aDisabledUserIsSignedOutAtOnceAndStaysOut() {
		Browser ann = signedIn("ann", ANN);

		assertThat(this.admin.submit("/users/ann/disable").body())
			.contains("message: User ann is signed out and may not sign in.");
		assertThat(ann.isSignedIn()).isFalse();
		assertThat(Browser.location(ann.tryToSignIn("ann", ANN))).isEqualTo("/login?error");

		this.admin.submit("/users/ann/enable");
		ann.signIn("ann", ANN);
	}

	@Test
	void aRemovedUserIsSignedOutAtOnce() {
		Browser ann = signedIn("ann", ANN);

		assertThat(this.admin.submit("/users/ann/remove").body()).contains("message: User ann was removed.");

		assertThat(ann.isSignedIn()).isFalse();
		assertThat(this.admin.submit("/users/ann/remove").body())
			.contains("problem: There is no such user any more: reload the page.");
	}

	@Test
	void whoIsNoUserAnyMoreIsRefusedEvenWithASession() {
		Browser ann = signedIn("ann", ANN);
		// As if her session were made in the very moment of her removal
		server.bean(JdbcClient.class).sql("DELETE FROM users WHERE name = 'ann'").update();

		await().untilAsserted(() -> assertThat(Browser.location(ann.get("/account"))).isEqualTo("/login?expired"));
		assertThat(ann.poll("/api/apps").statusCode()).isEqualTo(401);
	}

	@Test
	void aRoleCountsAtOnce() {
		Browser ann = signedIn("ann", ANN);

		this.admin.submit("/users/ann/role", "role", "ADMIN");
		assertThat(ann.get("/users").statusCode()).isEqualTo(200);

		this.admin.submit("/users/ann/role", "role", "VIEWER");
		assertThat(ann.get("/users").statusCode()).isEqualTo(403);
		assertThat(ann.isSignedIn()).isTrue();
	}

	@Test
	void anotherPasswordSignsTheUserOut() {
		Browser ann = signedIn("ann", ANN);

		assertThat(this.admin.submit("/users/ann/password", "password", "ann's new password").body())
			.contains("message: User ann has a new password and is signed out.");

		assertThat(ann.isSignedIn()).isFalse();
		assertThat(Browser.location(ann.tryToSignIn("ann", ANN))).isEqualTo("/login?error");
		ann.signIn("ann", "ann's new password");
	}

	@Test
	void theLastAdministratorStays() {
		this.users.add("bob", "bob's password", Role.ADMIN);
		this.users.disable("bob");
		String refused = "problem: admin is the last administrator who can sign in: make another one first.";

		assertThat(this.admin.submit("/users/admin/disable").body()).contains(refused);
		assertThat(this.admin.submit("/users/admin/remove").body()).contains(refused);
		assertThat(this.admin.submit("/users/admin/role", "role", "VIEWER").body()).contains(refused);

		assertThat(this.admin.get("/users").body()).contains("User[name=admin, role=ADMIN, enabled=true");
	}

	@Test
	void ofTwoAdministratorsWhoDisableEachOtherOneStays() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		for (int i = 0; i < 20; i++) {
			this.users.remove("ann");
			this.users.add("ann", ANN, Role.ADMIN);
			CyclicBarrier together = new CyclicBarrier(2);
			List<Future<Boolean>> changes = List.of(threads.submit(() -> disabled("admin", together)),
					threads.submit(() -> disabled("ann", together)));

			assertThat(changes.get(0).get()).isNotEqualTo(changes.get(1).get());
			this.users.enable("admin");
			this.users.enable("ann");
		}
		threads.shutdown();
	}

	private boolean disabled(String name, CyclicBarrier together) throws Exception {
		together.await();
		try {
			this.users.disable(name);
			return true;
		}
		catch (RefusedException ex) {
			return false;
		}
	}

	@Test
	void anAdministratorWhoDisablesHerselfIsLedToTheSignInPage() {
		this.users.add("bob", "bob's password", Role.ADMIN);
		Browser bob = signedIn("bob", "bob's password");

		assertThat(Browser.location(bob.post("/users/bob/disable"))).isEqualTo("/users");
		assertThat(Browser.location(bob.get("/users"))).isEqualTo("/login");
	}

	@Test
	void everybodyChangesTheirOwnPassword() {
		Browser here = signedIn("ann", ANN);
		Browser elsewhere = signedIn("ann", ANN);
		String before = here.cookies().get(0).getValue();

		assertThat(changePassword(here, "wrong", "a new password", "a new password"))
			.contains("problem: That is not your current password: try again.");
		assertThat(changePassword(here, ANN, "a new password", "a new passwort"))
			.contains("problem: The two new passwords differ: type the same one twice.");
		assertThat(changePassword(here, ANN, "short", "short"))
			.contains("problem: The password is too short: use at least 12 characters.");
		assertThat(elsewhere.isSignedIn()).isTrue();
		assertThat(changePassword(here, ANN, "a new password", "a new password"))
			.contains("message: Your password is changed; elsewhere you are signed out.");

		assertThat(here.isSignedIn()).isTrue();
		assertThat(here.cookies().get(0).getValue()).isNotEqualTo(before);
		assertThat(elsewhere.isSignedIn()).isFalse();
		elsewhere.signIn("ann", "a new password");
	}

	private static String changePassword(Browser browser, String current, String password, String repeat) {
		return browser.submit("/account/password", "current", current, "password", password, "repeat", repeat).body();
	}

	private static Browser signedIn(String name, String password) {
		Browser browser = server.browser();
		browser.signIn(name, password);
		return browser;
	}

}
