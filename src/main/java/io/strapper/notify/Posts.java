package io.strapper.notify;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.strapper.app.NoticeChannel.Kind;
import io.strapper.http.StandardWebhook;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/** Makes the request that each kind of receiver takes. */
@Component
class Posts {

	private static final Pattern TOPIC = Pattern.compile("(?<root>https?://[^?#]*/)(?<topic>[A-Za-z0-9_-]{1,64})/?");

	private final JsonMapper mapper;

	private final Clock clock;

	Posts(JsonMapper mapper, Clock clock) {
		this.mapper = mapper;
		this.clock = clock;
	}

	/**
	 * The request with a message.
	 * @throws UndeliveredException if the address is not one of such a receiver
	 */
	Post of(Kind kind, Message message, Access access) throws UndeliveredException {
		URI url = access.url();
		if (url == null) {
			throw new UndeliveredException("The file with the address is empty.");
		}
		return switch (kind) {
			case WEBHOOK -> webhook(url, message, access);
			case SLACK -> new Post(url, headers(), json(ChatBody.slack(message)));
			case MATTERMOST -> new Post(url, headers(), json(ChatBody.mattermost(message)));
			case DISCORD -> new Post(url, headers(), json(ChatBody.discord(message)));
			case TEAMS -> new Post(url, headers(), json(ChatBody.teams(message)));
			case NTFY -> ntfy(url, message, access);
			case GOTIFY -> gotify(url, message, access);
			case EMAIL -> throw new IllegalArgumentException("E-mail is no request");
		};
	}

	private byte[] json(Map<String, ? extends @Nullable Object> body) {
		return this.mapper.writeValueAsBytes(body);
	}

	private Post webhook(URI url, Message message, Access access) {
		byte[] body = json(WebhookBody.of(message));
		String time = Long.toString(this.clock.instant().getEpochSecond());
		Map<String, String> headers = headers();
		headers.put(StandardWebhook.ID, message.id());
		headers.put(StandardWebhook.TIMESTAMP, time);
		headers.put(StandardWebhook.SIGNATURE,
				StandardWebhook.signature(access.secret(), StandardWebhook.signed(message.id(), time, body)));
		return new Post(url, headers, body);
	}

	/**
	 * JSON is sent to the address in front of the topic: headers could not have all of
	 * Unicode.
	 */
	private Post ntfy(URI url, Message message, Access access) throws UndeliveredException {
		Matcher topic = TOPIC.matcher(url.toString());
		if (!topic.matches()) {
			throw new UndeliveredException("The address of ntfy has to end with a topic: https://ntfy.sh/my-topic.");
		}
		Map<String, String> headers = headers();
		if (!access.token().isEmpty()) {
			headers.put("Authorization", "Bearer " + access.token());
		}
		return new Post(URI.create(topic.group("root")), headers, json(PushBody.ntfy(message, topic.group("topic"))));
	}

	private Post gotify(URI url, Message message, Access access) {
		Map<String, String> headers = headers();
		headers.put("X-Gotify-Key", access.token());
		String root = url.toString().replaceFirst("/*(/message)?$", "");
		return new Post(URI.create(root + "/message"), headers, json(PushBody.gotify(message)));
	}

	private static Map<String, String> headers() {
		return new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
	}

}
