package io.strapper.journey;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What changed since the last good run. */
class CompareTests {

	@RunningServer
	private static Server server;

	private static Client admin;

	@BeforeAll
	static void start() {
		server.script("blog", "deploy", "date -Is; echo begun, pid $$", "mktemp -u; head -c 9 /dev/urandom | sha1sum",
				"seq -f 'step %g' 100", "echo took $STRAPPER_RUN.5s", "case $STRAPPER_RUN in",
				"3) echo '<b>refused</b>'; seq -f 'again %g' 2; exit 1;;", "4) exit 1;; esac", "echo passed");
		server.script("blog", "stop", "echo stopped");
		server.script("big", "deploy", "seq -f 'line %.0f of a log that is long enough to be one' 100000 |",
				"sed -e \"s/^line [0-9]*000 /line & in $STRAPPER_RUN.25s, /\" -e \"s/9999 /&of $STRAPPER_RUN which /\"");
		server.script("odd", "deploy", "awk -v s=$STRAPPER_RUN 'BEGIN { srand(s); for (i = 0; i < 100000; i++)",
				"print \"word \" int(rand() * 12) }'");
		server.script("slow", "deploy", "sleep 60");
		server.script("groups", "deploy", "echo '::group::Build it'", "echo made in $STRAPPER_RUN of x",
				"echo \"word $(echo $STRAPPER_RUN | tr 12 ab)\"", "echo ::endgroup::");
		admin = server.admin();
		for (int i = 0; i < 2; i++) {
			admin.app("blog").deployed();
		}
		admin.app("blog").deployed();
		admin.app("blog").deployed();
	}

	private static List<String> rows(JsonNode comparison) {
		List<String> rows = new ArrayList<>();
		for (JsonNode row : comparison.get("rows")) {
			rows.add("%s %s %s %s %s"
				.formatted(row.get("kind").asString(), row.get("oldLine"), row.get("newLine"), row.get("count"),
						row.get("text").asString(""))
				.strip());
		}
		return rows;
	}

	@Test
	void aFailedRunIsComparedWithTheLastGoodOneOfTheSameAction() {
		admin.app("blog").ended(admin.app("blog").press("stop"));
		JsonNode comparison = admin.json("/api/apps/blog/runs/3/compare");

		assertThat(comparison.get("with").asLong()).isEqualTo(2);
		assertThat(comparison.get("aligned").asBoolean()).isTrue();
		assertThat(comparison.get("whole").asBoolean()).isTrue();
		assertThat(rows(comparison)).map((row) -> row.replaceAll("[0-9]+[.][0-9]+ s$", "0.0 s"))
			.containsExactly("folded 0 0 103", "equal 103 103 1 step 99", "equal 104 104 1 step 100",
					"equal 105 105 1 took 3.5s", "removed 106 null 1 passed",
					"removed 107 null 1 ✔ deploy #2 succeeded (exit code 0) after 0.0 s",
					"added null 106 1 <b>refused</b>", "added null 107 1 again 1", "added null 108 1 again 2",
					"added null 109 1 ✘ deploy #3 failed (exit code 1) after 0.0 s");
		assertThat(admin.json("/api/apps/blog/runs/4/compare").get("with").asLong()).isEqualTo(2);
		assertThat(admin.json("/api/apps/blog/runs/2/compare").get("changes").asLong()).isZero();
	}

	@Test
	void thePageNamesTheLinesInBothRuns() {
		HttpResponse<String> page = admin.get("/apps/blog/runs/3/compare");

		assertThat(page.body())
			.contains("<code>&lt;b&gt;refused&lt;/b&gt;</code>", "href=\"/apps/blog/runs/3#L107\"",
					"href=\"/apps/blog/runs/2#L107\"", "href=\"/apps/blog/runs/3#L1\"")
			.doesNotContain(" style=");
		assertThat(Client.text(page)).contains("What changed since the last good run?", "Deploy #2", "Deploy #3",
				"1 difference : 2 removed , 4 added , 106 equal lines", "103 equal lines", "Removed: passed",
				"Added: again 2");
		assertThat(admin.get("/apps/blog/runs/3").body()).contains("href=\"/apps/blog/runs/3/compare\"");
	}

	@Test
	void anyTwoRunsCanBeCompared() {
		assertThat(admin.json("/api/apps/blog/runs/4/compare?with=3").get("removed").asLong()).isEqualTo(3);
		assertThat(Client.text(admin.get("/apps/blog/runs/4/compare?with=4"))).contains("Both logs say the same");
		assertThat(admin.get("/apps/blog/runs/4/compare?with=99").statusCode()).isEqualTo(404);
		assertThat(admin.get("/apps/blog/runs/4/compare?with=x").statusCode()).isEqualTo(400);
		assertThat(admin.get("/apps/blog/runs/4/compare?from=9").statusCode()).isEqualTo(404);
	}

	@Test
	void withoutAnEarlierGoodRunThePageSaysSo() {
		assertThat(Client.text(admin.get("/apps/blog/runs/1/compare")))
			.contains("No earlier run of this action succeeded");
		assertThat(admin.get("/api/apps/blog/runs/1/compare").statusCode()).isEqualTo(404);
	}

	@Test
	void aRunThatGoesOnIsNotCompared() {
		long run = admin.app("slow").press("deploy");

		HttpResponse<String> answer = admin.get("/apps/slow/runs/" + run + "/compare");

		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(Client.text(answer)).contains("Run #1 goes on. Compare it when it has ended.");
	}

	@Test
	void aDeletedLogIsNotComparedAndNotKept() {
		server.script("gone", "deploy", "echo $STRAPPER_RUN is a secret");
		admin.app("gone").deployed();
		admin.app("gone").deployed();
		assertThat(rows(admin.json("/api/apps/gone/runs/2/compare?with=1"))).contains("removed 1 null 1 1 is a secret");
		await().until(() -> admin.delete("/api/apps/gone/runs/1/log").statusCode() < 300);

		assertThat(admin.get("/api/apps/gone/runs/2/compare?with=1").statusCode()).isEqualTo(410);
		assertThat(Client.text(admin.get("/apps/gone/runs/2/compare"))).contains("still has its log");
	}

	@Test
	void aHundredThousandLinesAreCompared() {
		admin.app("big").deployed();
		admin.app("big").deployed();

		JsonNode comparison = admin.json("/api/apps/big/runs/2/compare");

		// Not for long: it takes no more steps than its budget has
		assertThat(comparison.get("aligned").asBoolean()).isTrue();
		assertThat(comparison.get("changes").asInt()).isEqualTo(10);
		assertThat(comparison.get("equal").asInt()).isEqualTo(100_000 + 2 - 10);
		assertThat(rows(comparison)).anyMatch((row) -> row.startsWith("removed 9999 null 1 line 9999 of 1 which"));
	}

	@Test
	void logsThatAreTooDifferentAreSaidToBe() {
		admin.app("odd").deployed();
		admin.app("odd").deployed();

		HttpResponse<String> page = admin.get("/apps/odd/runs/2/compare");

		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(Client.text(page)).contains("too different to align in full", "more removed lines");
	}

	@Test
	void aMarkerIsShownAsTheNameOfItsGroup() {
		admin.app("groups").deployed();
		admin.app("groups").deployed();
		admin.json("/api/apps/groups/runs/1/groups");
		admin.json("/api/apps/groups/runs/2/groups");

		JsonNode rows = admin.json("/api/apps/groups/runs/2/compare").get("rows");

		assertThat(rows.toString()).contains("\"text\":\"::group::Build it\",\"group\":\"Build it\"",
				"\"text\":\"::endgroup::\",\"group\":\"\"", "\"text\":\"word b\",\"group\":null");
		assertThat(Client.text(admin.get("/apps/groups/runs/2/compare"))).contains("Build it", "word a", "word b")
			.doesNotContain("::group::", "::endgroup::");
	}

}
