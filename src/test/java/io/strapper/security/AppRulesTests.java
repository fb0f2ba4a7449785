package io.strapper.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.user.Groups;
import io.strapper.user.Role;
import io.strapper.user.Users;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AppRulesTests {

	private static final AppId SECRET = new AppId("secret");

	@RunningServer
	private static Server server;

	private final AppRules rules = server.bean(AppRules.class);

	private final Users users = server.bean(Users.class);

	@BeforeAll
	static void start() throws IOException {
		app("open", null);
		app("team", "deployers: [ann]");
		app("secret", "viewers: [ann]");
		app("nobody", "viewers: []");
		app("broken", "viewers: ann");
		app("removed", "viewers: [ann]\ndeployers: [bob]");
		app("grouped", "viewers: ['@ops', bob]\ndeployers: ['@the leads']");
		for (String name : new String[] { "ann", "bob", "eve", "olga", "lee" }) {
			server.bean(Users.class).add(name, name + "'s password", Role.VIEWER);
		}
		server.bean(Users.class).changeGroups("olga", Groups.of(List.of("ops", "the leaders")));
		server.bean(Users.class).changeGroups("lee", Groups.of(List.of("the leads")));
		server.bean(Users.class).changeGroups("ann", Groups.of(List.of("Ops", "bob", "@ops")));
		server.bean(Users.class).changeGroups("eve", Groups.of(List.of("ops")));
		server.bean(Users.class).disable("eve");
		await().until(() -> server.bean(Apps.class).find(new AppId("removed")).isPresent());
		FileSystemUtils.deleteRecursively(server.home().resolve("apps/removed"));
	}

	@ParameterizedTest(name = "{0} and {1}")
	@CsvSource(delimiter = '|', textBlock = """
			admin     | open    | true  | true
			admin     | team    | true  | true
			admin     | secret  | true  | true
			admin     | nobody  | true  | true
			admin     | broken  | true  | true
			admin     | removed | true  | true
			admin     | unknown | false | false
			ann       | open    | true  | false
			ann       | team    | true  | true
			ann       | secret  | true  | false
			ann       | nobody  | false | false
			ann       | broken  | false | false
			ann       | removed | true  | false
			ann       | unknown | false | false
			bob       | open    | true  | false
			bob       | team    | true  | false
			bob       | secret  | false | false
			bob       | removed | true  | true
			eve       | open    | false | false
			admin     | grouped | true  | true
			ann       | grouped | false | false
			bob       | grouped | true  | false
			olga      | grouped | true  | false
			lee       | grouped | true  | true
			eve       | grouped | false | false
			stranger  | grouped | false | false
			stranger  | open    | false | false
			anonymous | open    | false | false
			''        | open    | false | false
			""")
	void whoMaySeeAndWhoMayPress(String user, String app, boolean see, boolean press) {
		assertThat(this.rules.maySee(authentication(user), new AppId(app))).isEqualTo(see);
		assertThat(this.rules.mayPress(authentication(user), new AppId(app))).isEqualTo(press);
	}

	@ParameterizedTest
	@CsvSource({ "admin, true, true", "ann, true, false", "eve, false, false", "stranger, false, false",
			"anonymous, false, false", "'', false, false" })
	void whoIsWho(String user, boolean isUser, boolean isAdmin) {
		assertThat(this.rules.isUser(authentication(user))).isEqualTo(isUser);
		assertThat(this.rules.isAdmin(authentication(user))).isEqualTo(isAdmin);
	}

	@Test
	void whoIsNotAuthenticatedIsNobody() {
		Authentication claim = UsernamePasswordAuthenticationToken.unauthenticated("admin", "wrong");

		assertThat(this.rules.isAdmin(claim)).isFalse();
	}

	@Test
	void goesByTheRoleOfNow() {
		Authentication bob = authentication("bob");
		assertThat(this.rules.isAdmin(bob)).isFalse();

		this.users.changeRole("bob", Role.ADMIN);
		assertThat(this.rules.mayPress(bob, SECRET)).isTrue();

		// Another server changes it: this one is not told
		server.bean(JdbcClient.class).sql("UPDATE users SET role = 'VIEWER' WHERE name = 'bob'").update();
		await().untilAsserted(() -> assertThat(this.rules.maySee(bob, SECRET)).isFalse());
	}

	@Test
	void goesByTheGroupsOfNow() {
		Authentication olga = authentication("olga");
		assertThat(this.rules.mayPress(olga, new AppId("grouped"))).isFalse();

		this.users.changeGroups("olga", Groups.of(List.of("the leads")));
		assertThat(this.rules.mayPress(olga, new AppId("grouped"))).isTrue();

		// Another server changes it: this one is not told
		server.bean(JdbcClient.class).sql("UPDATE users SET in_groups = 'ops' WHERE name = 'olga'").update();
		await().untilAsserted(() -> assertThat(this.rules.mayPress(olga, new AppId("grouped"))).isFalse());
		this.users.changeGroups("olga", Groups.of(List.of("ops", "the leaders")));
	}

	@Test
	void goesByTheAppYamlOfNow() throws IOException {
		Authentication ann = authentication("ann");
		app("changing", "viewers: [ann]");
		await().untilAsserted(() -> assertThat(this.rules.maySee(ann, new AppId("changing"))).isTrue());

		app("changing", "viewers: [bob]");
		await().untilAsserted(() -> assertThat(this.rules.maySee(ann, new AppId("changing"))).isFalse());
	}

	private static @Nullable Authentication authentication(String user) {
		return switch (user) {
			case "" -> null;
			case "anonymous" ->
				new AnonymousAuthenticationToken("key", "admin", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
			default -> UsernamePasswordAuthenticationToken.authenticated(user, null,
					AuthorityUtils.createAuthorityList("ROLE_ADMIN"));
		};
	}

	private static void app(String id, @Nullable String yaml) throws IOException {
		Path folder = Files.createDirectories(server.home().resolve("apps").resolve(id));
		if (yaml != null) {
			Files.writeString(folder.resolve("app.yml"), yaml);
		}
	}

}
