package io.strapper.terminal;

/**
 * Colours as the {@code int}s that a {@link Style} holds: none, one of 256, or 24 bits.
 */
final class Color {

	/** The terminal's own colour. */
	static final int DEFAULT = 0;

	private static final int RGB = 1 << 24;

	private Color() {
	}

	/** A colour of the palette: 0 to 255. */
	static int indexed(int index) {
		return 1 + index;
	}

	static int rgb(int red, int green, int blue) {
		return RGB | red << 16 | green << 8 | blue;
	}

	static boolean isRgb(int color) {
		return (color & RGB) != 0;
	}

	/** The palette's index of a colour that is neither the default nor 24 bits. */
	static int index(int color) {
		return color - 1;
	}

	/** {@code #rrggbb} of a 24-bit colour. */
	static String hex(int color) {
		return "#" + Integer.toHexString(color).substring(1);
	}

}
