package io.strapper.token;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a token may be used for. */
enum Scope {

	/** To read what its user may see: every GET of the API. */
	READ,

	/** To press the buttons that its user may press: every other request. */
	PRESS,

	/**
	 * To read feeds of runs, and nothing else. A token with this scope alone may stand in
	 * an address, since most feed readers can send nothing else.
	 */
	FEED;

	/** The scope in JSON, in forms and in the database. */
	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The authority of a request with this scope, as Spring Security names it. */
	String authority() {
		return "SCOPE_" + label();
	}

	/**
	 * The scope with a label.
	 * @return empty for any other text
	 */
	static Optional<Scope> parse(String label) {
		return Stream.of(values()).filter((scope) -> scope.label().equals(label)).findFirst();
	}

}
