package io.strapper.run;

/** A sentence as the database keeps it. */
final class Sentence {

	/**
	 * The length of the database's columns for sentences: a longer text would make the
	 * whole update fail.
	 */
	private static final int LONGEST = 1000;

	private Sentence() {
	}

	/** The text without control characters, cut to at most 1,000 characters. */
	static String of(String text) {
		String printable = Printable.of(text);
		return (printable.length() > LONGEST) ? printable.substring(0, LONGEST - 1) + "…" : printable;
	}

}
