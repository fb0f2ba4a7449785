package io.strapper.node;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.info.BuildProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which node runs what is pressed on web-1, which drains. */
class PlacementTests {

	private JdbcClient jdbc;

	private Placement placement;

	@BeforeEach
	void nodes() {
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl("jdbc:h2:mem:placement" + System.nanoTime()
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
		Flyway.configure().dataSource(database).load().migrate();
		this.jdbc = JdbcClient.create(database);
		this.placement = placement(Node.of("web-1", true, Duration.ofHours(1)),
				new TransactionTemplate(new JdbcTransactionManager(database)));
		node("web-1", "'i'", 0, true, 0);
		node("web-2", "'i'", 0, false, 3);
		node("web-3", "'i'", 0, false, 1);
		node("silent", "'i'", 31, false, 0);
		node("shut-down", "NULL", 0, false, 0);
	}

	private Placement placement(Node us, TransactionTemplate transaction) {
		Nodes nodes = new Nodes(this.jdbc, transaction, us);
		return new Placement(us, nodes, new Lease(us, nodes, Clock.systemUTC(),
				new DefaultListableBeanFactory().getBeanProvider(BuildProperties.class)));
	}

	private void node(String name, String incarnation, int minutesAgo, boolean draining, int runs) {
		this.jdbc.sql("""
				INSERT INTO node (name, incarnation, machine, version, started_at, heard_at, draining)
				VALUES ('%s', %s, 'm', 'v', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP - INTERVAL '%d' MINUTE, %s)
				""".formatted(name, incarnation, minutesAgo, draining)).update();
		for (int i = 0; i < runs; i++) {
			String app = name + "-" + i;
			this.jdbc.sql("""
					INSERT INTO run (app, number, action, status, started_by, started_at, run_id)
					VALUES ('%s', 1, 'deploy', 'running', 'ann', CURRENT_TIMESTAMP, 'x')
					""".formatted(app)).update();
			this.jdbc.sql("INSERT INTO active_run (app, number, node) VALUES ('%s', 1, '%s')".formatted(app, name))
				.update();
		}
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ ",web-3", "web-2,web-2", "web-2 web-3,web-3", "silent web-2,web-2", "web-1 shut-down web-2,web-2" })
	void theOneOfThoseThatTakeRunsThatHasTheFewest(@Nullable String wanted, String expected) {
		assertThat(this.placement.of((wanted != null) ? Arrays.asList(wanted.split(" ")) : List.of()))
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "web-1", "silent", "shut-down", "web-9", "web-1 silent" })
	void noneOfThemTakesRuns(String wanted) {
		assertThatThrownBy(() -> this.placement.of(List.of(wanted.split(" ")))).isInstanceOf(NoNodeException.class)
			.hasMessage("None of the nodes that may run it is available: %s. Start one of them, or end its draining."
				.formatted(wanted.replace(" ", ", ")));
	}

	@Test
	void aNodeWithoutALeaseTakesNothing() {
		this.jdbc.sql("UPDATE node SET draining = FALSE WHERE name = 'web-1'").update();

		assertThatThrownBy(() -> this.placement.of(List.of("web-1"))).isInstanceOf(NoNodeException.class)
			.hasMessageStartingWith("This node has lost touch with the database");
	}

	@Test
	void aServerThatIsAloneTakesEverything() {
		Placement alone = placement(Node.alone(), new TransactionTemplate());

		assertThat(alone.of(List.of("web-9"))).isNull();
	}

}
