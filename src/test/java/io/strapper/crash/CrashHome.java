package io.strapper.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.strapper.testing.Client;

import static org.awaitility.Awaitility.await;

/** The home of a server that is alone and is killed. */
final class CrashHome {

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final Path path;

	private final CrashScript script;

	private final ToldRuns runs;

	private final CrashReport report;

	CrashHome(Path path, int seed, CrashReport report) {
		this.path = path;
		this.script = new CrashScript(path, List.of("ada", "bee", "cat", "dog"), seed, "0.05");
		this.runs = new ToldRuns(this.script, new RunCheck(this.script, (lost) -> false, report), Set.of(409), report);
		this.report = report;
	}

	Path path() {
		return this.path;
	}

	List<String> apps() {
		return this.script.apps();
	}

	ToldRuns runs() {
		return this.runs;
	}

	/** Notes how far the runs were that no server has told the end of. */
	void crashed() {
		for (String app : apps()) {
			for (int number = 1; Files.exists(this.script.folder(app, number)); number++) {
				if (!this.runs.hasEnded(app, number)) {
					this.report.count("run at a crash: " + stage(app, number));
				}
			}
		}
	}

	private String stage(String app, int number) {
		Path folder = this.script.folder(app, number);
		if (Files.exists(folder.resolve("exit"))) {
			return "ended, exit file there";
		}
		if (Files.notExists(folder.resolve("wrapper"))) {
			return "on record, process not begun";
		}
		return this.script.log(app, number).contains("line ") ? "in mid-run" : "begun, first line to come";
	}

	/** Waits until every run has ended. */
	void finish(Client client) {
		await().atMost(PATIENCE).until(() -> !client.json("/api/apps").toString().contains("\"status\":\"running\""));
		this.runs.look(client);
		new ProcessMarks(this.script, this.report).check(Set.of());
	}

	/** Reads the whole database, which nobody else has open. */
	void checkDatabase() {
		String url = "jdbc:h2:file:" + this.path.resolve("db/strapper")
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;IFEXISTS=TRUE";
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			statement.execute("SCRIPT");
			long runs = number(statement, "SELECT COUNT(*) FROM run");
			long active = number(statement, "SELECT COUNT(*) FROM active_run");
			if (runs != this.runs.size() || active != 0) {
				this.report.wrong("The database has %d runs of %d, and %d are active", runs, this.runs.size(), active);
			}
			this.report.count("database: read to its last row");
		}
		catch (SQLException ex) {
			this.report.wrong("The database of %s cannot be read: %s", this.path, ex);
		}
	}

	private static long number(Statement statement, String query) throws SQLException {
		try (ResultSet result = statement.executeQuery(query)) {
			result.next();
			return result.getLong(1);
		}
	}

}
