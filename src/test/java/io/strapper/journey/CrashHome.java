package io.strapper.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import io.strapper.testing.Client;
import io.strapper.testing.Folders;
import tools.jackson.databind.JsonNode;

import static org.awaitility.Awaitility.await;

/**
 * A home whose servers are killed. It remembers what each of them has told, and holds the
 * next one to it.
 */
final class CrashHome {

	private static final List<String> APPS = List.of("ada", "bee", "cat", "dog");

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final Path path;

	private final int seed;

	private final CrashReport report;

	/**
	 * Runs that a server has promised, by name: their JSON once they have ended, else "".
	 */
	private final Map<String, String> told = new ConcurrentHashMap<>();

	CrashHome(Path path, int seed, CrashReport report) {
		this.path = path;
		this.seed = seed;
		this.report = report;
		for (String app : APPS) {
			Folders.script(path, app, "deploy", script(app));
		}
	}

	Path path() {
		return this.path;
	}

	List<String> apps() {
		return APPS;
	}

	/**
	 * What a run does follows from its number, so that it can be told without asking it.
	 */
	private String[] script(String app) {
		return new String[] { "echo $STRAPPER_RUN >>starts", "plan=$((STRAPPER_RUN * 7919 + " + offset(app) + "))",
				"lines=$((plan % 3 * (plan % 499) + 1))", "code=$((plan % 5 * plan % 256))", "i=0",
				"while [ $i -lt $lines ]; do", "i=$((i + 1))", "echo \"line $i of $lines\"",
				"[ $((i % 10)) -ne 0 ] || sleep 0.05", "done", "exit $code" };
	}

	private int offset(String app) {
		return this.seed + APPS.indexOf(app) * 613;
	}

	private int plan(String app, int number) {
		return number * 7919 + offset(app);
	}

	private int lines(String app, int number) {
		int plan = plan(app, number);
		return plan % 3 * (plan % 499) + 1;
	}

	private int code(String app, int number) {
		int plan = plan(app, number);
		return plan % 5 * plan % 256;
	}

	/** Presses an app's button, whatever becomes of the server meanwhile. */
	void press(Client client, String app) {
		try {
			HttpResponse<String> response = client.post("/api/apps/" + app + "/deploy");
			if (response.statusCode() == 202) {
				String location = response.headers().firstValue("Location").orElseThrow();
				this.told.putIfAbsent(app + "/" + location.substring(location.lastIndexOf('/') + 1), "");
				this.report.acknowledged();
			}
			else if (response.statusCode() != 409) {
				this.report.wrong("A press of %s gave %d %s", app, response.statusCode(), response.body());
			}
		}
		// Also what the client makes of a page that was cut off
		catch (UncheckedIOException | AssertionError ex) {
			this.report.unanswered();
		}
	}

	/** Holds a server to what was told before, and remembers what it tells. */
	void look(Client client) {
		Map<String, JsonNode> now = new TreeMap<>();
		for (String app : APPS) {
			client.json("/api/apps/" + app + "/runs?limit=1000")
				.forEach((run) -> now.put(app + "/" + run.get("number").asString(), run));
		}
		this.told.keySet()
			.stream()
			.filter((name) -> !now.containsKey(name))
			.forEach((name) -> this.report.wrong("Run %s is not on record any more", name));
		now.forEach(this::compare);
	}

	private void compare(String name, JsonNode run) {
		boolean running = run.get("status").asString().equals("running");
		String before = this.told.getOrDefault(name, "");
		if (before.isEmpty() && !running) {
			check(name, run);
		}
		else if (!before.isEmpty() && !before.equals(run.toString())) {
			this.report.wrong("Run %s had ended as %s and is now %s", name, before, run);
		}
		this.told.put(name, running ? "" : run.toString());
	}

	private void check(String name, JsonNode run) {
		String app = run.get("app").asString();
		int number = run.get("number").asInt();
		int code = code(app, number);
		String status = run.get("status").asString();
		if (!status.equals((code == 0) ? "succeeded" : "failed") || run.get("exitCode").asInt(-1) != code
				|| !run.get("reason").isNull()) {
			this.report.wrong("Run %s should have exited with %d: %s", name, code, run);
		}
		String log = read(this.path.resolve("runs/" + name + "/log"));
		int lines = lines(app, number);
		List<String> expected = IntStream.rangeClosed(1, lines).mapToObj((i) -> "line " + i + " of " + lines).toList();
		if (!log.lines().filter((line) -> line.startsWith("line ")).toList().equals(expected)) {
			this.report.wrong("Run %s should have %d lines: %s", name, lines, log);
		}
		if (run.get("size").asLong() != log.getBytes(StandardCharsets.UTF_8).length) {
			this.report.wrong("The log of %s has another size: %s", name, run);
		}
		List<String> starts = read(this.path.resolve("apps/" + app + "/starts")).lines().toList();
		if (Collections.frequency(starts, Integer.toString(number)) != 1) {
			this.report.wrong("Run %s was not started once: %s", name, starts);
		}
		this.report.ended(status, lines);
	}

	/** Notes how far the runs were that no server has told the end of. */
	void crashed() {
		for (String app : APPS) {
			for (int number = 1; Files.exists(directory(app, number)); number++) {
				if (this.told.getOrDefault(app + "/" + number, "").isEmpty()) {
					this.report.atCrash(stage(directory(app, number)));
				}
			}
		}
	}

	private Path directory(String app, int number) {
		return this.path.resolve("runs/" + app + "/" + number);
	}

	private static String stage(Path directory) {
		if (Files.exists(directory.resolve("exit"))) {
			return "ended, exit file there";
		}
		if (Files.notExists(directory.resolve("wrapper"))) {
			return "on record, process not begun";
		}
		return read(directory.resolve("log")).contains("line ") ? "in mid-run" : "begun, first line to come";
	}

	/** Waits until every run has ended. */
	void finish(Client client) {
		await().atMost(PATIENCE).until(() -> !client.json("/api/apps").toString().contains("\"status\":\"running\""));
		look(client);
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
			if (runs != this.told.size() || active != 0) {
				this.report.wrong("The database has %d runs of %d, and %d are active", runs, this.told.size(), active);
			}
			this.report.databaseRead();
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

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			return "";
		}
	}

}
