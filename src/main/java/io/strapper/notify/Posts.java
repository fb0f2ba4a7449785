package io.strapper.notify;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import io.strapper.app.NoticeChannel.Kind;
import io.strapper.http.StandardWebhook;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/** Makes the request that each kind of receiver takes. */
@Component
class Posts {

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
			default -> throw new IllegalStateException();
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

	private static Map<String, String> headers() {
		return new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
	}

}
