package io.strapper.oidc;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.OidcProvider;
import io.strapper.testing.Ports;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import io.strapper.user.Groups;
import io.strapper.user.Role;
import io.strapper.user.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Providers that are away or wrongly configured, and passwords that are switched off. */
class ProviderTroubleTests {

	private static final String BEGIN = "/oauth2/authorization/" + OidcProvider.REGISTRATION;

	private static final String OFF = "Signing in with a password is switched off.";

	@TempDir
	private Path home;

	@BeforeEach
	void noDemo() throws Exception {
		Files.createDirectories(this.home.resolve("apps"));
	}

	private Server start(OidcProvider provider, String... more) {
		List<String> arguments = new ArrayList<>(provider.arguments());
		arguments.addAll(List.of(more));
		Server server = Server.start(this.home, arguments.toArray(String[]::new));
		provider.serve(server);
		return server;
	}

	private static String signIn(OidcProvider provider, Client browser, String subject) {
		String begin = Client.location(browser.get(BEGIN));
		return Client.location(browser.get(OidcProvider.pathOf(provider.authorize(browser, begin, subject))));
	}

	@Test
	void aProviderThatIsAwayEndsNoStartAndIsFoundWhenItIsBack() throws Exception {
		int port = Ports.free();
		try (Server server = Server.start(this.home,
				"--spring.security.oauth2.client.registration.house.client-id=strapper",
				"--spring.security.oauth2.client.registration.house.client-secret=the client's secret",
				"--spring.security.oauth2.client.provider.house.issuer-uri=http://127.0.0.1:" + port)) {
			Client ann = server.client();

			HttpResponse<String> away = ann.get(BEGIN);
			assertThat(Client.location(away)).isEqualTo("/login?problem=unreachable");
			assertThat(Client.text(ann.get("/login?problem=unreachable")))
				.contains("The sign-in provider cannot be reached. Try again in a minute.", "Continue with house");
			assertThat(ann.postForged("/logout/connect/back-channel/house", Map.of("logout_token", "x")).statusCode())
				.isEqualTo(503);
			assertThat(server.admin().isSignedIn()).as("with a password").isTrue();

			try (OidcProvider provider = OidcProvider.start(port)) {
				provider.serve(server);
				provider.person("1001", Map.of("preferred_username", "ann"));
				await().until(() -> Client.location(ann.get(BEGIN)).startsWith(provider.issuer()));
				assertThat(signIn(provider, ann, "1001")).isEqualTo("/");
			}
			assertThat(ann.isSignedIn()).as("without the provider").isTrue();
			assertThat(Client.location(server.client().get(BEGIN))).startsWith("http://127.0.0.1:" + port);
		}
	}

	@Test
	void switchedOffPasswordsOpenNoDoorAndCanBeSwitchedOnAgain() {
		try (OidcProvider provider = OidcProvider.start()) {
			provider.person("1001", Map.of("preferred_username", "ann"));
			Client localBefore;
			try (Server before = start(provider)) {
				localBefore = before.admin();
			}
			try (Server server = start(provider, "--strapper.oidc.form-login=false")) {
				Client stranger = server.client();
				assertThat(Client.text(stranger.get("/login"))).contains("Continue with House")
					.doesNotContain("Password", "or with a password");
				HttpResponse<String> page = stranger.tryToSignIn("admin", Server.PASSWORD);
				assertThat(page.statusCode()).isEqualTo(403);
				assertThat(Client.text(page)).contains(OFF, "strapper.oidc.form-login=true", "Continue with House");
				HttpResponse<String> program = stranger.postAs("application/json", "/login",
						Map.of("username", "admin", "password", Server.PASSWORD));
				assertThat(program.statusCode()).isEqualTo(403);
				assertThat(program.headers().firstValue("Content-Type")).contains("application/problem+json");
				assertThat(program.body()).contains(OFF);
				assertThat(stranger.isSignedIn()).isFalse();

				localBefore.turnTo(server.url());
				assertThat(localBefore.isSignedIn()).as("ended when an administrator ends it").isTrue();
				assertThat(localBefore.submit("/account/password", Map.of("current", Server.PASSWORD, "password",
						"another good secret", "repeat", "another good secret")))
					.contains(OFF);

				assertThat(signIn(provider, stranger, "1001")).isEqualTo("/");
			}
			try (Server after = start(provider, "--strapper.oidc.form-login=true")) {
				assertThat(after.admin().isSignedIn()).isTrue();
			}
		}
	}

	@Test
	void withoutAClaimForGroupsAdministratorsHereDecide() {
		try (OidcProvider provider = OidcProvider.start(); Server server = start(provider)) {
			provider.person("1001", Map.of("preferred_username", "ann", "groups", List.of("admins")));
			Client ann = server.client();
			assertThat(signIn(provider, ann, "1001")).isEqualTo("/");
			Users users = server.bean(Users.class);
			assertThat(users.groups("ann")).isEmpty();

			Client admin = server.admin();
			assertThat(admin.submit("/users/ann/groups", Map.of("groups", "ops"))).contains("groups have been changed");
			assertThat(admin.submit("/users/ann/role", Map.of("role", "ADMIN"))).contains("now an administrator");
			assertThat(signIn(provider, server.client(), "1001")).isEqualTo("/");

			assertThat(users.groups("ann")).isEqualTo(Groups.typed("ops").marked());
			assertThat(users.role("ann")).contains(Role.ADMIN);
		}
	}

	@Test
	void anAddressCountsAsANameIfTheProviderHasVerifiedIt() {
		try (OidcProvider provider = OidcProvider.start();
				Server server = start(provider, "--strapper.oidc.user-name-claim=email")) {
			provider.person("1001", Map.of("email", "Ann@example.org", "email_verified", true));
			provider.person("1002", Map.of("email", "bob@example.org", "email_verified", false));
			provider.person("1003", Map.of("email", "eve@example.org"));

			assertThat(signIn(provider, server.client(), "1001")).isEqualTo("/");
			assertThat(signIn(provider, server.client(), "1002")).isEqualTo("/login?problem=unverified-email");
			assertThat(signIn(provider, server.client(), "1003")).isEqualTo("/login?problem=unverified-email");

			assertThat(server.bean(Users.class).names()).contains("ann@example.org")
				.doesNotContain("bob@example.org", "eve@example.org");
		}
	}

	@Test
	void invalidLogoutTokensAreThrottled() {
		try (OidcProvider provider = OidcProvider.start(); Server server = start(provider)) {
			Client stranger = server.client();
			HttpResponse<String> answer = null;
			for (int i = 0; i < 30; i++) {
				answer = stranger.postForged("/logout/connect/back-channel/house", Map.of("logout_token", "x"));
			}
			assertThat(answer.statusCode()).isEqualTo(429);
			assertThat(answer.headers().firstValue("Retry-After")).isPresent();
			assertThat(answer.body()).contains("Too many invalid logout tokens. Try again in");
		}
	}

	@Test
	void settingsThatLetNobodyInEndTheStartWithOneSentence() throws Exception {
		assertEnds("strapper.oidc.form-login is false, and there is no provider", "--strapper.oidc.form-login=false");
		assertEnds("need strapper.oidc.groups-claim", "--strapper.oidc.admin-groups=admins");
		assertEnds("spring.security.oauth2.client.provider.x.issuer-uri is missing",
				"--spring.security.oauth2.client.registration.x.client-id=y");
		assertEnds("spring.security.oauth2.client.registration.x.scope has no `openid`",
				"--spring.security.oauth2.client.registration.x.client-id=y",
				"--spring.security.oauth2.client.registration.x.scope=profile",
				"--spring.security.oauth2.client.provider.x.issuer-uri=https://id.example.org");
	}

	private void assertEnds(String sentence, String... arguments) throws Exception {
		try (ServerProcess server = ServerProcess.launch(this.home, Ports.free(), arguments)) {
			assertThat(server.awaitEnd()).isNotZero();
			assertThat(server.output()).contains("Strapper did not start: ").contains(sentence).doesNotContain("\tat ");
		}
	}

}
