package io.strapper.journey;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import io.strapper.run.RunStatus;
import io.strapper.run.Runs;
import io.strapper.testing.Client;
import io.strapper.testing.History;
import io.strapper.testing.Postgres;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The history of an app: figures, a plot, pages, CSV. */
class HistoryTests {

	private static final Pattern OLDER = Pattern.compile("href=\"([^\"]*before=[^\"]*)\"[^>]*>Older");

	private static final Pattern RUN = Pattern.compile("<p><a href=\"/apps/blog/runs/([0-9]+)\"");

	/** A few hundredths of a second, on a machine that has nothing else to do. */
	private static final Duration ENOUGH = Duration.ofSeconds(10);

	@RunningServer
	private static Server server;

	private static Client admin;

	@BeforeAll
	static void start() {
		History history = new History(server);
		for (int i = 130; i > 0; i--) {
			history.run("blog", "deploy", (i % 10 == 0) ? "failed" : "succeeded", "bob", Duration.ofDays(i),
					Duration.ofSeconds(40 + i % 3));
		}
		history.run("blog", "stop", "cancelled", "=1+1", Duration.ofHours(5), Duration.ofSeconds(65));
		history.run("blog", "deploy", "succeeded", "ann", Duration.ofHours(4), Duration.ofSeconds(125));
		history.run("fresh", "deploy", "succeeded", "ann", Duration.ofHours(4), Duration.ofSeconds(125));
		server.script("blog", "deploy", "true");
		server.file("blog", "app.yml", "name: The Blog\nviewers: []\n");
		server.script("fresh", "deploy", "true");
		server.script("never", "deploy", "true");
		admin = server.admin();
	}

	private static List<String> csv(String query) {
		List<String> lines = admin.get("/api/apps/blog/history.csv?" + query).body().lines().toList();
		return lines.subList(1, lines.size());
	}

	@ParameterizedTest
	@CsvSource({ "'', 132", "action=deploy, 131", "action=stop, 1", "status=failed, 13", "status=running, 0",
			"who=bob, 130", "who=nobody, 0", "who=bob&status=failed&action=deploy, 13", "until=2001-01-01, 0",
			"since=2001-01-01, 132", "since=2001-01-01&until=2001-01-02, 0", "who=%3D1%2B1, 1" })
	void runsAreFilteredByActionStatusPersonAndTime(String query, int count) {
		assertThat(csv(query)).hasSize(count);
		assertThat(admin.json("/api/apps/blog/history?limit=1000&" + query).get("runs")).hasSize(count);
		assertThat(Client.text(admin.get("/apps/blog/history?" + query)))
			.contains((count == 0) ? "No run matches." : (count == 1) ? "One run" : count + " runs");
	}

	@Test
	void aDayIsThatOfTheReadersZone() {
		String day = LocalDate.now(ZoneId.of("Pacific/Kiritimati")).toString();

		assertThat(csv("who=ann&zone=Etc/GMT%2B12&since=" + day)).isEmpty();
		assertThat(csv("who=ann&zone=Etc/GMT%2B12&until=" + day)).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "action=fly, 'action. Use one of deploy, stop, destroy.'", "status=bad, status. Use one of running",
			"since=yesterday, since. Use a day such as 2026-11-24.", "until=2026-02-30, until. Use a day",
			"until=999999999-01-01, until. Use a day", "zone=Nowhere/Land, zone. Use a time zone",
			"before=0x1, before. Use a whole number." })
	void whatCannotBeReadIsAnsweredWithASentence(String query, String sentence) {
		for (String path : List.of("/apps/blog/history?", "/api/apps/blog/history?")) {
			HttpResponse<String> answer = admin.get(path + query);

			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(Client.text(answer)).contains("Invalid value for " + sentence);
		}
	}

	@Test
	void theFiguresAreThoseOfTheFilteredRuns() {
		JsonNode all = admin.json("/api/apps/blog/history").get("summary");
		assertThat(all.get("runs").asInt()).isEqualTo(132);
		assertThat(all.get("actions").get(0).toString())
			.contains("\"action\":\"deploy\",\"runs\":131,\"succeeded\":118,\"failed\":13,\"cancelled\":0")
			.contains("\"successPercent\":90,\"usual\":{\"medianMs\":41000,\"p90Ms\":42000}");
		assertThat(all.get("actions").get(1).toString()).contains("\"successPercent\":null,\"usual\":null");
		assertThat(all.get("people").get(0).get("name").asString()).isEqualTo("bob");
		assertThat(all.get("people").get(0).get("lastNumber").asLong()).isEqualTo(130);

		assertThat(Client.text(admin.get("/apps/blog/history"))).contains("Deploy 131 90 % 118 of 131 41s 42s")
			.contains("Stop 1 1 cancelled – –")
			.contains("bob 130 90 % Deploy #130")
			.contains("Deploy #132 by ann Succeeded after 2m 05s");
		assertThat(Client.text(admin.get("/apps/fresh/history"))).contains("Deploy 1 100 % 1 of 1 – –");
		assertThat(Client.text(admin.get("/apps/never/history"))).contains("No runs yet.");
	}

	@Test
	void eachBarIsALinkToItsRun() {
		String page = admin.get("/apps/blog/history").body();

		assertThat(page).contains("<desc id=\"plot-text\">Newest on the right. Of 60: ",
				"aria-label=\"Deploy #132 succeeded after 2m 05s, longer than usual, by ann, ");
		assertThat(Pattern.compile("<a href=\"/apps/blog/runs/[0-9]+\" data-status").matcher(page).results())
			.hasSize(60);
		assertThat(page).doesNotContain(" style=");
	}

	@Test
	void pagesFollowEachOtherWithoutALossOrARepetition() {
		List<String> seen = new ArrayList<>();
		String page = "/apps/blog/history?who=bob&action=deploy";
		while (page != null) {
			String body = admin.get(page).body();
			RUN.matcher(body).results().forEach((run) -> seen.add(run.group(1)));
			Matcher older = OLDER.matcher(body);
			page = older.find() ? older.group(1).replace("&amp;", "&") : null;
			assertThat(page == null || page.contains("who=bob")).isTrue();
		}

		assertThat(seen).hasSize(130).doesNotHaveDuplicates().startsWith("130").endsWith("1");
	}

	@Test
	void aSpreadsheetTakesNoNameForAFormula() {
		HttpResponse<String> csv = admin.get("/api/apps/blog/history.csv?action=stop");

		assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
		assertThat(csv.headers().firstValue("Content-Disposition"))
			.hasValue("attachment; filename=\"blog-history.csv\"");
		assertThat(csv.body())
			.startsWith(
					"number,action,status,exitCode,startedBy,startedAt,finishedAt,durationMs,cancelledBy,reason\r\n")
			.contains("131,stop,cancelled,0,'=1+1,");
	}

	@Test
	void thePageOfAnAppLeadsToItsHistory() {
		assertThat(admin.get("/apps/blog").body()).contains("href=\"/apps/blog/history\"");
		assertThat(admin.get("/apps/never").body()).doesNotContain("/apps/never/history");
	}

	@Test
	void aHundredThousandRunsAreNoBurden() {
		assertThat(slowest(server)).isLessThan(ENOUGH);
	}

	@Test
	void aHundredThousandRunsAreNoBurdenOnPostgres(@TempDir Path home) {
		try (Server other = Server.start(home, "--spring.datasource.url=" + Postgres.emptyDatabase())) {
			assertThat(slowest(other)).isLessThan(ENOUGH);
		}
	}

	/** How long the slowest of some questions takes about 100,000 runs of an app. */
	private static Duration slowest(Server server) {
		JdbcClient jdbc = server.bean(JdbcClient.class);
		boolean h2 = server == HistoryTests.server;
		jdbc.sql(
				"""
						INSERT INTO run (app, number, action, status, exit_code, started_by, started_at, finished_at, run_id, log_size)
						SELECT 'old', n, CASE WHEN MOD(n, 50) = 0 THEN 'stop' ELSE 'deploy' END,
						CASE WHEN n = 7 THEN 'lost' WHEN MOD(n, 9) = 0 THEN 'failed' ELSE 'succeeded' END, 0,
						CASE WHEN n < 9 THEN 'rare' ELSE 'bob' END,
						TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00' + n * INTERVAL '1' MINUTE,
						TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:40+00' + n * INTERVAL '1' MINUTE, '-', 0 FROM (SELECT
						"""
						+ (h2 ? "\"X\" AS n FROM SYSTEM_RANGE(1, 100000)" : "n FROM generate_series(1, 100000) n")
						+ ") numbers")
			.update();
		Runs runs = server.bean(Runs.class);
		Instant first = Instant.parse("2020-01-01T00:00:00Z");
		return Stream
			.of(Runs.Wanted.ANY, new Runs.Wanted(null, RunStatus.LOST, null, null, null),
					new Runs.Wanted(null, null, "nobody", null, null),
					new Runs.Wanted(Action.DEPLOY, RunStatus.FAILED, "rare", first, first.plusSeconds(3600)))
			.map((wanted) -> fastest(() -> runs.history(new AppId("old"), wanted, null, 1000)))
			.max(Comparator.naturalOrder())
			.orElseThrow();
	}

	/** How long something takes of itself, whatever else the machine does. */
	private static Duration fastest(Runnable work) {
		return Stream.generate(() -> {
			long start = System.nanoTime();
			work.run();
			return Duration.ofNanos(System.nanoTime() - start);
		}).limit(3).min(Comparator.naturalOrder()).orElseThrow();
	}

}
