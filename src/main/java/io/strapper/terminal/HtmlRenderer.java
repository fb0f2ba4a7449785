package io.strapper.terminal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Writes a line as HTML that stands alone: balanced, escaped, and nothing but
 * {@code span} and {@code a} elements.
 * <p>
 * Classes say how text looks: {@code fg0}–{@code fg255}, {@code bg0}–{@code bg255},
 * {@code b} bold, {@code dim}, {@code i} italic, {@code u} underlined in whatever way,
 * {@code inv} inverse, {@code conceal}, {@code s} struck, {@code o} overlined; only
 * 24-bit colors are written as {@code style}. Links are those of OSC 8 and the addresses
 * in the text; one link has one {@code a}, however many colors. A line is styled as far
 * as its tags take {@link #MOST_TAGS} bytes, and plain from there on: a few bytes of a
 * log can ask for a link of kilobytes around each single character.
 */
public final class HtmlRenderer {

	/** Changes whenever the same line becomes other HTML: pages of lines are cached. */
	public static final int VERSION = 3;

	/** Most bytes that the tags of one line take. */
	static final int MOST_TAGS = 32 << 10;

	private static final String[] CLASSES = { "b", "dim", "i", "u", "inv", "conceal", "s", "o" };

	private static final byte[] AMPERSAND = "&amp;".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] LESS_THAN = "&lt;".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] GREATER_THAN = "&gt;".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] QUOTE = "&quot;".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] SPAN_END = "</span>".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] LINK_END = "</a>".getBytes(StandardCharsets.US_ASCII);

	private HtmlRenderer() {
	}

	/**
	 * The line as HTML.
	 * @param line the line
	 * @return a fragment for the inside of an element
	 */
	public static String html(Line line) {
		int escapes = escapes(line.utf8());
		if (line.runs() == 0 && escapes == 0) {
			String text = line.text();
			return mayHaveAddress(text) ? linked(line, 0) : text;
		}
		return Ascii.hasSlashes(line.utf8()) ? linked(line, escapes) : render(line, escapes);
	}

	private static boolean mayHaveAddress(String text) {
		int slash = text.indexOf('/');
		while (slash >= 0 && !text.startsWith("//", slash)) {
			slash = text.indexOf('/', slash + 1);
		}
		return slash > 0;
	}

	private static String linked(Line line, int escapes) {
		return render(Addresses.linked(line), escapes);
	}

	private static String render(Line line, int escapes) {
		byte[] text = line.utf8();
		int styled = line.runs();
		int tags = tags(line, styled);
		if (tags > MOST_TAGS) {
			styled = styledRuns(line);
			tags = tags(line, styled);
		}
		byte[] html = new byte[text.length + escapes + tags];
		int at = 0;
		int from = 0;
		String link = null;
		for (int run = 0; run < styled; run++) {
			Style style = line.style(run);
			int to = line.end(run);
			if (!isSame(style.link(), link)) {
				at = (link != null) ? copy(LINK_END, html, at) : at;
				at = copy(style.linkTag(), html, at);
				link = style.link();
			}
			byte[] span = style.spanTag();
			at = (span.length > 0) ? copy(span, html, at) : at;
			at = (escapes == 0) ? copy(text, from, to, html, at) : escape(text, from, to, html, at);
			at = (span.length > 0) ? copy(SPAN_END, html, at) : at;
			from = to;
		}
		at = (link != null) ? copy(LINK_END, html, at) : at;
		if (from < text.length) {
			escape(text, from, text.length, html, at);
		}
		return new String(html, StandardCharsets.UTF_8);
	}

	private static boolean isSame(@Nullable String link, @Nullable String other) {
		return link == other || (link != null && link.equals(other));
	}

	/** How much longer escaping makes a text. */
	private static int escapes(byte[] text) {
		int more = 0;
		for (int i = markup(text, 0); i < text.length; i = markup(text, i + 1)) {
			more += entity(text[i]).length - 1;
		}
		return more;
	}

	/** How many of a line's runs are styled, where not all of them are. */
	private static int styledRuns(Line line) {
		int run = 0;
		String link = null;
		for (int left = MOST_TAGS; left >= 0; run++) {
			left -= tags(line.style(run), link);
			link = line.style(run).link();
		}
		return run - 1;
	}

	private static int tags(Line line, int runs) {
		int length = 0;
		String link = null;
		for (int run = 0; run < runs; run++) {
			Style style = line.style(run);
			length += tags(style, link);
			link = style.link();
		}
		return length;
	}

	/** What the tags of a run take behind one with another link, or with the same. */
	private static int tags(Style style, @Nullable String before) {
		int span = style.spanTag().length;
		int length = (span > 0) ? span + SPAN_END.length : 0;
		String link = style.link();
		return (link == null || isSame(link, before)) ? length : length + style.linkTag().length + LINK_END.length;
	}

	private static int markup(byte[] text, int from) {
		return Ascii.indexOfMarkup(text, from, text.length);
	}

	private static int copy(byte[] bytes, byte[] html, int at) {
		return copy(bytes, 0, bytes.length, html, at);
	}

	/** Writes bytes, and tells where the next ones go. */
	private static int copy(byte[] bytes, int from, int to, byte[] html, int at) {
		System.arraycopy(bytes, from, html, at, to - from);
		return at + to - from;
	}

	private static int escape(byte[] text, int from, int to, byte[] html, int at) {
		int next = at;
		int start = from;
		for (int i = Ascii.indexOfMarkup(text, from, to); i < to; i = Ascii.indexOfMarkup(text, start, to)) {
			next = copy(text, start, i, html, next);
			next = copy(entity(text[i]), html, next);
			start = i + 1;
		}
		return copy(text, start, to, html, next);
	}

	private static byte[] entity(byte character) {
		return switch (character) {
			case '&' -> AMPERSAND;
			case '<' -> LESS_THAN;
			case '>' -> GREATER_THAN;
			default -> QUOTE;
		};
	}

	static String linkTag(@Nullable String link) {
		return (link == null) ? ""
				: "<a href=\""
						+ link.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
						+ "\" rel=\"noopener noreferrer\">";
	}

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
