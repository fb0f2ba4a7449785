package io.strapper.process;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import io.strapper.app.Action;
import io.strapper.run.Limits;
import io.strapper.testing.Client;
import io.strapper.testing.CuttableProxy;
import io.strapper.testing.Postgres;
import io.strapper.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The database goes in the middle of a press: the commit came through, its answer did
 * not.
 */
class UnheardRunTests {

	@Test
	void isStartedWhenTheDatabaseIsBack(@TempDir Path home, @TempDir Path other) throws Exception {
		String database = Postgres.emptyDatabase();
		URI url = URI.create(database.substring("jdbc:".length()));
		Files.createDirectories(home.resolve("apps"));
		try (CuttableProxy wire = new CuttableProxy(url.getPort());
				Server server = Server.start(home, "--spring.datasource.hikari.connection-timeout=1000",
						"--spring.datasource.url="
								+ database.replace(url.getAuthority(), URI.create(wire.url()).getAuthority()));
				RunServer beside = new RunServer(other, database).start()) {
			server.script("blog", "deploy", "echo once");
			Client admin = server.admin();
			admin.app("blog").deployed();

			wire.cut();
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> server.bean(Deployer.class).start(RunServer.BLOG, Action.DEPLOY, "admin"));
			beside.ledger().begin(RunServer.BLOG, Action.DEPLOY, "admin", Limits.NONE);
			wire.mend();

			assertThat(admin.app("blog").ended(2).get("status").asString()).isEqualTo("succeeded");
			assertThat(admin.app("blog").log(2)).contains("once");
		}
	}

}
