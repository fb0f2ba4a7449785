package io.strapper.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.strapper.app.AppId;
import io.strapper.socket.Fanout;
import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.TokenClient;
import io.strapper.user.RefusedException;
import io.strapper.user.Role;
import io.strapper.user.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

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
			.contains("Only administrators can do this. Ask one, or sign in as one.");
		assertThat(ann.post("/users", Map.of("username", "eve", "password", ANN, "role", "ADMIN")).statusCode())
			.isEqualTo(403);
		assertThat(ann.post("/users/ann/role", Map.of("role", "ADMIN")).statusCode()).isEqualTo(403);
		assertThat(this.users.all()).hasSize(2);
		assertThat(Client.text(this.admin.get("/users"))).contains(
				"admin Administrator You can deploy and manage users · last signed in",
				"ann Viewer can watch · last signed in");
	}

	@Test
	void addsAUserWhoCanSignIn() {
		String page = this.admin.submit("/users",
				Map.of("username", "Bob@example.org", "password", "bob's password", "role", "VIEWER"));

		assertThat(page).contains("bob@example.org has been added.",
				"bob@example.org Viewer can watch · never signed in");
		assertThat(signedIn("bob@example.org", "bob's password").isSignedIn()).isTrue();
	}

	@Test
	void saysWhyAUserIsNotAddedAndKeepsWhatWasTyped() {
		this.admin.post("/users", Map.of("username", "Ann", "password", ANN, "role", "ADMIN"));
		HttpResponse<String> taken = this.admin.get("/users");
		assertThat(Client.text(taken)).contains("A user named ann already exists. Choose another name.");
		assertThat(taken.body()).contains("value=\"Ann\"").doesNotContain(ANN);

		assertThat(this.admin.submit("/users", Map.of("username", "bob", "password", "short", "role", "VIEWER")))
			.contains("Password is too short. Use at least 12 characters.");
		assertThat(this.users.all()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "..", "-x", "a b", "a/b", "ä", "x\r\ny", "<b>",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
	void refusesANameThatIsNone(String name) {
		assertThat(this.admin.submit("/users", Map.of("username", name, "password", ANN, "role", "VIEWER")))
			.contains("Invalid user name. Use 1–64 of a–z");
	}

	@Test
	void aDisabledUserIsSignedOutAtOnceAndStaysOut() {
		Client ann = signedIn("ann", ANN);

		assertThat(this.admin.submit("/users/ann/disable")).contains("ann has been disabled and signed out.");
		assertThat(ann.isSignedIn()).isFalse();
		assertThat(Client.location(ann.tryToSignIn("ann", ANN))).isEqualTo("/login?error");

		this.admin.submit("/users/ann/enable");
		ann.signIn("ann", ANN);
	}

	@Test
	void aRemovedUserIsSignedOutAtOnce() {
		Client ann = signedIn("ann", ANN);

		assertThat(this.admin.submit("/users/ann/remove")).contains("ann has been removed.");

		assertThat(ann.isSignedIn()).isFalse();
		assertThat(this.admin.submit("/users/ann/remove")).contains("This user no longer exists. Reload the page.");
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
			.contains("ann’s password has been reset. They’ll choose a new one when they sign in.");

		assertThat(ann.isSignedIn()).isFalse();
		assertThat(Client.location(ann.tryToSignIn("ann", ANN))).isEqualTo("/login?error");
		ann.signIn("ann", "ann's new password");
	}

	@Test
	void aPasswordThatWasResetIsChangedBeforeAnythingElse() {
		this.admin.submit("/users/ann/role", Map.of("role", "ADMIN"));
		this.admin.submit("/users/ann/password", Map.of("password", "ann's new password"));
		Client ann = server.client();
		ann.get("/users");

		ann.signIn("ann", "ann's new password");

		for (String page : List.of("/", "/users", "/audit", "/apps/blog", "/nowhere")) {
			assertThat(Client.location(ann.get(page))).as(page).isEqualTo("/account");
		}
		for (String address : List.of("/api/apps", "/api/audit", "/api/apps/blog/runs/1/log")) {
			HttpResponse<String> answer = ann.poll(address);
			assertThat(answer.statusCode()).as(address).isEqualTo(403);
			assertThat(answer.body())
				.contains("An administrator reset your password. Choose a new one at /account before you go on.");
		}
		assertThat(ann.post("/users/ann/enable").statusCode()).isEqualTo(302);
		assertThat(Client.text(ann.get("/account")))
			.contains("An administrator reset your password. Choose a new one to continue.")
			.doesNotContain("Where you’re signed in", "Audit log");

		assertThat(changePassword(ann, "ann's new password", "a secret of ann's", "a secret of ann's"))
			.contains("Password changed.");
		assertThat(ann.get("/users").statusCode()).isEqualTo(200);
		assertThat(ann.poll("/api/apps").statusCode()).isEqualTo(200);
	}

	@Test
	void everybodySeesAndEndsTheirOwnSessions() {
		Client here = signedIn("ann", ANN);
		Client there = server.client();
		there.tryToSignIn("ann", ANN, "User-Agent",
				"Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0");
		Client third = signedIn("ann", ANN);

		HttpResponse<String> page = here.get("/account");
		assertThat(Client.text(page)).contains("Firefox on Linux 127.0.0.1 · signed in", "This one", "last used");
		assertThat(page.body()).doesNotContain(there.session().getValue());
		Matcher key = Pattern.compile("name=\"key\" value=\"([^\"]+)\"")
			.matcher(page.body().replaceFirst("(?s).*?Firefox on", ""));
		assertThat(key.find()).isTrue();
		Client bob = server.viewer("bob");
		bob.submit("/account/sessions/end", Map.of("key", HtmlUtils.htmlUnescape(key.group(1))));
		assertThat(there.isSignedIn()).as("nobody ends another user's").isTrue();
		assertThat(here.submit("/account/sessions/end", Map.of("key", HtmlUtils.htmlUnescape(key.group(1)))))
			.contains("That session has been signed out.");

		assertThat(there.isSignedIn()).isFalse();
		assertThat(third.isSignedIn()).isTrue();
		assertThat(here.submit("/account/sessions/end-others")).contains("You’ve been signed out everywhere else.");
		assertThat(third.isSignedIn()).isFalse();
		assertThat(here.isSignedIn()).isTrue();
		assertThat(bob.isSignedIn()).isTrue();
	}

	@Test
	void theRulesOfPasswordsAreToldBeforeTheError() {
		String rules = "At least 12 characters, and hard to guess.";

		assertThat(Client.text(this.admin.get("/users"))).contains(rules);
		assertThat(Client.text(this.admin.get("/account"))).contains(rules);
	}

	@Test
	void whatAUserCanDoIsToldInWords() {
		server.script("shop", "deploy", "true");
		server.file("shop", "app.yml", "name: The shop\ndeployers: [ann]\n");

		await().until(() -> Client.text(this.admin.get("/users")),
				(page) -> page.contains("ann Viewer can watch, can deploy The shop"));
	}

	@Test
	void aGroupCountsAtOnceAtEveryDoor() throws Exception {
		server.file("ops", "app.yml", "viewers: ['@ops']\ndeployers: ['@leads']\n");
		server.script("ops", "deploy", "echo hello");
		this.admin.app("ops").deployed();
		Client ann = signedIn("ann", ANN);
		assertThat(ann.get("/apps/ops").statusCode()).isEqualTo(404);
		String before = ann.json("/api/dashboard").get("version").asString();

		assertThat(this.admin.submit("/users/ann/groups", Map.of("groups", " @ops , leads,ops")))
			.contains("ann’s groups have been changed.", "ann Viewer @leads @ops can watch, can deploy ops");

		assertThat(ann.json("/api/dashboard?since=" + before).toString()).contains("\"ops\"");
		assertThat(ann.json("/api/apps").toString()).contains("\"ops\"");
		assertThat(ann.get("/api/apps/ops/runs/1/log").body()).contains("hello");
		TokenClient program = TokenClient.made(ann, "{\"name\":\"ci\",\"scopes\":[\"read\",\"press\"]}");
		assertThat(program.post("/api/apps/ops/deploy").statusCode()).isEqualTo(202);
		server.watch(ann, "ops");

		this.admin.submit("/users/ann/groups", Map.of("groups", ""));

		assertThat(ann.get("/apps/ops").statusCode()).isEqualTo(404);
		assertThat(ann.get("/api/apps/ops/runs/1/log").statusCode()).isEqualTo(404);
		assertThat(ann.post("/api/apps/ops/deploy").statusCode()).isEqualTo(404);
		assertThat(ann.json("/api/apps").toString()).doesNotContain("\"ops\"");
		assertThat(program.post("/api/apps/ops/deploy").statusCode()).isEqualTo(404);
		await().until(() -> server.bean(Fanout.class).listeners(new AppId("ops")) == 0);
		await().until(() -> this.admin.json("/api/apps/ops").get("problems").toString(), (problems) -> problems
			.contains("app.yml: no user is in the group @ops (in `viewers`). Fix the spelling, or add the user."));
	}

	@Test
	void refusesGroupsThatAreNone() {
		assertThat(this.admin.submit("/users/ann/groups", Map.of("groups", "ops, " + "x".repeat(101))))
			.contains("Invalid groups. Use at most 500 names of 1–100 characters, with commas between them.");
		assertThat(this.admin.submit("/users/nobody/groups", Map.of("groups", "ops")))
			.contains("This user no longer exists.");
	}

	@Test
	void theLastAdministratorStays() {
		this.users.add("bob", "bob's password", Role.ADMIN);
		this.users.disable("bob");
		String refused = "admin is the last administrator who can sign in. Make someone else an administrator first.";

		assertThat(this.admin.submit("/users/admin/disable")).contains(refused);
		assertThat(this.admin.submit("/users/admin/remove")).contains(refused);
		assertThat(this.admin.submit("/users/admin/role", Map.of("role", "VIEWER"))).contains(refused);

		assertThat(Client.text(this.admin.get("/users")))
			.contains("admin Administrator You can deploy and manage users");
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
			.contains("Current password is incorrect.");
		assertThat(changePassword(here, ANN, "a new password", "a new passwort"))
			.contains("The new passwords don’t match. Type the same one twice.");
		assertThat(changePassword(here, ANN, "short", "short"))
			.contains("Password is too short. Use at least 12 characters.");
		assertThat(elsewhere.isSignedIn()).isTrue();
		assertThat(changePassword(here, ANN, "a new password", "a new password"))
			.contains("Password changed. You’ve been signed out everywhere else.");

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
