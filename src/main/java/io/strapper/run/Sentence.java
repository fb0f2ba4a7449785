package io.strapper.run;

/** A sentence as the database keeps it. */
final class Sentence {

	/** What a column has room for: a longer one would be refused, and with it the row. */
	private static final int LONGEST = 1000;

	private Sentence() {
	}

	/** The text without control characters, cut to at most 1,000 characters. */
	static String of(String text) {
		String printable = Printable.of(text);
		return (printable.length() > LONGEST) ? printable.substring(0, LONGEST - 1) + "…" : printable;
	}

}
