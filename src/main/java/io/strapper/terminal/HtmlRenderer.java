package io.strapper.terminal;

import org.jspecify.annotations.Nullable;

/**
 * Writes a line as HTML that stands alone: balanced, escaped, and nothing but
 * {@code span} and {@code a} elements.
 * <p>
 * Classes say how text looks: {@code fg0}–{@code fg255}, {@code bg0}–{@code bg255},
 * {@code b} bold, {@code dim}, {@code i} italic, {@code u} underlined in whatever way,
 * {@code inv} inverse, {@code conceal}, {@code s} struck, {@code o} overlined; only
 * 24-bit colors are written as {@code style}.
 */
public final class HtmlRenderer {

	/** Changes whenever the same line becomes other HTML: pages of lines are cached. */
	public static final int VERSION = 1;

	private static final String[] CLASSES = { "b", "dim", "i", "u", "inv", "conceal", "s", "o" };

	private HtmlRenderer() {
	}

	/**
	 * The line as HTML.
	 * @param line the line
	 * @return a fragment for the inside of an element
	 */
	public static String html(Line line) {
		if (line.runs() == 0 && !needsEscape(line.text())) {
			return line.text();
		}
		StringBuilder html = new StringBuilder(line.text().length() + 64 * line.runs());
		render(line, html);
		return html.toString();
	}

	/**
	 * Appends the line as HTML.
	 * @param line the line
	 * @param html what to append to
	 */
	public static void render(Line line, StringBuilder html) {
		String text = line.text();
		boolean escape = needsEscape(text);
		if (line.runs() == 0) {
			append(text, 0, text.length(), escape, html);
		}
		int from = 0;
		for (int run = 0; run < line.runs(); run++) {
			Style style = line.style(run);
			int to = line.end(run);
			html.append(style.openingTags());
			append(text, from, to, escape, html);
			html.append(closingTags(style));
			from = to;
		}
	}

	private static boolean needsEscape(String text) {
		return text.indexOf('&') >= 0 || text.indexOf('<') >= 0 || text.indexOf('>') >= 0 || text.indexOf('"') >= 0;
	}

	private static void append(String text, int from, int to, boolean escape, StringBuilder html) {
		int plain = from;
		for (int i = from; escape && i < to; i++) {
			String entity = entity(text.charAt(i));
			if (entity != null) {
				html.append(text, plain, i).append(entity);
				plain = i + 1;
			}
		}
		html.append(text, plain, to);
	}

	private static @Nullable String entity(char character) {
		return switch (character) {
			case '&' -> "&amp;";
			case '<' -> "&lt;";
			case '>' -> "&gt;";
			case '"' -> "&quot;";
			default -> null;
		};
	}

	static String openingTags(Style style) {
		StringBuilder tags = new StringBuilder();
		String link = style.link();
		if (link != null) {
			tags.append("<a href=\"");
			append(link, 0, link.length(), true, tags);
			tags.append("\" rel=\"noopener noreferrer\">");
		}
		if (looksPlain(style)) {
			return tags.toString();
		}
		String classes = classes(style);
		String css = css(style);
		tags.append("<span");
		if (!classes.isEmpty()) {
			tags.append(" class=\"").append(classes, 1, classes.length()).append('"');
		}
		if (!css.isEmpty()) {
			tags.append(" style=\"").append(css, 1, css.length()).append('"');
		}
		return tags.append('>').toString();
	}

	private static String closingTags(Style style) {
		String span = looksPlain(style) ? "" : "</span>";
		return (style.link() != null) ? span + "</a>" : span;
	}

	private static boolean looksPlain(Style style) {
		return style.is(Style.DEFAULT_COLOR, Style.DEFAULT_COLOR, 0, style.link());
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

	/** {@code #rrggbb}; the bit that marks the color gives the leading zeros. */
	private static String hex(int color) {
		return "#" + Integer.toHexString(color).substring(1);
	}

}
