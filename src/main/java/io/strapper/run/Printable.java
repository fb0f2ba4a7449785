package io.strapper.run;

/**
 * Makes text safe to print: characters that a terminal would obey, or would not simply
 * show, are replaced.
 */
public final class Printable {

	private Printable() {
	}

	/**
	 * The text with U+FFFD for each control, format and separator character.
	 * @param text any text, such as a user's name
	 */
	public static String of(String text) {
		return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "\ufffd");
	}

}
