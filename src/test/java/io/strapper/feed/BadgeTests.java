package io.strapper.feed;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;

import javax.xml.parsers.DocumentBuilderFactory;

import io.strapper.run.RunStatus;
import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class BadgeTests {

	@RunningServer
	private static Server server;

	private static Client admin;

	@BeforeAll
	static void start() {
		server.file("blog", "app.yml", "name: 'A <b> & \"c\" %s'\nbadge: true\nviewers: []\n");
		server.script("blog", "deploy", "[ ! -e " + server.gate("blog") + " ]");
		server.script("blog", "stop", "false");
		server.file("shop", "app.yml", "badge: false\n");
		server.script("shop", "deploy", "true");
		server.script("plain", "deploy", "true");
		admin = server.admin();
	}

	private static HttpResponse<String> badge(String app, String... headers) {
		return server.client().get("/apps/" + app + "/badge.svg", headers);
	}

	private static String label(String svg) throws Exception {
		Element root = DocumentBuilderFactory.newDefaultInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(svg)))
			.getDocumentElement();
		assertThat(root.getNodeName()).isEqualTo("svg");
		return root.getAttribute("aria-label");
	}

	@ParameterizedTest
	@NullSource
	@EnumSource(RunStatus.class)
	void isAPictureOfEveryStatus(RunStatus status) throws Exception {
		String svg = new Badge("Blog", status).svg();

		assertThat(label(svg))
			.isEqualTo("Blog: " + ((status != null) ? status.label().replace('-', ' ') : "never deployed"));
		assertThat(svg).contains("<text").doesNotContain("<script", "style");
	}

	@Test
	void aLongNameIsCutBetweenCharacters() throws Exception {
		assertThat(label(new Badge("😀".repeat(50), null).svg())).isEqualTo("😀".repeat(39) + "…: never deployed");
	}

	@Test
	void tellsEverybodyHowTheNewestDeployWent() throws Exception {
		assertThat(label(badge("blog").body())).isEqualTo("A <b> & \"c\" %s: never deployed");
		admin.app("blog").deployed();
		HttpResponse<String> succeeded = badge("blog");
		assertThat(label(succeeded.body())).endsWith(": succeeded");
		assertThat(succeeded.headers().firstValue("Content-Type").orElseThrow()).startsWith("image/svg+xml");
		assertThat(succeeded.headers().firstValue("Cache-Control")).contains("no-cache");
		assertThat(succeeded.headers().firstValue("Cross-Origin-Resource-Policy")).contains("cross-origin");
		assertThat(succeeded.headers().firstValue("Set-Cookie")).isEmpty();

		String tag = succeeded.headers().firstValue("ETag").orElseThrow();
		assertThat(badge("blog", "If-None-Match", tag).statusCode()).isEqualTo(304);
		admin.app("blog").ended(admin.app("blog").press("stop"));
		assertThat(badge("blog", "If-None-Match", tag).statusCode()).as("a stop is no deploy").isEqualTo(304);

		Files.createFile(server.gate("blog"));
		admin.app("blog").deployed();
		HttpResponse<String> failed = badge("blog", "If-None-Match", tag);
		assertThat(failed.statusCode()).isEqualTo(200);
		assertThat(label(failed.body())).endsWith(": failed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "shop", "plain", "gone", "UPPER", "a_b" })
	void anAppThatWantsNoneIsAnsweredLikeOneThatIsNotThere(String app) {
		HttpResponse<String> answer = badge(app);
		HttpResponse<String> gone = badge("never-was");

		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.body()).isEqualTo(gone.body());
		assertThat(answer.headers().map().keySet()).isEqualTo(gone.headers().map().keySet());
	}

	@Test
	void makesNoSession() {
		JdbcClient jdbc = server.bean(JdbcClient.class);
		long before = jdbc.sql("SELECT count(*) FROM spring_session").query(Long.class).single();
		badge("blog");

		assertThat(jdbc.sql("SELECT count(*) FROM spring_session").query(Long.class).single()).isEqualTo(before);
	}

	@Test
	void aWordThatIsNoChoiceIsAProblemOfTheApp() {
		server.script("odd", "deploy", "true");
		server.file("odd", "app.yml", "badge: maybe\n");

		await().until(() -> admin.get("/api/apps/odd").body().contains("Use true or false"));
		assertThat(badge("odd").statusCode()).isEqualTo(404);
	}

}
