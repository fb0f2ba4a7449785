package io.strapper.journey;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.strapper.testing.Client;
import io.strapper.testing.History;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who did what, over all apps that one may see. */
class ActivityTests {

	private static final Pattern OLDER = Pattern.compile("href=\"([^\"]*before=[^\"]*)\"");

	@RunningServer
	private static Server server;

	private static Client admin;

	private static Client ann;

	@BeforeAll
	static void start() {
		History history = new History(server);
		for (int i = 120; i > 0; i--) {
			history.run("old", "deploy", "succeeded", "bob", Duration.ofDays(i), Duration.ofSeconds(i));
		}
		history.run("blog", "stop", "failed", "ann", Duration.ofHours(5), Duration.ofSeconds(65));
		server.script("old", "deploy", "true");
		server.script("blog", "deploy", "sleep 60");
		server.file("blog", "app.yml", "name: The Blog\nviewers: []\n");
		admin = server.admin();
		ann = server.viewer("ann");
		long run = admin.app("blog").press("deploy");
		admin.post("/api/apps/blog/runs/" + run + "/cancel");
		admin.app("blog").ended(run);
		await().until(() -> admin.delete("/api/apps/blog/runs/" + run + "/log").statusCode() < 300);
	}

	private static List<String> deeds(Client client, String query) {
		List<String> deeds = new ArrayList<>();
		for (JsonNode deed : client.json("/api/activity?" + query)) {
			deeds.add("%s %s %s %s #%s %s".formatted(deed.get("who").asString(), deed.get("what").asString(),
					deed.get("action").asString(), deed.get("app").asString(), deed.get("number"),
					deed.get("status").asString()));
		}
		return deeds;
	}

	@Test
	void theNewestDeedComesFirst() {
		assertThat(deeds(admin, "limit=5")).containsExactly("admin delete-log deploy blog #2 cancelled",
				"admin cancel deploy blog #2 cancelled", "admin start deploy blog #2 cancelled",
				"ann start stop blog #1 failed", "bob start deploy old #120 succeeded");
		assertThat(Client.text(admin.get("/activity")))
			.contains("admin deleted the log of Deploy #2 of The Blog", "admin cancelled Deploy #2 of The Blog",
					"ann started Stop #1 of The Blog Failed after 1m 05s")
			.doesNotContain("sign-in", "signed in");
	}

	@ParameterizedTest
	@CsvSource({ "app=blog, 4", "who=ann, 1", "who=bob, 120", "what=stop, 1", "what=cancel, 1", "what=delete-log, 1",
			"what=deploy, 121", "state=failed, 1", "state=cancelled, 3", "app=old&who=ann, 0", "until=2001-01-01, 0",
			"since=2001-01-01, 124", "since=nonsense&zone=nowhere&before=x_y, 124", "limit=7, 7",
			"app=blog&what=deploy&who=admin&state=cancelled, 1", "what=nonsense, 0" })
	void deedsAreFilteredByAppPersonActionStateAndTime(String query, int count) {
		assertThat(deeds(admin, query + (query.startsWith("limit") ? "" : "&limit=1000"))).hasSize(count);
	}

	@Test
	void aDayIsThatOfTheReadersZone() {
		String day = LocalDate.now(ZoneId.of("Pacific/Kiritimati")).toString();

		assertThat(deeds(admin, "app=blog&what=delete-log&zone=Pacific/Kiritimati&since=" + day)).hasSize(1);
		assertThat(deeds(admin, "app=blog&what=delete-log&zone=Etc/GMT%2B12&since=" + day)).isEmpty();
	}

	@Test
	void pagesFollowEachOtherWithoutALossOrARepetition() {
		List<String> seen = new ArrayList<>();
		String page = "/activity?app=old";
		while (page != null) {
			String body = admin.get(page).body();
			Matcher run = Pattern.compile("Deploy #[0-9]+").matcher(body);
			while (run.find()) {
				seen.add(run.group());
			}
			Matcher older = OLDER.matcher(body);
			page = older.find() ? older.group(1).replace("&amp;", "&") : null;
			assertThat(page == null || page.contains("app=old")).isTrue();
		}

		assertThat(seen).hasSize(120).doesNotHaveDuplicates().startsWith("Deploy #120").endsWith("Deploy #1");
	}

	@Test
	void nobodyLearnsOfAppsThatTheyMayNotSee() {
		assertThat(deeds(ann, "limit=1000")).hasSize(120).allMatch((deed) -> deed.contains(" old #"));
		assertThat(ann.get("/activity").body()).doesNotContain("blog", "The Blog");
		assertThat(deeds(ann, "app=blog")).isEmpty();
	}

}
