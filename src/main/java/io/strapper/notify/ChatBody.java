package io.strapper.notify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bodies that chats take. Nothing of a message is read as markup, and nobody is
 * mentioned by it.
 */
final class ChatBody {

	private static final String FENCE = "```";

	private final Message message;

	private ChatBody(Message message) {
		this.message = message;
	}

	/** Slack's incoming webhooks, with its own markup (mrkdwn). */
	static Map<String, Object> slack(Message message) {
		ChatBody body = new ChatBody(message);
		String title = slackEscaped(message.title());
		String head = (message.link() != null) ? "<%s|%s>".formatted(message.link(), title.replace("|", "¦")) : title;
		return body.withAttachment(head, body.text(ChatBody::slackEscaped));
	}

	/** The three characters that Slack's markup reserves. */
	private static String slackEscaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

	/** Mattermost's incoming webhooks: those of Slack, with Markdown. */
	static Map<String, Object> mattermost(Message message) {
		ChatBody body = new ChatBody(message);
		String title = markdownEscaped(message.title());
		String head = (message.link() != null) ? "[%s](%s)".formatted(title, message.link()) : title;
		return body.withAttachment(head, body.text(ChatBody::markdownEscaped));
	}

	/** A zero-width space behind {@code @} keeps it from mentioning anybody. */
	private static String markdownEscaped(String text) {
		return text.replaceAll("[\\\\`*_~|<>#\\[\\]()!]", "\\\\$0").replace("@", "@\u200b");
	}

	private Map<String, Object> withAttachment(String head, String text) {
		Map<String, Object> attachment = new LinkedHashMap<>();
		attachment.put("color", "#%06x".formatted(colour()));
		attachment.put("fallback", this.message.title());
		attachment.put("text", text);
		attachment.put("mrkdwn_in", List.of("text"));
		return ordered("text", head, "attachments", List.of(attachment));
	}

	/** Discord's webhooks: an embed. */
	static Map<String, Object> discord(Message message) {
		ChatBody body = new ChatBody(message);
		Map<String, Object> embed = ordered("title", cut(message.title(), 256), "description",
				body.text(ChatBody::markdownEscaped));
		embed.put("color", body.colour());
		embed.put("timestamp", message.at().toString());
		Optional.ofNullable(message.link()).ifPresent((link) -> embed.put("url", link));
		return ordered("embeds", List.of(embed), "allowed_mentions", Map.of("parse", List.of()));
	}

	/**
	 * The webhooks of Teams' workflows: an Adaptive Card, whose runs of text have no
	 * markup.
	 */
	static Map<String, Object> teams(Message message) {
		List<Map<String, Object>> blocks = new ArrayList<>();
		blocks.add(block(message.title(), Map.of("weight", "Bolder", "size", "Medium", "color", teamsColour(message))));
		blocks.add(block(message.facts(), Map.of()));
		Optional.ofNullable(message.detail()).ifPresent((detail) -> blocks.add(block(detail, Map.of())));
		Optional.ofNullable(message.firstError())
			.ifPresent((error) -> blocks.add(block(error, Map.of("fontType", "Monospace"))));
		Map<String, Object> card = ordered("$schema", "http://adaptivecards.io/schemas/adaptive-card.json", "type",
				"AdaptiveCard");
		card.put("version", "1.4");
		card.put("body", blocks);
		Optional.ofNullable(message.link())
			.ifPresent((link) -> card.put("actions",
					List.of(Map.of("type", "Action.OpenUrl", "title", "Open", "url", link))));
		Map<String, Object> attachment = ordered("contentType", "application/vnd.microsoft.card.adaptive", "content",
				card);
		return ordered("type", "message", "attachments", List.of(attachment));
	}

	private static Map<String, Object> block(String text, Map<String, String> style) {
		Map<String, Object> run = ordered("type", "TextRun", "text", text);
		run.putAll(style);
		return ordered("type", "RichTextBlock", "inlines", List.of(run));
	}

	private static String teamsColour(Message message) {
		return switch (message.event()) {
			case FAILED -> "Attention";
			case WAITING -> "Warning";
			case SUCCEEDED, RECOVERED -> "Good";
			case STARTED, TEST -> "Default";
		};
	}

	private int colour() {
		return switch (this.message.event()) {
			case FAILED -> 0xc5221f;
			case WAITING -> 0xb06000;
			case SUCCEEDED, RECOVERED -> 0x188038;
			case STARTED -> 0x1a73e8;
			case TEST -> 0x5f6368;
		};
	}

	private String text(Escape escape) {
		List<String> lines = new ArrayList<>(List.of(escape.of(this.message.facts())));
		Optional.ofNullable(this.message.detail()).map(escape::of).ifPresent(lines::add);
		Optional.ofNullable(this.message.firstError()).map((error) -> fenced(error, escape)).ifPresent(lines::add);
		return String.join("\n", lines);
	}

	/** A block of code, in which Markdown escapes nothing. */
	private static String fenced(String code, Escape escape) {
		String text = code.replace('`', '\'');
		boolean slack = escape.of("*").equals("*");
		return FENCE + "\n" + (slack ? escape.of(text) : text) + "\n" + FENCE;
	}

	private static Map<String, Object> ordered(String key, Object value, String next, Object nextValue) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put(key, value);
		map.put(next, nextValue);
		return map;
	}

	private static String cut(String text, int most) {
		return text.substring(0, Math.min(most, text.length()));
	}

	private interface Escape {

		String of(String text);

	}

}
