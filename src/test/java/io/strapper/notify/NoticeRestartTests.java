package io.strapper.notify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.strapper.testing.Postgres;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A notice outlives the server, in every database. */
class NoticeRestartTests {

	@TempDir
	private Path home;

	@AutoClose
	private final Receiver receiver = new Receiver();

	private String[] arguments(String database) {
		return Stream
			.of("--strapper.notify.internal=127.0.0.1", "--strapper.notify.retries=1s,50ms",
					database.equals("PostgreSQL") ? "--spring.datasource.url=" + Postgres.emptyDatabase() : "--x=y")
			.toArray(String[]::new);
	}

	static Stream<Arguments> databases() {
		return Stream.of(Arguments.of("H2"), Arguments.of("PostgreSQL"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("databases")
	void aServerThatStartsAgainTriesOn(String database) throws Exception {
		String[] arguments = arguments(database);
		Files.createDirectories(this.home.resolve("apps"));
		this.receiver.answers((number) -> (number == 1) ? 503 : 200);
		Notice before;
		try (Server first = Server.start(this.home, arguments)) {
			Channelled.secret(first, "blog", "hook-key", "a secret of some length");
			Channelled.app(first, "blog",
					"{ops: {type: webhook, url: \"%s\", secret-file: hook-key}}".formatted(this.receiver.url("/")),
					"echo 'error: gone'", "exit 1");
			first.admin().app("blog").deployed();
			await().until(() -> Channelled.notices(first, "blog").stream().anyMatch((it) -> it.tries() == 1));
			before = Channelled.notices(first, "blog").get(0);
			first.leave();
		}
		assertThat(before.reason()).isEqualTo("The receiver answered 503.");
		assertThat(this.receiver.got()).hasSize(1);

		try (Server second = Server.start(this.home, arguments)) {
			Receiver.Got again = this.receiver.awaited(2);

			assertThat(again.header("webhook-id")).isEqualTo(before.message());
			assertThat(again.json().get("data").get("firstError").asString()).isEqualTo("error: gone");
			Notice after = Channelled.settled(second, "blog", 1).get(0);
			assertThat(after.state()).isEqualTo(Notice.State.SENT);
			assertThat(after.tries()).isEqualTo(2);
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("databases")
	void anEndThatWasNotRecordedIsMadeUpFor(String database) throws Exception {
		String[] arguments = arguments(database);
		Files.createDirectories(this.home.resolve("apps"));
		try (Server first = Server.start(this.home, arguments)) {
			Channelled.secret(first, "blog", "hook-key", "a secret of some length");
			Channelled.app(first, "blog",
					"{ops: {type: webhook, url: \"%s\", secret-file: hook-key}}".formatted(this.receiver.url("/")),
					"exit 1");
			first.admin().app("blog").deployed();
			Channelled.settled(first, "blog", 1);
			// As if the server had been killed between the run's end and this row
			first.bean(JdbcClient.class).sql("DELETE FROM notice").update();
			first.leave();
		}
		assertThat(this.receiver.got()).hasSize(1);

		try (Server second = Server.start(this.home, arguments)) {
			this.receiver.awaited(2);
			Channelled.settled(second, "blog", 1);
		}
		try (Server third = Server.start(this.home, arguments)) {
			assertThat(Channelled.notices(third, "blog")).as("told once").hasSize(1);
		}
	}

}
