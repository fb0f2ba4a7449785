package io.strapper.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.strapper.home.CannotStartException;
import io.strapper.testing.Client;
import io.strapper.testing.Cluster;
import io.strapper.testing.Server;
import io.strapper.testing.Threads;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class InitialAdminTests {

	@TempDir
	private Path home;

	@Test
	void theFirstPasswordIsToldOnceAndKeptUntilItIsChanged(CapturedOutput output) throws IOException {
		Path file = this.home.resolve("initial-admin-password");
		String password;
		try (Server server = Server.start(this.home, "--strapper.admin-password=")) {
			password = Files.readString(file).strip();
			assertThat(output.getOut()).containsOnlyOnce("Sign in as admin with the password " + password);
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
			assertThat(Files.list(this.home).map((path) -> path.getFileName().toString()))
				.containsExactlyInAnyOrder("apps", "db", "lock", "runs", "initial-admin-password");
			server.client().signIn("admin", password);
		}
		try (Server server = Server.start(this.home, "--strapper.admin-password=")) {
			assertThat(output.getOut()).containsOnlyOnce(password).contains("is still in " + file);
			Client browser = server.client();
			browser.signIn("admin", password);

			browser.post("/account/password",
					Map.of("current", password, "password", "another password", "repeat", "another password"));

			assertThat(file).doesNotExist();
		}
	}

	@Test
	void aPresetPasswordIsNeitherToldNorKept(CapturedOutput output) throws IOException {
		try (Server server = Server.start(this.home, "--strapper.admin-password=" + Server.PASSWORD)) {
			server.client().signIn("admin", Server.PASSWORD);

			assertThat(this.home.resolve("initial-admin-password")).doesNotExist();
			assertThat(output.getAll()).doesNotContain("Sign in as").doesNotContain(Server.PASSWORD);
		}
		try (Server server = Server.start(this.home, "--strapper.admin-password=not the first one")) {
			assertThat(server.client().tryToSignIn("admin", "not the first one")).extracting(Client::location)
				.isEqualTo("/login?error");
			server.client().signIn("admin", Server.PASSWORD);
			assertThat(output.getAll())
				.containsOnlyOnce(
						"STRAPPER_ADMIN_PASSWORD is set, though there are users already and it changes nothing")
				.doesNotContain("not the first one");
		}
	}

	@Test
	void nodesThatStartTogetherMakeOneAdministrator() throws Exception {
		Cluster cluster = new Cluster(this.home);
		CompletableFuture<Server> start = CompletableFuture.supplyAsync(() -> start(cluster, "one"), Threads.OWN);
		// One after the other, as far as there: a virtual machine has one set of loggers
		await().until(() -> MeetingHashing.MEETING.getNumberWaiting() == 1 || start.isDone());

		try (Server other = start(cluster, "other"); Server one = start.get()) {
			String password = Files.readString(this.home.resolve("initial-admin-password")).strip();
			one.client().signIn("admin", password);
			other.client().signIn("admin", password);
			other.leave();
		}
	}

	private static Server start(Cluster cluster, String node) {
		return cluster.start(node, List.of(MeetingHashing.class), "--strapper.admin-password=");
	}

	@Test
	void aPresetPasswordThatWillNotDoEndsTheStartWithASentence(CapturedOutput output) {
		assertThatThrownBy(() -> Server.start(this.home, "--strapper.admin-password=sesame"))
			.isInstanceOf(CannotStartException.class);

		assertThat(output.getAll())
			.contains("STRAPPER_ADMIN_PASSWORD cannot be used. Password is too short. Use at least 12 characters.")
			.doesNotContain("sesame")
			.doesNotContain("\tat ");
	}

	@Test
	void theEnvironmentPresetsThePassword() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					Map.of("STRAPPER_ADMIN_PASSWORD", Server.PASSWORD)));
		ConfigurationPropertySources.attach(environment);

		UserSettings properties = Binder.get(environment).bindOrCreate("strapper", UserSettings.class);

		assertThat(properties.adminPassword()).isEqualTo(Server.PASSWORD);
		assertThat(properties.toString()).doesNotContain(Server.PASSWORD);
	}

	/** Each server's first password is hashed while the other hashes its own. */
	static class MeetingHashing implements BeanPostProcessor {

		private static final CyclicBarrier MEETING = new CyclicBarrier(2);

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			AtomicBoolean met = new AtomicBoolean();
			return (bean instanceof BoundedHashing hashing) ? new BoundedHashing(hashing, 2) {
				@Override
				public @Nullable String encode(@Nullable CharSequence password) {
					if (met.compareAndSet(false, true)) {
						meet();
					}
					return super.encode(password);
				}
			} : bean;
		}

		private static void meet() {
			try {
				// One server may start much later than the other
				MEETING.await(5, TimeUnit.MINUTES);
			}
			catch (TimeoutException | BrokenBarrierException ex) {
				throw new IllegalStateException("Only one of the nodes thinks that there is nobody yet", ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
