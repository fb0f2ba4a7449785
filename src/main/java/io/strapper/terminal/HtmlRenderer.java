package io.strapper.terminal;

import org.jspecify.annotations.Nullable;

/**
 * Writes a line as HTML that stands alone: {@code span} with the classes of its style,
 * {@code a} with an http or https link, and escaped text. A bidirectional control would
 * show text in another order than it was written, so it is shown as U+FFFD.
 */
public final class HtmlRenderer {

	/** Changes whenever the same line is written differently. */
	public static final int VERSION = 1;

	private static final String[] NAMES = { "b", "dim", "i", "u", "inv", "conceal", "s", "o" };

	private HtmlRenderer() {
	}

	/** The HTML of a line. */
	public static String html(Line line) {
		StringBuilder html = new StringBuilder(line.text().length() + 16 + 40 * line.runs());
		int start = 0;
		for (int run = 0; run < line.runs(); run++) {
			span(html, line.style(run), line.text(), start, line.end(run));
			start = line.end(run);
		}
		return html.toString();
	}

	private static void span(StringBuilder html, Style style, String text, int from, int to) {
		@Nullable String link = style.link();
		if (link != null) {
			html.append("<a href=\"");
			escape(html, link, 0, link.length());
			html.append("\" rel=\"noopener noreferrer\">");
		}
		boolean styled = style.foreground() != Color.DEFAULT || style.background() != Color.DEFAULT
				|| style.attributes() != 0;
		if (styled) {
			open(html, style);
		}
		escape(html, text, from, to);
		html.append(styled ? "</span>" : "").append((link != null) ? "</a>" : "");
	}

	private static void open(StringBuilder html, Style style) {
		html.append("<span");
		String separator = " class=\"";
		separator = color(html, separator, "fg", style.foreground());
		separator = color(html, separator, "bg", style.background());
		for (int bit = 0; bit < NAMES.length; bit++) {
			if (style.has(1 << bit)) {
				html.append(separator).append(NAMES[bit]);
				separator = " ";
			}
		}
		html.append(separator.equals(" ") ? "\"" : "");
		if (Color.isRgb(style.foreground()) || Color.isRgb(style.background())) {
			html.append(" style=\"");
			rgb(html, "color:", style.foreground());
			rgb(html, "background-color:", style.background());
			html.setLength(html.length() - 1);
			html.append('"');
		}
		html.append('>');
	}

	private static String color(StringBuilder html, String separator, String prefix, int color) {
		if (color == Color.DEFAULT || Color.isRgb(color)) {
			return separator;
		}
		html.append(separator).append(prefix).append(Color.index(color));
		return " ";
	}

	private static void rgb(StringBuilder html, String property, int color) {
		if (Color.isRgb(color)) {
			html.append(property).append(Color.hex(color)).append(';');
		}
	}

	private static void escape(StringBuilder html, String text, int from, int to) {
		for (int i = from; i < to; i++) {
			char c = text.charAt(i);
			switch (c) {
				case '&' -> html.append("&amp;");
				case '<' -> html.append("&lt;");
				case '>' -> html.append("&gt;");
				case '"' -> html.append("&quot;");
				default -> html.append(isBidiControl(c) ? '\ufffd' : c);
			}
		}
	}

	private static boolean isBidiControl(char c) {
		return c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069' || c == '\u200e' || c == '\u200f'
				|| c == '\u061c';
	}

}
