package io.strapper.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import io.strapper.app.Action;
import io.strapper.run.ActiveRow;
import io.strapper.run.Limits;
import io.strapper.run.Run;
import io.strapper.run.RunFinished;
import io.strapper.run.RunStarted;
import io.strapper.run.RunStatus;
import io.strapper.testing.CuttableProxy;
import io.strapper.testing.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The database goes between the record of a run and its launch. */
class DelayedLaunchTests {

	@TempDir
	private Path root;

	private String database;

	private CuttableProxy wire;

	private RunServer server;

	@BeforeEach
	void record() throws IOException {
		this.database = Postgres.emptyDatabase();
		URI url = URI.create(this.database.substring("jdbc:".length()));
		this.wire = new CuttableProxy(url.getPort());
		this.server = new RunServer(this.root,
				this.database.replace(url.getAuthority(), URI.create(this.wire.url()).getAuthority()),
				Duration.ofMillis(500))
			.script(RunServer.BLOG, "deploy", "echo once")
			.start();
	}

	@AfterEach
	void close() throws IOException {
		this.server.close();
		this.wire.close();
	}

	/** Records a run, which is then to be launched without a database. */
	private Run recorded() {
		ActiveRow row = this.server.ledger().begin(RunServer.BLOG, Action.DEPLOY, "ann", Limits.NONE);
		this.wire.cut();
		this.server.transitions().start(row);
		assertThat(this.server.events()).isEmpty();
		assertThat(this.server.files(row.run()).waits()).isFalse();
		return row.run();
	}

	@Test
	void theRunIsLaunchedWhenTheDatabaseIsBack() {
		Run run = recorded();

		this.wire.mend();

		Run ended = this.server.ended(run);
		assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
		assertThat(ended.reason()).isNull();
		assertThat(this.server.output(run)).isEqualTo("once\n");
		assertThat(this.server.events()).containsExactly(new RunStarted(run), new RunFinished(ended));
	}

	/** For example because another node has taken it over. */
	@Test
	void aRunThatHasEndedMeanwhileIsNotLaunched() {
		Run run = recorded();
		JdbcClient beside = JdbcClient.create(new DriverManagerDataSource(this.database));
		beside.sql("DELETE FROM active_run").update();
		beside.sql("UPDATE run SET status = 'lost', finished_at = CURRENT_TIMESTAMP").update();

		this.wire.mend();

		assertThat(this.server.ended(run).status()).isEqualTo(RunStatus.LOST);
		assertThat(this.server.log(run)).isEmpty();
		assertThat(this.server.events(RunStarted.class)).isEmpty();
	}

}
