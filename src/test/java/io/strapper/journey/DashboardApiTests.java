package io.strapper.journey;

import java.net.http.HttpResponse;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an open dashboard asks every two seconds, and what scripts ask for. */
class DashboardApiTests {

	@RunningServer
	private static Server server;

	private static Client admin;

	private static Client ann;

	@BeforeAll
	static void start() {
		admin = server.admin();
		ann = server.viewer("ann");
		server.script("blog", "deploy", "true");
		server.script("shop", "deploy", "true");
		server.file("blog", "app.yml", "name: Blog\nlabels: [public]\ndeployers: [ann]\n");
		await().until(() -> admin.json("/api/apps/blog").get("name").asString(), "Blog"::equals);
	}

	private static JsonNode news(Client client, String since) {
		return client.json("/api/dashboard?since=" + since);
	}

	private static String version(Client client) {
		return news(client, "").get("version").asString();
	}

	@Test
	void onlyWhatHasChangedIsSent() {
		JsonNode all = news(ann, "");
		assertThat(all.get("rows").propertyNames()).contains("blog", "shop");
		assertThat(all.get("apps").toString()).contains("\"blog\"", "\"shop\"");

		String version = all.get("version").asString();
		assertThat(news(ann, version).get("rows").isEmpty()).isTrue();
		ann.app("blog").deployed();

		JsonNode news = news(ann, version);
		assertThat(news.get("rows").propertyNames()).containsExactly("blog");
		assertThat(news.get("rows").get("blog").asString()).startsWith("<li ")
			.contains("Deployed", "by <span>ann</span>");
		assertThat(news.get("apps").isNull()).isTrue();
		assertThat(news(ann, news.get("version").asString()).get("rows").isEmpty()).isTrue();
	}

	@Test
	void whoeverGetsOtherRightsGetsAllRows() {
		Client eve = server.viewer("eve");
		String version = version(eve);
		assertThat(news(eve, "").toString()).doesNotContain("data-action");
		admin.post("/users/eve/role", Map.of("role", "ADMIN"));
		await().until(() -> !version(eve).equals(version));

		assertThat(news(eve, version).get("rows").get("shop").asString()).contains("data-action=\"deploy\"");
		assertThat(news(eve, "1234abcda99").get("rows").propertyNames()).contains("shop");
		assertThat(news(eve, "<nonsense>".replace("<", "%3C").replace(">", "%3E")).get("rows").propertyNames())
			.contains("shop");
	}

	@Test
	void whatOneMayNotSeeIsInNoAnswer() {
		server.script("secret", "deploy", "true");
		String version = version(ann);
		server.file("secret", "app.yml", "viewers: []\n");
		await().until(() -> news(admin, "").toString().contains("secret")
				&& !ann.json("/api/apps").toString().contains("secret"));

		JsonNode news = news(ann, version);
		assertThat(news.get("rows").propertyNames()).doesNotContain("secret");
		assertThat(news.get("apps").toString()).doesNotContain("secret");
		assertThat(ann.get("/").body()).doesNotContain("secret");
	}

	@Test
	void aFolderThatIsNoAppIsToldToAdministrators() {
		String version = version(admin);
		server.file("Bad Name", "deploy", "");

		await().until(() -> news(admin, version).path("unusable").asString("").contains("Bad Name"));
		assertThat(news(ann, "").get("unusable").asString()).isEmpty();
	}

	@Test
	void scriptsGetAllAppsWithStateAndLabelsUnlessNothingHasChanged() {
		JsonNode blog = admin.json("/api/apps").get(0);
		assertThat(blog.get("app").asString()).isEqualTo("blog");
		assertThat(blog.get("labels").toString()).isEqualTo("[\"public\"]");
		assertThat(blog.get("state").asString()).isIn("never", "deployed");

		HttpResponse<String> answer = admin.get("/api/apps");
		String tag = answer.headers().firstValue("ETag").orElseThrow();
		assertThat(admin.get("/api/apps", "If-None-Match", tag).statusCode()).isEqualTo(304);
		assertThat(ann.get("/api/apps", "If-None-Match", tag).statusCode()).isEqualTo(200);
		String anns = ann.get("/api/apps").headers().firstValue("ETag").orElseThrow();
		assertThat(server.viewer("bob").get("/api/apps", "If-None-Match", anns).statusCode()).isEqualTo(200);

		admin.app("shop").deployed();
		assertThat(admin.get("/api/apps", "If-None-Match", tag).body()).contains("\"state\":\"deployed\"");
	}

}
