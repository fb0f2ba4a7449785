package io.strapper.notify;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.testing.Client;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/** The pages of notices, and the same in the API. */
@ExtendWith(OutputCaptureExtension.class)
class NoticePageTests {

	@TempDir
	private Path home;

	@AutoClose
	private final Receiver receiver = new Receiver();

	@AutoClose
	private Server server;

	private Client admin;

	@BeforeEach
	void start() throws Exception {
		Files.createDirectories(this.home.resolve("apps"));
		Path url = Files.writeString(this.home.resolve("slack-url"), this.receiver.url("/Sent1nel-of-server"));
		Files.setPosixFilePermissions(url, PosixFilePermissions.fromString("rw-------"));
		this.server = Server.start(this.home, "--strapper.notify.channels.slack.url-file=slack-url",
				"--strapper.notify.channels.slack.on=succeeded", "--strapper.notify.channels.slack.apps=blog",
				"--strapper.notify.retries=50ms");
		this.admin = this.server.admin();
		Channelled.secret(this.server, "blog", "chat-url", "http://127.0.0.1:1/Sent1nel-of-app");
		Channelled.app(this.server, "blog", "{chat: {type: mattermost, url-file: chat-url}}", "true");
	}

	@Test
	void aTestOfTheServersChannelIsSentAndTold() {
		HttpResponse<String> answer = this.admin.post("/notices/slack/test");

		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(Client.text(this.admin.get("/notices"))).contains("The test was sent to slack.",
				"slack on succeeded", "test to slack Sent");
		assertThat(this.receiver.awaited(1).path()).isEqualTo("/Sent1nel-of-server");
		assertThat(this.receiver.awaited(1).json().get("text").asString()).isEqualTo("Strapper: this is a test");
		JsonNode notice = this.admin.json("/api/notices").get(0);
		assertThat(notice.get("state").asString()).isEqualTo("sent");
		assertThat(notice.get("event").asString()).isEqualTo("test");
		JsonNode audit = this.admin.json("/api/audit").get(0);
		assertThat(audit.get("what").asString()).isEqualTo("test notice");
		assertThat(audit.get("target").asString()).isEqualTo("slack");
	}

	@Test
	void anInternalAddressOfAnAppIsRefusedAndTold() {
		HttpResponse<String> answer = this.admin.post("/api/apps/blog/notices/chat/test");

		assertThat(answer.statusCode()).isEqualTo(202);
		assertThat(answer.body()).contains("\"state\":\"failed\"", "internal address", "\"tries\":1");
		assertThat(Client.text(this.admin.get("/apps/blog/notices"))).contains("chat mattermost",
				"test to chat Given up", "slack slack on succeeded · of the server");
		assertThat(this.admin.post("/api/apps/blog/notices/gone/test").statusCode()).isEqualTo(404);
	}

	@Test
	void theServersChannelHearsOfItsAppsOnly() {
		this.server.script("other", "deploy", "true");
		this.admin.app("other").deployed();
		this.admin.app("blog").deployed();

		assertThat(this.receiver.awaited(1).body()).contains("The blog: deploy #1 succeeded");
		Channelled.settled(this.server, "blog", 1);
		assertThat(Channelled.notices(this.server, "other")).isEmpty();
		assertThat(this.admin.json("/api/apps/blog/notices")).hasSize(1);
	}

	@Test
	void noAddressIsShownAnywhere(CapturedOutput output) {
		this.server.script("blog", "deploy", "exit 1");
		this.admin.app("blog").deployed();
		Channelled.settled(this.server, "blog", 1);
		this.admin.post("/notices/slack/test");
		this.admin.post("/apps/blog/notices/chat/test");

		for (String path : new String[] { "/notices", "/apps/blog/notices", "/api/notices", "/api/apps/blog/notices",
				"/api/audit", "/api/about", "/about", "/api/apps/blog", "/apps/blog" }) {
			assertThat(this.admin.get(path).body()).as(path).doesNotContain("Sent1nel");
		}
		assertThat(output.getAll()).contains("was given up").doesNotContain("Sent1nel");
		assertThat(this.admin.json("/api/about").toString()).contains("\"strapper.notify.channels\":\"1 set\"");
	}

	@Test
	void whatIsMissingIsToldBesideTheChannel() throws Exception {
		Files.delete(this.home.resolve("apps/blog/chat-url"));

		assertThat(Client.text(this.admin.get("/apps/blog/notices")))
			.contains("apps/blog/chat-url is missing. Write the secret into it (mode 0600).");
	}

	@Test
	void anAppWithoutChannelsShowsHowToNameOne() {
		this.server.script("plain", "deploy", "true");
		await().until(() -> this.server.bean(Apps.class).find(new AppId("plain")).isPresent());

		assertThat(Client.text(this.admin.get("/apps/plain/notices"))).contains("Nobody is told",
				"slack: {url-file: slack-url");
	}

	@Test
	void aChannelThatMakesNoSenseStopsTheStart() {
		assertThatException()
			.isThrownBy(() -> Server.start(this.home.resolve("other"),
					"--strapper.notify.channels.x.url=https://a.example/s3cret"))
			.havingRootCause()
			.withMessageContaining("strapper.notify.channels.x: give its `type`")
			.withMessageNotContaining("s3cret");
	}

}
