package io.strapper.terminal;

import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/** The tags that open a style's link and its span. */
final class HtmlTags {

	private static final String[] CLASSES = { "b", "dim", "i", "u", "inv", "conceal", "s", "o" };

	private HtmlTags() {
	}

	/** What opens a link; nothing if there is none. */
	static String linkTag(@Nullable String link) {
		return (link == null) ? ""
				: "<a href=\""
						+ link.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
						+ "\" rel=\"noopener noreferrer\">";
	}

	/** What opens the span of a style; nothing if it needs none. */
	static String spanTag(Style style) {
		if (looksPlain(style)) {
			return "";
		}
		StringBuilder tag = new StringBuilder("<span");
		String classes = classes(style);
		String css = css(style);
		if (!classes.isEmpty()) {
			tag.append(" class=\"").append(classes, 1, classes.length()).append('"');
		}
		if (!css.isEmpty()) {
			tag.append(" style=\"").append(css, 1, css.length()).append('"');
		}
		return tag.append('>').toString();
	}

	private static boolean looksPlain(Style style) {
		return style.foreground() == Style.DEFAULT_COLOR && style.background() == Style.DEFAULT_COLOR
				&& style.attributes() == 0;
	}

	private static String classes(Style style) {
		StringBuilder classes = new StringBuilder();
		if (isPalette(style.foreground())) {
			classes.append(" fg").append(style.foreground());
		}
		if (isPalette(style.background())) {
			classes.append(" bg").append(style.background());
		}
		for (int i = 0; i < CLASSES.length; i++) {
			if (style.has(1 << i)) {
				classes.append(' ').append(CLASSES[i]);
			}
		}
		return classes.toString();
	}

	private static String css(Style style) {
		StringBuilder css = new StringBuilder();
		if (style.foreground() >= Style.RGB) {
			css.append(";color:").append(hex(style.foreground()));
		}
		if (style.background() >= Style.RGB) {
			css.append(";background-color:").append(hex(style.background()));
		}
		return css.toString();
	}

	private static boolean isPalette(int color) {
		return color >= 0 && color < Style.RGB;
	}

	/** {@code #rrggbb}, without the bit that marks the color. */
	private static String hex(int color) {
		return '#' + HexFormat.of().toHexDigits(color, 6);
	}

}
