package io.strapper.outline;

/**
 * A line that tells of an error.
 *
 * @param line its number, from 0
 * @param text what it says, without blanks at the ends, at most 300 characters
 */
public record Finding(long line, String text) {

	private static final int LONGEST = 300;

	/**
	 * Cuts the text where it is too long, but never between the halves of a surrogate
	 * pair.
	 */
	public Finding {
		if (line < 0) {
			throw new IllegalArgumentException("Lines are numbered from 0, not from " + line);
		}
		text = text.strip();
		if (text.length() > LONGEST) {
			int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
			text = text.substring(0, end);
		}
	}

}
