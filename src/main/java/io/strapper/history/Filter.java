package io.strapper.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.strapper.app.Action;
import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;
import io.strapper.run.RunStatus;
import io.strapper.run.Runs;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * What the form of the history asks for.
 *
 * @param texts the fields as they were filled in, by their names, with empty ones
 * @param wanted the same as it is looked up
 */
record Filter(Map<String, String> texts, Runs.Wanted wanted) {

	private static final List<String> FIELDS = List.of("action", "status", "who", "since", "until");

	/** Years that every database knows. */
	private static final LocalDate FIRST = LocalDate.of(1970, 1, 2);

	private static final LocalDate LAST = LocalDate.of(9000, 1, 1);

	/**
	 * A filter from an address.
	 * @throws ResponseStatusException if a field cannot be read: 400
	 */
	static Filter of(Map<String, String> query) {
		Map<String, String> texts = new LinkedHashMap<>();
		FIELDS.forEach((field) -> texts.put(field, query.getOrDefault(field, "").strip()));
		ZoneId zone = zone(query.getOrDefault("zone", ""));
		return new Filter(texts,
				new Runs.Wanted(action(text(texts, "action")), status(text(texts, "status")), text(texts, "who"),
						day("since", text(texts, "since"), zone, 0), day("until", text(texts, "until"), zone, 1)));
	}

	/** Whether it leaves out any run. */
	public boolean isSet() {
		return !this.wanted.equals(Runs.Wanted.ANY);
	}

	private static @Nullable String text(Map<String, String> texts, String field) {
		String text = texts.getOrDefault(field, "");
		return text.isEmpty() ? null : text;
	}

	private static @Nullable Action action(@Nullable String label) {
		return (label == null) ? null
				: Action.parse(label)
					.orElseThrow(() -> bad("action", "one-of",
							Arrays.stream(Action.values()).map(Action::label).collect(Collectors.joining(", "))));
	}

	private static @Nullable RunStatus status(@Nullable String label) {
		return (label == null) ? null
				: Arrays.stream(RunStatus.values())
					.filter((status) -> status.label().equals(label))
					.findFirst()
					.orElseThrow(() -> bad("status", "one-of",
							Arrays.stream(RunStatus.values()).map(RunStatus::label).collect(Collectors.joining(", "))));
	}

	private static @Nullable Instant day(String field, @Nullable String text, ZoneId zone, int later) {
		if (text == null) {
			return null;
		}
		try {
			LocalDate day = LocalDate.parse(text);
			if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
				return day.plusDays(later).atStartOfDay(zone).toInstant();
			}
		}
		catch (DateTimeException ex) {
			// Answered below
		}
		throw bad(field, "day");
	}

	private static ZoneId zone(String text) {
		try {
			return text.isEmpty() ? ZoneOffset.UTC : ZoneId.of(text);
		}
		catch (DateTimeException ex) {
			throw bad("zone", "zone");
		}
	}

	private static RefusedRequestException bad(String field, String kind, String... allowed) {
		return new RefusedRequestException(HttpStatus.BAD_REQUEST,
				Sentence.of("problem.value." + kind, field, String.join(", ", allowed)));
	}

}
