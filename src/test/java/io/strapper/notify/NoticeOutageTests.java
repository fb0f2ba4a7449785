package io.strapper.notify;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import io.strapper.app.AppId;
import io.strapper.app.NoticeEvent;
import io.strapper.run.Run;
import io.strapper.run.RunFinished;
import io.strapper.run.Runs;
import io.strapper.testing.CuttableProxy;
import io.strapper.testing.Postgres;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The database goes between the end of a run and the record of its notices. */
class NoticeOutageTests {

	@TempDir
	private Path home;

	@AutoClose
	private final Receiver receiver = new Receiver();

	@Test
	void theNoticeIsRecordedWhenTheDatabaseIsBack() throws Exception {
		String database = Postgres.emptyDatabase();
		URI url = URI.create(database.substring("jdbc:".length()));
		Files.createDirectories(this.home.resolve("apps"));
		try (CuttableProxy wire = new CuttableProxy(url.getPort());
				Server server = Server.start(this.home, "--strapper.notify.internal=127.0.0.1",
						"--spring.datasource.hikari.connection-timeout=1000", "--spring.datasource.url="
								+ database.replace(url.getAuthority(), URI.create(wire.url()).getAuthority()))) {
			Channelled.secret(server, "blog", "hook-key", "a secret of some length");
			Channelled.app(server, "blog",
					"{ops: {type: webhook, url: \"%s\", secret-file: hook-key}}".formatted(this.receiver.url("/")),
					"exit 1");
			server.admin().app("blog").deployed();
			Channelled.settled(server, "blog", 1);
			server.bean(JdbcClient.class).sql("DELETE FROM notice").update();
			Run run = server.bean(Runs.class).find(new AppId("blog"), 1).orElseThrow();

			wire.cut();
			server.bean(RunEvents.class).finished(new RunFinished(run));
			wire.mend();

			this.receiver.awaited(2);
			assertThat(Channelled.settled(server, "blog", 1)).singleElement()
				.extracting(Notice::event)
				.isEqualTo(NoticeEvent.FAILED);
		}
	}

}
