package io.strapper.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.strapper.language.Texts;

import org.springframework.util.StringUtils;

/**
 * Which apps are asked for; app-list.js selects by the same rule.
 *
 * @param q words that all occur in an app's name, description, labels, state or person
 * @param state label of an {@link AppState}, or empty for any
 */
record Selection(String q, String state) {

	boolean isEmpty() {
		return this.q.isBlank() && this.state.isEmpty();
	}

	boolean contains(AppView app, Texts texts) {
		if (!this.state.isEmpty() && !this.state.equals(app.state())) {
			return false;
		}
		String text = text(app, texts);
		return Stream.of(StringUtils.tokenizeToStringArray(lower(this.q), " \t")).allMatch(text::contains);
	}

	private static String text(AppView app, Texts texts) {
		List<String> parts = Stream
			.of(Stream.of(app.id(), app.name(), app.stateText(texts)), Stream.ofNullable(app.description()),
					app.labels().stream(), Stream.ofNullable(app.run()).map((run) -> run.startedBy()))
			.flatMap((part) -> part)
			.toList();
		return lower(String.join(" ", parts));
	}

	private static String lower(String text) {
		return text.toLowerCase(Locale.ROOT);
	}

}
