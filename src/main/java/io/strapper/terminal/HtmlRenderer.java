package io.strapper.terminal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import io.strapper.terminal.text.Ascii;
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
 * <p>
 * Of a line's text {@value Line#MOST_SHOWN} bytes are shown. A longer one ends with an
 * empty {@code span} of the class {@code cut}, where a page says so.
 */
public final class HtmlRenderer {

	/** Changes whenever the same line becomes other HTML: pages of lines are cached. */
	public static final int VERSION = 4;

	/** Most bytes that the tags of one line take. */
	static final int MOST_TAGS = 32 << 10;

	private static final String[] CLASSES = { "b", "dim", "i", "u", "inv", "conceal", "s", "o" };

	private static final int LINKED = -1;

	private static final byte[] AMPERSAND = "&amp;".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] LESS_THAN = "&lt;".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] GREATER_THAN = "&gt;".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] QUOTE = "&quot;".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] SPAN_END = "</span>".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] LINK_START = "<a href=\"".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] LINK_MIDDLE = "\" rel=\"noopener noreferrer\">".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] LINK_END = "</a>".getBytes(StandardCharsets.US_ASCII);

	/** Stands where a line is cut. It has no text: to copy and search it is not there. */
	private static final String CUT = "<span class=\"cut\"></span>";

	private HtmlRenderer() {
	}

	/**
	 * The line as HTML.
	 * @param line the line
	 * @return a fragment for the inside of an element
	 */
	public static String html(Line line) {
		Line shown = line.shown();
		String html = render(shown);
		return shown.isCut() ? html + CUT : html;
	}

	private static String render(Line line) {
		byte[] text = line.utf8();
		int ordinary = Ascii.endOfOrdinary(text);
		if (ordinary < text.length) {
			return render(line, escapes(text, ordinary, text.length), Addresses.in(line, ordinary));
		}
		// Of ASCII the bytes are the characters
		return (line.runs() == 0) ? new String(text, StandardCharsets.ISO_8859_1) : render(line, 0, Addresses.NONE);
	}

	private static String render(Line line, int escapes, int[] addresses) {
		if (escapes == 0 && line.runs() == 0 && addresses.length == 0) {
			return line.text();
		}
		int spans = (addresses.length == 0) ? spans(line) : LINKED;
		return (spans >= 0 && spans <= MOST_TAGS) ? withoutLinks(line, escapes, spans)
				: withLinks(line, escapes, addresses);
	}

	/** What the tags of a line take, or LINKED if it has links. */
	private static int spans(Line line) {
		int length = 0;
		for (int run = 0; run < line.runs(); run++) {
			Style style = line.style(run);
			if (style != Style.DEFAULT) {
				if (style.link() != null) {
					return LINKED;
				}
				int span = style.spanTag().length;
				length += (span > 0) ? span + SPAN_END.length : 0;
			}
		}
		return length;
	}

	/** Most lines: these need no parts. */
	private static String withoutLinks(Line line, int escapes, int spans) {
		byte[] text = line.utf8();
		byte[] html = new byte[text.length + escapes + spans];
		int at = 0;
		int from = 0;
		for (int run = 0; run < line.runs(); run++) {
			Style style = line.style(run);
			int to = line.end(run);
			byte[] span = style.spanTag();
			at = copy(span, html, at);
			at = (escapes == 0) ? copy(text, from, to, html, at) : escape(text, from, to, html, at);
			at = (span.length > 0) ? copy(SPAN_END, html, at) : at;
			from = to;
		}
		escape(text, from, text.length, html, at);
		return new String(html, StandardCharsets.UTF_8);
	}

	private static String withLinks(Line line, int escapes, int[] addresses) {
		Parts parts = new Parts(line, addresses);
		int tags = 0;
		int styled = 0;
		for (boolean fits = true; fits && parts.next();) {
			int more = tags(parts, escapes > 0);
			fits = tags + more <= MOST_TAGS;
			tags += fits ? more : 0;
			styled = fits ? parts.to() : styled;
		}
		byte[] html = new byte[line.utf8().length + escapes + tags];
		int end = write(new Parts(line, addresses), styled, escapes > 0, html);
		escape(line.utf8(), styled, line.utf8().length, html, end);
		return new String(html, StandardCharsets.UTF_8);
	}

	/** What the tags of a part take. */
	private static int tags(Parts parts, boolean escapes) {
		int span = parts.style().spanTag().length;
		int length = (span > 0) ? span + SPAN_END.length : 0;
		if (parts.opensLink()) {
			length += LINK_END.length
					+ (parts.isAddress() ? addressTag(parts, escapes) : parts.style().linkTag().length);
		}
		return length;
	}

	private static int addressTag(Parts parts, boolean escapes) {
		int from = parts.from();
		int to = parts.addressEnd();
		int more = escapes ? escapes(parts.text(), from, to) : 0;
		return LINK_START.length + to - from + more + LINK_MIDDLE.length;
	}

	/** Writes the parts up to a byte of the text, and tells where the rest goes. */
	private static int write(Parts parts, int until, boolean escapes, byte[] html) {
		byte[] text = parts.text();
		int at = 0;
		while (parts.to() < until && parts.next()) {
			at = parts.opensLink() ? openLink(parts, escapes, html, at) : at;
			byte[] span = parts.style().spanTag();
			at = copy(span, html, at);
			at = escapes ? escape(text, parts.from(), parts.to(), html, at)
					: copy(text, parts.from(), parts.to(), html, at);
			at = (span.length > 0) ? copy(SPAN_END, html, at) : at;
			at = parts.closesLink(until) ? copy(LINK_END, html, at) : at;
		}
		return at;
	}

	private static int openLink(Parts parts, boolean escapes, byte[] html, int at) {
		if (!parts.isAddress()) {
			return copy(parts.style().linkTag(), html, at);
		}
		int next = copy(LINK_START, html, at);
		next = escapes ? escape(parts.text(), parts.from(), parts.addressEnd(), html, next)
				: copy(parts.text(), parts.from(), parts.addressEnd(), html, next);
		return copy(LINK_MIDDLE, html, next);
	}

	/** How much longer escaping makes a text. */
	private static int escapes(byte[] text, int from, int to) {
		int more = 0;
		for (int i = Ascii.indexOfMarkup(text, from, to); i < to; i = Ascii.indexOfMarkup(text, i + 1, to)) {
			more += entity(text[i]).length - 1;
		}
		return more;
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
