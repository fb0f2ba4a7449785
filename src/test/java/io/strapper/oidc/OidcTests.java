package io.strapper.oidc;

import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.strapper.testing.Client;
import io.strapper.testing.OidcProvider;
import io.strapper.testing.Server;
import io.strapper.testing.TokenClient;
import io.strapper.user.Role;
import io.strapper.user.User;
import io.strapper.user.Users;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Signs in with a real provider, by hand. */
class OidcTests {

	private static final String BEGIN = "/oauth2/authorization/" + OidcProvider.REGISTRATION;

	private static final String LOGOUT = "/logout/connect/back-channel/" + OidcProvider.REGISTRATION;

	@AutoClose
	private static final OidcProvider provider = OidcProvider.start();

	@AutoClose
	private static Server server;

	@BeforeAll
	static void start(@TempDir Path home) throws Exception {
		Files.createDirectories(home.resolve("apps"));
		List<String> arguments = new ArrayList<>(provider.arguments());
		arguments.addAll(List.of("--strapper.oidc.groups-claim=realm.groups", "--strapper.oidc.admin-groups=admins",
				"--strapper.oidc.user-groups=staff"));
		server = Server.start(home, arguments.toArray(String[]::new));
		provider.serve(server);
		server.file("blog", "app.yml", "viewers: ['@ops']\ndeployers: ['@leads']\n");
		server.script("blog", "deploy", "echo hello");
		server.admin().app("blog").deployed();
	}

	@BeforeEach
	void onlyAdmin() {
		server.bean(JdbcClient.class).sql("DELETE FROM users WHERE name <> 'admin'").update();
		server.bean(JdbcClient.class).sql("DELETE FROM spring_session").update();
		provider.forge((claims) -> {
		});
		person("1001", "ann", "staff", "ops");
	}

	private static void person(String subject, String name, String... groups) {
		provider.person(subject, Map.of("preferred_username", name, "realm", Map.of("groups", List.of(groups))));
	}

	/** Signs in at the provider, and returns Strapper's answer to the code. */
	private static HttpResponse<String> signIn(Client browser, String subject) {
		String begin = Client.location(browser.get(BEGIN));
		assertThat(begin).startsWith(provider.issuer() + "/oauth2/authorize?")
			.contains("code_challenge_method=S256", "nonce=", "state=");
		return browser.get(OidcProvider.pathOf(provider.authorize(browser, begin, subject)));
	}

	private static Client signedIn(String subject) {
		Client browser = server.client();
		HttpResponse<String> answer = signIn(browser, subject);
		assertThat(Client.location(answer)).isEqualTo("/");
		return browser;
	}

	private static User user(String name) {
		return server.bean(Users.class)
			.all()
			.stream()
			.filter((user) -> user.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void theFirstSignInMakesAnAccountThatCanDoWhatItsGroupsCan() {
		Client ann = server.client();
		assertThat(Client.location(ann.get("/apps/blog"))).isEqualTo("/login");
		HttpResponse<String> page = ann.get("/login");
		assertThat(Client.text(page)).contains("Continue with House", "or with a password");
		assertThat(page.body()).contains("href=\"" + BEGIN + "\"");

		HttpResponse<String> answer = signIn(ann, "1001");

		assertThat(Client.location(answer)).as("where it was wanted").isEqualTo("/apps/blog");
		assertThat(ann.get("/apps/blog").body()).contains("ann");
		assertThat(ann.post("/api/apps/blog/deploy").statusCode()).isEqualTo(403);
		assertThat(ann.get("/users").statusCode()).isEqualTo(403);
		assertThat(user("ann").role()).isEqualTo(Role.VIEWER);
		assertThat(user("ann").issuer()).isEqualTo(provider.issuer());
		assertThat(user("ann").groups().names()).containsExactly("ops", "staff");
		assertThat(Client.text(server.admin().get("/users"))).contains("ann Viewer @ops @staff Provider",
				"Signs in with " + provider.issuer(), "The role comes from the provider at each sign-in.");
		assertThat(server.admin().json("/api/audit").toString()).contains("\"sign-in with provider\"",
				"\"add user VIEWER\"");
	}

	@Test
	void groupsCountAtEachSignInInBothDirections() {
		Client ann = signedIn("1001");
		TokenClient program = TokenClient.made(ann, "{\"name\":\"ci\",\"scopes\":[\"read\",\"press\"]}");

		person("1001", "ann", "admins");
		assertThat(ann.get("/users").statusCode()).as("until the next sign-in").isEqualTo(403);
		Client asAdmin = signedIn("1001");
		assertThat(asAdmin.get("/users").statusCode()).isEqualTo(200);
		assertThat(ann.get("/users").statusCode()).as("in older sessions, too").isEqualTo(200);

		person("1001", "ann", "staff", "leads");
		Client asLead = signedIn("1001");
		assertThat(asLead.get("/users").statusCode()).isEqualTo(403);
		assertThat(asAdmin.get("/users").statusCode()).isEqualTo(403);
		assertThat(program.post("/api/apps/blog/deploy").statusCode()).isEqualTo(202);

		person("1001", "ann", "staff");
		signedIn("1001");
		assertThat(asLead.get("/apps/blog").statusCode()).isEqualTo(404);
		assertThat(program.post("/api/apps/blog/deploy").statusCode()).isEqualTo(404);
	}

	@Test
	void whoIsInNoGroupThatMaySignInLosesSessionsAndTokens() {
		Client ann = signedIn("1001");
		TokenClient program = TokenClient.made(ann, "{\"name\":\"ci\",\"scopes\":[\"read\"]}");

		person("1001", "ann", "ops");
		refused(signIn(server.client(), "1001"), "no-group", "You are in no group that may use Strapper.");

		assertThat(ann.isSignedIn()).isFalse();
		assertThat(program.get("/api/apps").statusCode()).isEqualTo(401);
		person("1001", "ann", "staff");
		signedIn("1001");
		assertThat(program.get("/api/apps").statusCode()).isEqualTo(200);
		assertThat(ann.isSignedIn()).as("a session that was ended").isFalse();
	}

	@Test
	void aStrangerInNoGroupGetsNoAccount() {
		person("1002", "eve", "guests");

		refused(signIn(server.client(), "1002"), "no-group", "Ask an administrator to add you to one at the provider.");

		assertThat(server.bean(Users.class).exists("eve")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "admin", "Admin", "bob" })
	void nobodyGetsAnAccountByItsName(String name) {
		server.bean(Users.class).add("bob", Server.PASSWORD, Role.ADMIN);
		person("1003", name, "staff");
		Client mallory = server.client();

		refused(signIn(mallory, "1003"), "name-taken", "It does not become yours by its name.");

		assertThat(mallory.isSignedIn()).isFalse();
		assertThat(user(name.toLowerCase()).issuer()).isNull();
		assertThat(server.client("bob", Server.PASSWORD).isSignedIn()).isTrue();
	}

	@Test
	void aNameThatChangesHandsAtTheProviderOpensNothing() {
		signedIn("1001");
		person("1001", "ann-smith", "staff", "leads");
		person("1004", "ann", "staff");

		refused(signIn(server.client(), "1004"), "name-taken", "another account with your user name");

		assertThat(signedIn("1001").get("/account").body()).as("the account keeps its name").contains("ann");
		assertThat(server.bean(Users.class).exists("ann-smith")).isFalse();
	}

	@Test
	void anotherIssuerIsAnotherPerson() {
		signedIn("1001");
		server.bean(JdbcClient.class).sql("UPDATE users SET issuer = 'https://other.example'").update();

		refused(signIn(server.client(), "1001"), "name-taken", "another account");
		server.bean(JdbcClient.class).sql("UPDATE users SET issuer = NULL WHERE name = 'admin'").update();
	}

	static Stream<Arguments> names() {
		return Stream.of(Arguments.of(Map.of()), Arguments.of(Map.of("preferred_username", "Ann Smith")),
				Arguments.of(Map.of("preferred_username", "")), Arguments.of(Map.of("preferred_username", 7)),
				Arguments.of(Map.of("preferred_username", List.of("ann"))),
				Arguments.of(Map.of("preferred_username", "a".repeat(65))));
	}

	@ParameterizedTest
	@MethodSource("names")
	void aNameThatIsNoneIsRefused(Map<String, Object> claims) {
		provider.person("1005", claims);
		provider.forge((all) -> all.put("realm", Map.of("groups", List.of("staff"))));

		refused(signIn(server.client(), "1005"), "no-name", "choose another claim (strapper.oidc.user-name-claim)");
	}

	@Test
	void anAccountOfAProviderHasNoPassword() {
		Client ann = signedIn("1001");
		Client admin = server.admin();

		assertThat(Client.text(ann.get("/account"))).contains("You have no password here")
			.doesNotContain("Current password");
		assertThat(ann.submit("/account/password",
				Map.of("current", "x", "password", "a new secret of ann's", "repeat", "a new secret of ann's")))
			.contains("You sign in with a provider, and have no password here.");
		assertThat(admin.submit("/users/ann/password", Map.of("password", "a new secret of ann's")))
			.contains("ann signs in with a provider, and has no password here.");
		for (String password : List.of("", "a new secret of ann's", "{none}")) {
			assertThat(Client.location(server.client().tryToSignIn("ann", password))).isEqualTo("/login?error");
		}
		assertThat(admin.submit("/users/ann/role", Map.of("role", "ADMIN"))).contains("ann’s role comes from");
		assertThat(admin.submit("/users/ann/groups", Map.of("groups", "leads"))).contains("ann’s groups come from");
		assertThat(user("ann").role()).isEqualTo(Role.VIEWER);
	}

	@Test
	void aDisabledUserIsSignedOutAndStaysOut() {
		Client ann = signedIn("1001");

		server.admin().submit("/users/ann/disable");

		assertThat(ann.isSignedIn()).isFalse();
		refused(signIn(server.client(), "1001"), "disabled", "Your account here is disabled.");
		server.admin().submit("/users/ann/enable");
		signedIn("1001");
	}

	@Test
	void oneAdministratorWithAPasswordStays() {
		person("1001", "ann", "admins");
		Client ann = signedIn("1001");

		assertThat(ann.submit("/users/admin/remove")).contains("admin is the last administrator who can sign in");
		assertThat(server.admin().submit("/users/ann/remove")).contains("ann has been removed.");
		assertThat(ann.isSignedIn()).isFalse();
		signedIn("1001");
		assertThat(ann.isSignedIn()).as("the session of an earlier account").isFalse();
	}

	static Stream<Arguments> forgeries() {
		return Stream.of(forgery("nonce", "other", "invalid"), forgery("iss", "https://other.example", "invalid"),
				forgery("aud", List.of("other"), "invalid"), forgery("azp", "other", "invalid"),
				forgery("exp", Instant.now().minusSeconds(600), "clock"),
				forgery("iat", Instant.now().plusSeconds(600), "clock"));
	}

	private static Arguments forgery(String claim, Object value, String problem) {
		return Arguments.of(claim, (Consumer<Map<String, Object>>) (claims) -> {
			if (claim.equals("exp")) {
				claims.put("iat", Instant.now().minusSeconds(900));
			}
			if (claim.equals("iat")) {
				claims.put("exp", Instant.now().plusSeconds(900));
			}
			claims.put(claim, value);
		}, problem);
	}

	@ParameterizedTest(name = "{0}: {2}")
	@MethodSource("forgeries")
	void aWrongIdTokenIsRefused(String claim, Consumer<Map<String, Object>> forgery, String problem) {
		provider.forge(forgery);
		Client browser = server.client();

		refused(signIn(browser, "1001"), problem, "Ask an administrator");

		assertThat(browser.isSignedIn()).isFalse();
		assertThat(server.bean(Users.class).exists("ann")).isFalse();
	}

	@Test
	void anIdTokenWithoutANonceIsRefused() {
		provider.forge((claims) -> claims.remove("nonce"));

		refused(signIn(server.client(), "1001"), "invalid", "could not be verified");
	}

	@Test
	void aCodeCountsOnlyInTheBrowserThatBegan() {
		Client ann = server.client();
		String back = OidcProvider.pathOf(provider.authorize(ann, Client.location(ann.get(BEGIN)), "1001"));
		Client victim = server.client();

		refused(victim.get(back), "stale", "Begin again.");
		victim.get(BEGIN);
		refused(victim.get(back), "stale", "Begin again.");
		refused(ann.get(back.replaceFirst("state=[^&]{5}", "state=AAAAA")), "stale", "Begin again.");
		refused(ann.get(back.replaceFirst("state=[^&]*", "")), "stale", "Begin again.");
		refused(ann.get("/login/oauth2/code/house"), "stale", "Begin again.");

		assertThat(Client.location(ann.get(back))).as("nothing of it has spoilt the right one").isEqualTo("/");
		refused(ann.get(back), "stale", "Begin again.");
	}

	@Test
	void aCookieOfAnotherServerCountsForNothing() {
		Client ann = server.client();
		String begin = Client.location(ann.get(BEGIN));
		HttpCookie cookie = ann.cookies()
			.stream()
			.filter((it) -> it.getName().startsWith("OIDC-"))
			.findFirst()
			.orElseThrow();
		String back = OidcProvider.pathOf(provider.authorize(ann, begin, "1001"));

		for (String value : List.of("", "x", "AAAA".repeat(20), "%%%")) {
			cookie.setValue(value);
			refused(ann.get(back), "stale", "Begin again.");
		}
	}

	@Test
	void strangersMakeNoSessions() {
		Client stranger = server.client();
		for (int i = 0; i < 3; i++) {
			stranger.get(BEGIN);
		}
		stranger.get("/login/oauth2/code/house?code=x&state=y");

		assertThat(server.bean(JdbcClient.class).sql("SELECT count(*) FROM spring_session").query(Long.class).single())
			.isZero();
	}

	@Test
	void aSessionKeepsNothingOfTheProvider() throws Exception {
		Client ann = signedIn("1001");
		ann.get("/");

		List<String> attributes = server.bean(JdbcClient.class)
			.sql("SELECT attribute_bytes FROM spring_session_attributes")
			.query((row, index) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
			.list();
		assertThat(attributes).isNotEmpty()
			.allSatisfy((attribute) -> assertThat(attribute).hasSizeLessThan(2000).doesNotContain("oauth2", "eyJ"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://evil.example/", "//evil.example/", "http:\\\\evil.example", "/\\evil.example" })
	void leadsToNoOtherSite(String target) {
		Client ann = server.client();
		ann.add("REDIRECT_URI", Base64.getEncoder().encodeToString(target.getBytes(StandardCharsets.UTF_8)));
		ann.add("REDIRECT_URI",
				Base64.getEncoder().encodeToString(("http://127.0.0.1" + target).getBytes(StandardCharsets.UTF_8)));
		ann.get(BEGIN + "?redirect_uri=" + "https%3A%2F%2Fevil.example%2F&continue=https%3A%2F%2Fevil.example");

		HttpResponse<String> answer = signIn(ann, "1001");

		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(Client.location(answer)).matches("/([^/\\\\].*)?").doesNotContain("//");
	}

	@Test
	void saysThatTheProviderHasRefused() {
		Client ann = server.client();
		String state = Client.location(ann.get(BEGIN)).replaceFirst(".*[?&](state=[^&]*).*", "$1");

		refused(ann.get("/login/oauth2/code/house?error=access_denied&" + state), "denied",
				"the provider refused, or you have cancelled");
	}

	@Test
	void saysThatThereIsNoSuchProvider() {
		refused(server.client().get("/oauth2/authorization/nowhere"), "unknown-provider", "Choose one of those below");
	}

	private static void refused(HttpResponse<String> answer, String code, String sentence) {
		assertThat(Client.location(answer)).isEqualTo("/login?problem=" + code);
		assertThat(Client.text(server.client().get("/login?problem=" + code))).contains(sentence);
	}

	@Test
	void theProviderEndsASession() {
		Client here = signedIn("1001");
		String sid = provider.lastClaim("sid");
		Client there = signedIn("1001");
		assertThat(provider.lastClaim("sid")).isNotEqualTo(sid);

		assertThat(logOut(provider.logoutToken((claims) -> {
			claims.put("sub", "1001");
			claims.put("sid", sid);
		}))).isEqualTo(200);

		assertThat(here.isSignedIn()).isFalse();
		assertThat(there.isSignedIn()).isTrue();
		assertThat(server.admin().json("/api/audit").toString()).contains("\"sign-out by provider\"");
	}

	@Test
	void theProviderEndsAllSessionsOfAUserAndNoOther() throws Exception {
		Client ann = signedIn("1001");
		Client there = signedIn("1001");
		person("1002", "bob", "staff");
		Client bob = signedIn("1002");
		Client admin = server.admin();
		person("1001", "ann", "staff", "ops");
		server.watch(there, "blog");

		assertThat(logOut(provider.logoutToken((claims) -> claims.put("sub", "1001")))).isEqualTo(200);

		assertThat(ann.isSignedIn()).isFalse();
		assertThat(there.isSignedIn()).isFalse();
		assertThat(bob.isSignedIn()).isTrue();
		assertThat(admin.isSignedIn()).isTrue();
	}

	@Test
	void anOldRequestSparesLaterSessions() {
		Client ann = signedIn("1001");

		assertThat(logOut(provider.logoutToken((claims) -> {
			claims.put("sub", "1001");
			claims.put("iat", Instant.now().minusSeconds(90));
		}))).isEqualTo(200);

		assertThat(ann.isSignedIn()).isTrue();
	}

	static Stream<Arguments> wrongLogouts() {
		return Stream.of(Arguments.of("iss", "https://other.example"), Arguments.of("aud", List.of("other")),
				Arguments.of("nonce", "x"), Arguments.of("events", Map.of("other", Map.of())),
				Arguments.of("exp", Instant.now().minusSeconds(600)), Arguments.of("jti", null),
				Arguments.of("sub", null));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("wrongLogouts")
	void aWrongLogoutTokenEndsNothing(String claim, Object value) {
		Client ann = signedIn("1001");

		assertThat(logOut(provider.logoutToken((claims) -> {
			claims.put("sub", "1001");
			claims.put("iat", Instant.now().minusSeconds(900));
			if (value == null) {
				claims.remove(claim);
			}
			else {
				claims.put(claim, value);
			}
		}))).isBetween(400, 503);

		assertThat(ann.isSignedIn()).isTrue();
	}

	@Test
	void aLogoutTokenOfAnotherSignerEndsNothing() {
		Client ann = signedIn("1001");

		assertThat(logOut(provider.forgedLogoutToken((claims) -> claims.put("sub", "1001")))).isEqualTo(400);
		assertThat(logOut("")).isEqualTo(400);
		assertThat(logOut("a.b.c")).isEqualTo(400);
		assertThat(server.client().postForged(LOGOUT, Map.of()).statusCode()).isEqualTo(400);
		assertThat(server.client().postForged(LOGOUT + "x", Map.of("logout_token", "x")).statusCode()).isEqualTo(400);

		assertThat(ann.isSignedIn()).isTrue();
	}

	private static int logOut(String token) {
		return server.client().postForged(LOGOUT, Map.of("logout_token", token)).statusCode();
	}

	@Test
	void signingOutEndsOurSession() {
		Client ann = signedIn("1001");

		assertThat(Client.location(ann.post("/logout"))).isEqualTo("/login?logout");

		assertThat(ann.isSignedIn()).isFalse();
	}

	@Test
	void aSessionOutlivesTheProvider() {
		Client ann = signedIn("1001");
		provider.forge((claims) -> {
			throw new IllegalStateException("The provider has a problem");
		});

		Client other = server.client();
		assertThat(Client.location(signIn(other, "1001"))).startsWith("/login?problem=");
		assertThat(other.isSignedIn()).isFalse();
		assertThat(ann.isSignedIn()).isTrue();
	}

}
