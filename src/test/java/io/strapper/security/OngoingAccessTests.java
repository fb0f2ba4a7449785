package io.strapper.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

import io.strapper.app.AppId;
import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.user.Role;
import io.strapper.user.Sessions;
import io.strapper.user.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;

class OngoingAccessTests {

	private static final String PASSWORD = "ann's password";

	@RunningServer
	private static Server server;

	private Client ann;

	private final AtomicLong now = new AtomicLong();

	private OngoingAccess access;

	@BeforeEach
	void start() {
		server.script("blog", "deploy", "echo hello");
		Users users = server.bean(Users.class);
		if (users.exists("ann")) {
			users.remove("ann");
		}
		users.add("ann", PASSWORD, Role.VIEWER);
		this.ann = server.client("ann", PASSWORD);
		Authentication user = UsernamePasswordAuthenticationToken.authenticated("ann", null,
				AuthorityUtils.NO_AUTHORITIES);
		String session = new String(Base64.getDecoder().decode(this.ann.session().getValue()), StandardCharsets.UTF_8);
		this.access = new OngoingAccess(server.bean(AppRules.class), server.bean(Sessions.class), user, session,
				new AppId("blog"), this.now::get);
	}

	@Test
	void goesOnWhileNothingChanges() {
		for (int i = 0; i < 5; i++) {
			assertThat(this.access.isAllowed()).isTrue();
			secondsPass();
		}
	}

	@Test
	void endsASecondAfterTheSignOut() {
		this.ann.post("/logout");

		assertThat(this.access.isAllowed()).as("asked by the clock").isTrue();
		secondsPass();
		assertThat(this.access.isAllowed()).isFalse();
	}

	@Test
	void endsForGoodWithTheRight() {
		server.bean(Users.class).disable("ann");
		secondsPass();
		assertThat(this.access.isAllowed()).isFalse();

		server.bean(Users.class).enable("ann");
		secondsPass();
		assertThat(this.access.isAllowed()).isFalse();
	}

	private void secondsPass() {
		this.now.addAndGet(1_000_000_000);
	}

}
