package io.strapper.terminal.text;

import org.jline.utils.WCWidth;

/**
 * How many columns a character takes: 0 (it combines with the one before it), 1 or 2.
 * <p>
 * The table is JLine's, which follows Unicode. Each character counts on its own, as in
 * {@code wcwidth(3)} and xterm: the two halves of a flag have one column each, and an
 * emoji's skin tone has columns of its own. JLine's table relies on grapheme clusters
 * there; this one does not.
 */
public final class CharacterWidth {

	private static final byte[] BASIC_PLANE = basicPlane();

	private CharacterWidth() {
	}

	/**
	 * The width of a character.
	 * @param codePoint any code point
	 * @return 0, 1 or 2 columns; negative for a control character
	 */
	public static int of(int codePoint) {
		return (codePoint < BASIC_PLANE.length) ? BASIC_PLANE[codePoint] : lookUp(codePoint);
	}

	private static int lookUp(int codePoint) {
		if (WCWidth.isRegionalIndicator(codePoint)) {
			return 1;
		}
		if (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF) {
			return 2;
		}
		return WCWidth.wcwidth(codePoint);
	}

	private static byte[] basicPlane() {
		byte[] widths = new byte[0x10000];
		for (int codePoint = 0; codePoint < widths.length; codePoint++) {
			widths[codePoint] = (byte) lookUp(codePoint);
		}
		return widths;
	}

}
