package io.strapper.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.user.RefusedException;
import io.strapper.user.Role;
import io.strapper.user.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class UsersPageTests {

	private static final String ANN = "ann's password";

	@RunningServer
	private static Server server;

	private Users users;

	private Client admin;

	@BeforeEach
	void onlyAdminAndAnn() {
		this.users = server.bean(Users.class);
		server.bean(JdbcClient.class).sql("DELETE FROM users WHERE name <> 'admin'").update();
		this.users.add("ann", ANN, Role.VIEWER);
		this.admin = server.admin();
	}

	@Test
	void onlyAnAdministratorComesHere() {
		Client ann = signedIn("ann", ANN);

		assertThat(ann.get("/users").statusCode()).isEqualTo(403);
		assertThat(Client.text(ann.get("/users")))
			.contains("Only an administrator may do this: ask one, or sign in as one.");
		assertThat(ann.post("/users", Map.of("username", "eve", "password", ANN, "role", "ADMIN")).statusCode())
			.isEqualTo(403);
		assertThat(ann.post("/users/ann/role", Map.of("role", "ADMIN")).statusCode()).isEqualTo(403);
		assertThat(this.users.all()).hasSize(2);
		assertThat(Client.text(this.admin.get("/users"))).contains("admin Administrator You last signed in",
				"ann Viewer last signed in");
	}

	@Test
	void addsAUserWhoCanSignIn() {
		String page = this.admin.submit("/users",
				Map.of("username", "Bob@example.org", "password", "bob's password", "role", "VIEWER"));

		assertThat(page).contains("User bob@example.org was added.", "bob@example.org Viewer has never signed in");
		assertThat(signedIn("bob@example.org", "bob's password").isSignedIn()).isTrue();
	}

	@Test
	void saysWhyAUserIsNotAddedAndKeepsWhatWasTyped() {
		this.admin.post("/users", Map.of("username", "Ann", "password", ANN, "role", "ADMIN"));
		HttpResponse<String> taken = this.admin.get("/users");
		assertThat(Client.text(taken)).contains("There already is a user ann: choose another name.");
		assertThat(taken.body()).contains("value=\"Ann\"").doesNotContain(ANN);

		assertThat(this.admin.submit("/users", Map.of("username", "bob", "password", "short", "role", "VIEWER")))
			.contains("The password is too short: use at least 12 characters.");
		assertThat(this.users.all()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "..", "-x", "a b", "a/b", "ä", "x\r\ny", "<b>",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
	void refusesANameThatIsNone(String name) {
		assertThat(this.admin.submit("/users", Map.of("username", name, "password", ANN, "role", "VIEWER")))
			.contains("This is no user name: use 1 to 64 of");
	}

	@Test
	void aDisabledUserIsSignedOutAtOnceAndStaysOut() {
		Client ann = signedIn("ann", ANN);

		assertThat(this.admin.submit("/users/ann/disable")).contains("User ann is signed out and may not sign in.");
		assertThat(ann.isSignedIn()).isFalse();
		assertThat(Client.location(ann.tryToSignIn("ann", ANN))).isEqualTo("/login?error");

		this.admin.submit("/users/ann/enable");
		ann.signIn("ann", ANN);
	}

	@Test
	void aRemovedUserIsSignedOutAtOnce() {
		Client ann = signedIn("ann", ANN);

		assertThat(this.admin.submit("/users/ann/remove")).contains("User ann was removed.");

		assertThat(ann.isSignedIn()).isFalse();
		assertThat(this.admin.submit("/users/ann/remove")).contains("There is no such user any more: reload the page.");
	}

	@Test
	void whoIsNoUserAnyMoreIsRefusedEvenWithASession() {
		Client ann = signedIn("ann", ANN);
		// As if her session were made in the very moment of her removal
		server.bean(JdbcClient.class).sql("DELETE FROM users WHERE name = 'ann'").update();

		await().untilAsserted(() -> assertThat(Client.location(ann.get("/account"))).isEqualTo("/login?expired"));
		assertThat(ann.poll("/api/apps").statusCode()).isEqualTo(401);
	}

	@Test
	void aRoleCountsAtOnce() {
		Client ann = signedIn("ann", ANN);

		this.admin.submit("/users/ann/role", Map.of("role", "ADMIN"));
		assertThat(ann.get("/users").statusCode()).isEqualTo(200);

		this.admin.submit("/users/ann/role", Map.of("role", "VIEWER"));
		assertThat(ann.get("/users").statusCode()).isEqualTo(403);
		assertThat(ann.isSignedIn()).isTrue();
	}

	@Test
	void anotherPasswordSignsTheUserOut() {
		Client ann = signedIn("ann", ANN);

		assertThat(this.admin.submit("/users/ann/password", Map.of("password", "ann's new password")))
			.contains("User ann has a new password and is signed out.");

		assertThat(ann.isSignedIn()).isFalse();
		assertThat(Client.location(ann.tryToSignIn("ann", ANN))).isEqualTo("/login?error");
		ann.signIn("ann", "ann's new password");
	}

	@Test
	void theLastAdministratorStays() {
		this.users.add("bob", "bob's password", Role.ADMIN);
		this.users.disable("bob");
		String refused = "admin is the last administrator who can sign in: make another one first.";

		assertThat(this.admin.submit("/users/admin/disable")).contains(refused);
		assertThat(this.admin.submit("/users/admin/remove")).contains(refused);
		assertThat(this.admin.submit("/users/admin/role", Map.of("role", "VIEWER"))).contains(refused);

		assertThat(Client.text(this.admin.get("/users"))).contains("admin Administrator You last signed in");
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
		Client bob = signedIn("bob", "bob's password");

		assertThat(Client.location(bob.post("/users/bob/disable"))).isEqualTo("/users");
		assertThat(Client.location(bob.get("/users"))).isEqualTo("/login");
	}

	@Test
	void everybodyChangesTheirOwnPassword() {
		Client here = signedIn("ann", ANN);
		Client elsewhere = signedIn("ann", ANN);
		String before = here.session().getValue();

		assertThat(changePassword(here, "wrong", "a new password", "a new password"))
			.contains("That is not your current password: try again.");
		assertThat(changePassword(here, ANN, "a new password", "a new passwort"))
			.contains("The two new passwords differ: type the same one twice.");
		assertThat(changePassword(here, ANN, "short", "short"))
			.contains("The password is too short: use at least 12 characters.");
		assertThat(elsewhere.isSignedIn()).isTrue();
		assertThat(changePassword(here, ANN, "a new password", "a new password"))
			.contains("Your password is changed; elsewhere you are signed out.");

		assertThat(here.isSignedIn()).isTrue();
		assertThat(here.session().getValue()).isNotEqualTo(before);
		assertThat(elsewhere.isSignedIn()).isFalse();
		elsewhere.signIn("ann", "a new password");
	}

	private static String changePassword(Client browser, String current, String password, String repeat) {
		return browser.submit("/account/password", Map.of("current", current, "password", password, "repeat", repeat));
	}

	private static Client signedIn(String name, String password) {
		return server.client(name, password);
	}

}
