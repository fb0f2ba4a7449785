package io.strapper.feed;

import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.TokenClient;
import io.strapper.user.Users;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who reads feeds, and what stands in them. */
class FeedTests {

	private static final String ATOM = "http://www.w3.org/2005/Atom";

	private static final String FEED = "{\"name\":\"reader\",\"scopes\":[\"feed\"]}";

	@RunningServer
	private static Server server;

	private static Client admin;

	private Client ann;

	@BeforeAll
	static void start() {
		server.file("blog", "app.yml", "name: The <Blog>\nviewers: [ann]\n");
		server.script("blog", "deploy", "echo 'src/a.c:1:2: error: <x> & \"y\"'", "exit 3");
		server.script("blog", "stop", "true");
		server.file("hidden", "app.yml", "viewers: []\n");
		server.script("hidden", "deploy", "true");
		server.script("open", "deploy", "true");
		admin = server.admin();
		admin.app("blog").deployed();
		admin.app("blog").ended(admin.app("blog").press("stop"));
		admin.app("hidden").deployed();
	}

	@BeforeEach
	void sign() {
		server.bean(JdbcClient.class).sql("DELETE FROM users WHERE name <> 'admin'").update();
		server.bean(JdbcClient.class).sql("DELETE FROM audit").update();
		this.ann = server.viewer("ann");
		await().until(() -> this.ann.poll("/api/apps/blog").statusCode() == 200);
	}

	private static HttpResponse<String> read(String path, String token, String... headers) {
		return server.client().get(path + "?token=" + token, headers);
	}

	private static Element parsed(String xml) throws Exception {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
		return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml))).getDocumentElement();
	}

	/** The elements of Atom that stand in an element itself. */
	private static List<Element> children(Element parent, String name) {
		NodeList nodes = parent.getElementsByTagNameNS(ATOM, name);
		return IntStream.range(0, nodes.getLength())
			.mapToObj((i) -> (Element) nodes.item(i))
			.filter((node) -> node.getParentNode() == parent)
			.toList();
	}

	private static String text(Element parent, String name) {
		List<Element> found = children(parent, name);
		assertThat(found).as(name).hasSize(1);
		return found.get(0).getTextContent();
	}

	/** What RFC 4287 requires of a feed (4.1.1) and of an entry (4.1.2). */
	private static void isValid(Element feed) {
		assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
		assertThat(feed.getLocalName()).isEqualTo("feed");
		List<Element> entries = children(feed, "entry");
		for (Element element : IntStream.rangeClosed(0, entries.size())
			.mapToObj((i) -> (i == 0) ? feed : entries.get(i - 1))
			.toList()) {
			assertThat(URI.create(text(element, "id")).isAbsolute()).isTrue();
			assertThat(text(element, "title")).isNotBlank();
			assertThat(Instant.parse(text(element, "updated"))).isNotNull();
			assertThat(children(element, "link")).extracting((link) -> link.getAttribute("rel")).contains("alternate");
		}
		assertThat(children(feed, "link")).extracting((link) -> link.getAttribute("rel")).containsOnlyOnce("self");
		assertThat(entries).extracting((entry) -> text(entry, "id")).doesNotHaveDuplicates();
		assertThat(entries)
			.allSatisfy((entry) -> assertThat(text(children(entry, "author").get(0), "name")).isNotBlank());
	}

	@Test
	void isAtomOfTheRunsOfAnApp() throws Exception {
		String token = TokenClient.made(this.ann, FEED).token();

		HttpResponse<String> answer = read("/apps/blog/runs.atom", token);

		assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/atom+xml");
		Element feed = parsed(answer.body());
		isValid(feed);
		assertThat(text(feed, "title")).isEqualTo("The <Blog>: runs");
		List<Element> entries = children(feed, "entry");
		assertThat(entries).extracting((entry) -> text(entry, "title"))
			.containsExactly("Stopped: The <Blog> #2", "Failed to deploy: The <Blog> #1");
		assertThat(text(entries.get(1), "summary")).contains("exit code 3",
				"First error: src/a.c:1:2: error: <x> & \"y\"");
		assertThat(text(entries.get(1), "id")).isEqualTo(server.url() + "/apps/blog/runs/1");
		assertThat(answer.body()).as("a feed is passed on").doesNotContain(token);
	}

	@Test
	void theFeedOfAllHasWhatTheTokenMaySee() throws Exception {
		Element mine = parsed(read("/runs.atom", TokenClient.made(this.ann, FEED).token()).body());
		isValid(mine);
		assertThat(children(mine, "entry")).hasSize(2);

		String all = read("/runs.atom", TokenClient.made(admin, FEED).token()).body();
		assertThat(all).contains("/apps/hidden/runs/1", "/apps/blog/runs/1");
		String some = read("/runs.atom", TokenClient.made(admin, FEED.replace("}", ",\"apps\":[\"hidden\"]}")).token())
			.body();
		assertThat(some).contains("/apps/hidden/runs/1").doesNotContain("/apps/blog/");
	}

	@Test
	void anAppThatNeverRanHasAnEmptyFeed() throws Exception {
		Element feed = parsed(read("/apps/open/runs.atom", TokenClient.made(this.ann, FEED).token()).body());

		isValid(feed);
		assertThat(children(feed, "entry")).isEmpty();
	}

	@Test
	void isSentOnlyIfItHasChanged() {
		String token = TokenClient.made(this.ann, FEED).token();
		HttpResponse<String> answer = read("/apps/blog/runs.atom", token);

		String tag = answer.headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> again = read("/apps/blog/runs.atom", token, "If-None-Match", tag);
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
		assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-cache", "private");
		assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "hidden", "gone", "UPPER" })
	void anAppThatTheTokenMayNotSeeIsNotThere(String app) {
		String token = TokenClient.made(this.ann, FEED).token();

		HttpResponse<String> answer = read("/apps/" + app + "/runs.atom", token);

		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.body()).isEqualTo(read("/apps/never-was/runs.atom", token).body());
	}

	@Test
	void anAddressTakesNoTokenThatIsGoodForMore() {
		for (String scopes : List.of("[\"read\"]", "[\"read\",\"press\"]")) {
			TokenClient token = TokenClient.made(this.ann, "{\"name\":\"ci\",\"scopes\":" + scopes + "}");

			HttpResponse<String> refused = read("/runs.atom", token.token());
			assertThat(refused.statusCode()).isEqualTo(403);
			assertThat(refused.body()).contains("whose one scope is `feed`").doesNotContain("<feed");
			assertThat(token.get("/runs.atom").statusCode()).as("in the header").isEqualTo(200);
		}
		assertThat(
				TokenClient.made(this.ann, "{\"name\":\"ci\",\"scopes\":[\"press\"]}").get("/runs.atom").statusCode())
			.isEqualTo(403);
		assertThat(this.ann.postJson("/api/tokens", "{\"name\":\"ci\",\"scopes\":[\"read\",\"feed\"]}").statusCode())
			.isEqualTo(400);
	}

	@Test
	void aTokenForFeedsIsGoodForNothingElse() {
		TokenClient token = TokenClient.made(admin, FEED);

		for (String path : List.of("/api/apps", "/api/apps/blog", "/api/apps/blog/runs/1/log", "/api/audit",
				"/api/about", "/api/tokens", "/api/shares")) {
			assertThat(token.get(path).statusCode()).as(path).isEqualTo(403);
			assertThat(server.client().poll(path + "?token=" + token.token()).statusCode()).isEqualTo(401);
		}
		assertThat(token.post("/api/apps/blog/deploy").statusCode()).isEqualTo(403);
		assertThat(Client.location(server.client().get("/?token=" + token.token()))).isEqualTo("/login");
		assertThat(token.get("/runs.atom").statusCode()).isEqualTo(200);
	}

	@Test
	void neitherASessionNorAGuessOpensIt() {
		assertThat(admin.get("/runs.atom").statusCode()).isEqualTo(401);
		assertThat(admin.get("/apps/blog/runs.atom").statusCode()).isEqualTo(401);
		assertThat(read("/runs.atom", "wrong").statusCode()).isEqualTo(401);
		assertThat(read("/runs.atom", "").statusCode()).isEqualTo(401);
		assertThat(server.client().post("/runs.atom", Map.of("token", "wrong")).statusCode()).isEqualTo(401);
	}

	@Test
	void followsWhatItsUserMay() {
		String token = TokenClient.made(this.ann, FEED).token();
		assertThat(read("/runs.atom", token).statusCode()).isEqualTo(200);

		server.bean(Users.class).disable("ann");
		await().until(() -> read("/runs.atom", token).statusCode() == 401);
		server.bean(Users.class).enable("ann");
		await().until(() -> read("/runs.atom", token).statusCode() == 200);
		long id = this.ann.signIn("ann", Server.PASSWORD).json("/api/tokens").get(0).get("id").asLong();
		assertThat(this.ann.delete("/api/tokens/" + id).statusCode()).isEqualTo(204);
		assertThat(read("/runs.atom", token).statusCode()).isEqualTo(401);
	}

	@Test
	void aDeployKeyReadsTheFeedOfItsApps() {
		String key = TokenClient
			.made(admin, "{\"name\":\"wall\",\"kind\":\"deploy-key\",\"scopes\":[\"feed\"],\"apps\":[\"blog\"]}")
			.token();

		assertThat(read("/apps/blog/runs.atom", key).statusCode()).isEqualTo(200);
		assertThat(read("/apps/hidden/runs.atom", key).statusCode()).isEqualTo(404);
	}

	@Test
	void thePageShowsTheAddressOnce() {
		String page = this.ann
			.post("/account/tokens",
					Map.of("name", "reader", "scopes", "feed", "apps", "blog", "days", "90", "kind", "personal"))
			.body();
		String path = page.replaceAll("(?s).*" + server.url() + "(/apps/blog/runs.atom\\?token=strp_[0-9A-Za-z]{49}).*",
				"$1");

		assertThat(server.client().get(path).statusCode()).isEqualTo(200);
		assertThat(this.ann.get("/account/tokens").body()).doesNotContain(path);
	}

	@Test
	void charactersThatXmlHasNoPlaceForAreReplaced() throws Exception {
		AtomFeed.Entry entry = new AtomFeed.Entry("https://x.example/1", "a\u0000b\uFFFF\uD800c", "ann", "failed",
				Instant.EPOCH, Instant.EPOCH, "]]> <x/> \u001b");

		Element feed = parsed(new AtomFeed("t", "https://x.example/f", "https://x.example/", List.of(entry)).xml());

		isValid(feed);
		assertThat(text(children(feed, "entry").get(0), "title")).isEqualTo("a?b??c");
		assertThat(text(children(feed, "entry").get(0), "summary")).isEqualTo("]]> <x/> ?");
	}

}
