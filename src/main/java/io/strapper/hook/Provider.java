package io.strapper.hook;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

/** The kinds of forges, told apart by their headers. */
enum Provider {

	/** Before GitHub, whose headers it sends, too. */
	GITEA(List.of("X-Forgejo-Event", "X-Gitea-Event"), List.of("X-Forgejo-Delivery", "X-Gitea-Delivery")),

	GITHUB(List.of("X-GitHub-Event"), List.of("X-GitHub-Delivery")),

	GITLAB(List.of("X-Gitlab-Event"), List.of("webhook-id", "Idempotency-Key", "X-Gitlab-Event-UUID")),

	BITBUCKET(List.of("X-Event-Key"), List.of("X-Request-UUID")),

	/** Any program that signs what it sends. */
	GENERIC(List.of(), List.of("webhook-id"));

	private final List<String> eventHeaders;

	private final List<String> deliveryHeaders;

	Provider(List<String> eventHeaders, List<String> deliveryHeaders) {
		this.eventHeaders = eventHeaders;
		this.deliveryHeaders = deliveryHeaders;
	}

	static Provider of(HttpServletRequest request) {
		return Stream.of(values())
			.filter((provider) -> first(request, provider.eventHeaders).isPresent())
			.findFirst()
			.orElse(GENERIC);
	}

	/** The first of some headers that a request has. */
	static Optional<String> first(HttpServletRequest request, List<String> headers) {
		return headers.stream().flatMap((name) -> Stream.ofNullable(request.getHeader(name))).findFirst();
	}

	/** What has happened, in the forge's words. */
	String event(HttpServletRequest request) {
		return first(request, this.eventHeaders).orElse("push");
	}

	/** The forge's identifier of a delivery. */
	Optional<String> delivery(HttpServletRequest request) {
		return first(request, this.deliveryHeaders);
	}

	/** The name in JSON and in the database. */
	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Who acts, in records of runs and in the audit; no user can have this name. */
	String actor() {
		return "hook:" + label();
	}

}
