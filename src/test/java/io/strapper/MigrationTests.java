package io.strapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that is killed while it makes its tables. H2 commits each of them at once, and
 * Flyway notes a migration only when it is through: it comes again.
 */
class MigrationTests {

	private static int databases;

	static Stream<Cut> cuts() throws IOException {
		List<Cut> cuts = new ArrayList<>();
		for (MigrationInfo migration : Flyway.configure().dataSource(url(), "", "").load().info().all()) {
			String version = String.valueOf(migration.getVersion());
			String script = Files.readString(Path.of("src/main/resources/db/migration", migration.getScript()));
			List<String> statements = Stream.of(script.replaceAll("--.*", "").split(";"))
				.filter((statement) -> !statement.isBlank())
				.toList();
			for (int done = 1; done <= statements.size(); done++) {
				cuts.add(new Cut(version, statements.subList(0, done)));
			}
		}
		return cuts.stream();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("cuts")
	void aMigrationThatWasCutOffIsMadeUpFor(Cut cut) throws Exception {
		String url = url();
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			Flyway.configure().dataSource(url, "", "").target("current").load().migrate();
			for (MigrationInfo earlier : earlier(url, cut)) {
				Flyway.configure().dataSource(url, "", "").target(earlier.getVersion()).load().migrate();
			}
			for (String sql : cut.done()) {
				statement.execute(sql);
			}

			Flyway flyway = Flyway.configure().dataSource(url, "", "").load();
			flyway.migrate();

			assertThat(flyway.info().pending()).isEmpty();
			flyway.validate();
		}
	}

	@Test
	void theNewestRunsOfAnOldHistoryAreKnown() throws Exception {
		String url = url();
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			Flyway.configure().dataSource(url, "", "").target("10").load().migrate();
			statement.execute(
					"""
							INSERT INTO run (app, number, action, status, started_by, started_at, run_id)
							SELECT CASE WHEN "X" > 3 THEN 'shop' ELSE 'blog' END, "X", 'deploy', 'lost', 'ann', CURRENT_TIMESTAMP, "X"
							FROM SYSTEM_RANGE(1, 9)""");

			Flyway.configure().dataSource(url, "", "").load().migrate();

			assertThat(JdbcClient.create(new SingleConnectionDataSource(connection, true))
				.sql("SELECT app || ' ' || number FROM newest_run")
				.query(String.class)
				.list()).containsExactlyInAnyOrder("blog 3", "shop 9");
		}
	}

	@Test
	void aServerOfTheVersionBeforeTheNodesGoesOnBesideThem() throws Exception {
		String url = url();
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			Flyway.configure().dataSource(url, "", "").target("25").load().migrate();
			String run = "INSERT INTO run (app, number, action, status, started_by, started_at, run_id) "
					+ "VALUES ('%s', 1, 'deploy', 'running', 'ann', CURRENT_TIMESTAMP, 'x')";
			String active = "INSERT INTO active_run (app, number) VALUES ('%s', 1)";
			statement.execute(run.formatted("blog"));
			statement.execute(active.formatted("blog"));

			Flyway.configure().dataSource(url, "", "").load().migrate();
			statement.execute(run.formatted("shop"));
			statement.execute(active.formatted("shop"));

			assertThat(JdbcClient.create(new SingleConnectionDataSource(connection, true))
				.sql("SELECT app FROM active_run WHERE node IS NULL ORDER BY app")
				.query(String.class)
				.list()).containsExactly("blog", "shop");
		}
	}

	private static List<MigrationInfo> earlier(String url, Cut cut) {
		return Stream.of(Flyway.configure().dataSource(url, "", "").load().info().all())
			.takeWhile((migration) -> !String.valueOf(migration.getVersion()).equals(cut.version()))
			.toList();
	}

	private static String url() {
		return "jdbc:h2:mem:migration" + databases++
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
	}

	private record Cut(String version, List<String> done) {

		@Override
		public String toString() {
			return "V" + this.version + " after statement " + this.done.size();
		}

	}

}
