package io.strapper.notify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bodies that services take which push to telephones. */
final class PushBody {

	private PushBody() {
	}

	/**
	 * The JSON that ntfy's root takes.
	 * @param topic where it is published
	 */
	static Map<String, Object> ntfy(Message message, String topic) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("topic", topic);
		body.put("title", message.title());
		body.put("message", message.text());
		body.put("priority", isUrgent(message) ? 4 : 3);
		body.put("tags", List.of(tag(message)));
		Optional.ofNullable(message.link()).ifPresent((link) -> body.put("click", link));
		return body;
	}

	/** Names of emoji. */
	private static String tag(Message message) {
		return switch (message.event()) {
			case FAILED -> "rotating_light";
			case WAITING -> "hourglass_flowing_sand";
			case SUCCEEDED, RECOVERED -> "white_check_mark";
			case STARTED -> "rocket";
			case TEST -> "wave";
		};
	}

	/** The JSON that Gotify's {@code /message} takes. */
	static Map<String, Object> gotify(Message message) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("title", message.title());
		body.put("message", message.text());
		body.put("priority", isUrgent(message) ? 8 : 4);
		Optional.ofNullable(message.link())
			.ifPresent(
					(link) -> body.put("extras", Map.of("client::notification", Map.of("click", Map.of("url", link)))));
		return body;
	}

	private static boolean isUrgent(Message message) {
		return switch (message.event()) {
			case FAILED, WAITING -> true;
			case SUCCEEDED, RECOVERED, STARTED, TEST -> false;
		};
	}

}
