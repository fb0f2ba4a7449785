package io.strapper.security;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

import io.strapper.app.AppId;
import io.strapper.testing.Client;
import io.strapper.testing.Folders;
import io.strapper.testing.Server;
import io.strapper.user.Role;
import io.strapper.user.Sessions;
import io.strapper.user.Users;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;

class OngoingAccessTests {

	private static final String PASSWORD = "ann's password";

	@TempDir
	private Path home;

	private Server server;

	private Client ann;

	private final AtomicLong now = new AtomicLong();

	private OngoingAccess access;

	@BeforeEach
	void start() {
		Folders.script(this.home, "blog", "deploy", "echo hello");
		this.server = Server.start(this.home);
		this.server.bean(Users.class).add("ann", PASSWORD, Role.VIEWER);
		this.ann = this.server.client("ann", PASSWORD);
		Authentication user = UsernamePasswordAuthenticationToken.authenticated("ann", null,
				AuthorityUtils.NO_AUTHORITIES);
		String session = new String(Base64.getDecoder().decode(this.ann.session().getValue()), StandardCharsets.UTF_8);
		this.access = new OngoingAccess(this.server.bean(AppRules.class), this.server.bean(Sessions.class), user,
				session, new AppId("blog"), this.now::get);
	}

	@AfterEach
	void stop() {
		this.server.close();
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
		this.server.bean(Users.class).disable("ann");
		secondsPass();
		assertThat(this.access.isAllowed()).isFalse();

		this.server.bean(Users.class).enable("ann");
		secondsPass();
		assertThat(this.access.isAllowed()).isFalse();
	}

	private void secondsPass() {
		this.now.addAndGet(1_000_000_000);
	}

}
