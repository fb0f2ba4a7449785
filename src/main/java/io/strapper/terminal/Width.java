package io.strapper.terminal;

import org.jline.utils.WCWidth;

/** How many columns a character takes. */
final class Width {

	private Width() {
	}

	/**
	 * The columns of a character that is no control.
	 * @param codePoint the character
	 * @return 0 for what is added to the character before, else 1 or 2
	 */
	static int of(int codePoint) {
		return (codePoint < 0x300) ? 1 : Math.max(0, WCWidth.wcwidth(codePoint));
	}

}
