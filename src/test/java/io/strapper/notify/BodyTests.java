package io.strapper.notify;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import io.strapper.app.NoticeChannel.Kind;
import io.strapper.app.NoticeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skyscreamer.jsonassert.JSONAssert;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What each kind of receiver is sent, by its own documentation. */
class BodyTests {

	private static final Instant AT = Instant.parse("2026-11-27T04:00:00Z");

	private static final String LINK = "https://deploy.example.org/apps/blog/runs/12";

	private final Posts posts = new Posts(JsonMapper.builder().build(), Clock.fixed(AT, ZoneOffset.UTC));

	private static Message failed(String name, String error) {
		Message.Facts run = new Message.Facts(12, "deploy", "failed", 3, "ann", AT.minusSeconds(125), AT);
		return new Message("id-1", NoticeEvent.FAILED, AT, "blog", name, run, null, error, LINK);
	}

	private Post post(Kind kind, Message message, String url) throws UndeliveredException {
		return this.posts.of(kind, message, new Access(URI.create(url), "secret", "tk_1", List.of()));
	}

	private String body(Kind kind, Message message) throws UndeliveredException {
		return new String(post(kind, message, "https://chat.example.org/topic").body(), StandardCharsets.UTF_8);
	}

	@Test
	void slackGetsTextAndAnAttachment() throws Exception {
		JSONAssert.assertEquals(
				"""
						{"text": "<https://deploy.example.org/apps/blog/runs/12|A &amp; B &lt;!channel&gt;: deploy #12 failed>",
						 "attachments": [{"color": "#c5221f", "fallback": "A & B <!channel>: deploy #12 failed",
						   "text": "by ann, after 2m 05s, exit code 3\\n```\\n&lt;!here&gt; 'x'\\n```", "mrkdwn_in": ["text"]}]}""",
				body(Kind.SLACK, failed("A & B <!channel>", "<!here> `x`")), true);
	}

	@Test
	void mattermostGetsMarkdownThatMentionsNobody() throws Exception {
		JSONAssert.assertEquals(
				"""
						{"text": "[@\u200ball \\\\*x\\\\*: deploy \\\\#12 failed](https://deploy.example.org/apps/blog/runs/12)",
						 "attachments": [{"color": "#c5221f", "fallback": "@all *x*: deploy #12 failed",
						   "text": "by ann, after 2m 05s, exit code 3\\n```\\nno *such* host\\n```", "mrkdwn_in": ["text"]}]}""",
				body(Kind.MATTERMOST, failed("@all *x*", "no *such* host")), true);
	}

	@Test
	void discordGetsAnEmbedThatMentionsNobody() throws Exception {
		JSONAssert.assertEquals("""
				{"embeds": [{"title": "@everyone: deploy #12 failed", "color": 12919327, "url": "%s",
				   "description": "by ann, after 2m 05s, exit code 3\\n```\\n<@1> '''\\n```",
				   "timestamp": "2026-11-27T04:00:00Z"}], "allowed_mentions": {"parse": []}}""".formatted(LINK),
				body(Kind.DISCORD, failed("@everyone", "<@1> ```")), true);
	}

	@Test
	void teamsGetsAnAdaptiveCard() throws Exception {
		JSONAssert.assertEquals(
				"""
						{"type": "message", "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": {
						  "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.4",
						  "body": [
						    {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "**Blog**: deploy #12 failed",
						      "weight": "Bolder", "size": "Medium", "color": "Attention"}]},
						    {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "by ann, after 2m 05s, exit code 3"}]},
						    {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "[x](y)", "fontType": "Monospace"}]}],
						  "actions": [{"type": "Action.OpenUrl", "title": "Open", "url": "%s"}]}}]}"""
					.formatted(LINK),
				body(Kind.TEAMS, failed("**Blog**", "[x](y)")), true);
	}

	@Test
	void ntfyGetsJsonInFrontOfItsTopic() throws Exception {
		Post post = post(Kind.NTFY, failed("Blög", "no such host"), "https://ntfy.example.org/blog_1");

		assertThat(post.uri()).hasToString("https://ntfy.example.org/");
		assertThat(post.headers()).containsEntry("Authorization", "Bearer tk_1");
		JSONAssert.assertEquals("""
				{"topic": "blog_1", "title": "Blög: deploy #12 failed", "priority": 4, "tags": ["rotating_light"],
				 "message": "by ann, after 2m 05s, exit code 3\\nno such host", "click": "%s"}""".formatted(LINK),
				new String(post.body(), StandardCharsets.UTF_8), true);
		assertThatExceptionOfType(UndeliveredException.class)
			.isThrownBy(() -> post(Kind.NTFY, failed("x", "y"), "https://ntfy.example.org/"))
			.withMessageContaining("end with a topic");
	}

	@Test
	void gotifyGetsAMessageWithItsToken() throws Exception {
		Post post = post(Kind.GOTIFY, failed("Blog", "no such host"), "https://push.example.org/gotify/");

		assertThat(post.uri()).hasToString("https://push.example.org/gotify/message");
		assertThat(post.headers()).containsEntry("X-Gotify-Key", "tk_1");
		JSONAssert.assertEquals("""
				{"title": "Blog: deploy #12 failed", "message": "by ann, after 2m 05s, exit code 3\\nno such host",
				 "priority": 8, "extras": {"client::notification": {"click": {"url": "%s"}}}}""".formatted(LINK),
				new String(post.body(), StandardCharsets.UTF_8), true);
	}

	@ParameterizedTest
	@EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "EMAIL")
	void aTestAndANoticeWithoutALinkAreWhole(Kind kind) throws Exception {
		Message test = new Message("id-1", NoticeEvent.TEST, AT, null, "Strapper", null, null, null, null);

		assertThat(body(kind, test)).contains("this is a test").doesNotContain("null\"", "\"null");
	}

}
