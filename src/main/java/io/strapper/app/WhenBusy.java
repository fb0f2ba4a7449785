package io.strapper.app;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of a push while the app has an active run. */
public enum WhenBusy {

	/** Nothing is deployed. */
	REFUSE,

	/** Each push waits for its turn. */
	QUEUE,

	/** The newest push waits, and replaces the one that waited before. */
	LATEST;

	/**
	 * The choice that an {@code app.yml} spells.
	 * @return empty for any other text
	 */
	static Optional<WhenBusy> parse(String text) {
		return Stream.of(values()).filter((choice) -> choice.name().toLowerCase(Locale.ROOT).equals(text)).findFirst();
	}

}
