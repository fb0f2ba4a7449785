package io.strapper.notify;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The body of a webhook, as Standard Webhooks recommends: type, time and data. */
final class WebhookBody {

	private WebhookBody() {
	}

	static Map<String, @Nullable Object> of(Message message) {
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		body.put("type", (message.run() != null) ? "run." + message.event().label() : message.event().label());
		body.put("timestamp", message.at().toString());
		body.put("data", data(message));
		return body;
	}

	private static Map<String, @Nullable Object> data(Message message) {
		Map<String, @Nullable Object> data = new LinkedHashMap<>();
		data.put("title", message.title());
		data.put("app", message.app());
		data.put("appName", message.appName());
		data.put("link", message.link());
		Message.Facts run = message.run();
		if (run != null) {
			data.put("number", run.number());
			data.put("action", run.action());
			data.put("status", run.status());
			data.put("exitCode", run.exitCode());
			data.put("startedBy", run.startedBy());
			data.put("startedAt", run.startedAt().toString());
			data.put("finishedAt", Optional.ofNullable(run.finishedAt()).map(Object::toString).orElse(null));
			data.put("durationMs", Optional.ofNullable(run.duration()).map(Duration::toMillis).orElse(null));
			data.put("detail", message.detail());
			data.put("firstError", message.firstError());
		}
		return data;
	}

}
