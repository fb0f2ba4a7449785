package io.strapper.terminal;

import java.nio.charset.StandardCharsets;

import io.strapper.terminal.text.Ascii;
import io.strapper.terminal.text.HtmlText;
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

	private static final String DIGITS = "0123456789abcdef";

	private static final int USUAL_TAG = 64;

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
		int traits = Ascii.traits(text);
		if (traits == 0 && line.runs() == 0) {
			// Of ASCII the bytes are the characters
			return new String(text, StandardCharsets.ISO_8859_1);
		}
		int[] addresses = ((traits & Ascii.ADDRESS) == 0) ? Addresses.NONE : Addresses.in(line);
		HtmlText html = HtmlText.begin(traits);
		if (addresses.length > 0 || !writeRuns(line, html)) {
			html = HtmlText.begin(traits);
			writeParts(line, addresses, html);
		}
		return html.end();
	}

	/**
	 * Writes a line that has no links, as most lines do.
	 * @return whether it has none, and its tags are not too long
	 */
	private static boolean writeRuns(Line line, HtmlText html) {
		byte[] text = line.utf8();
		int left = MOST_TAGS;
		int from = 0;
		for (int run = 0; from < text.length; run++) {
			boolean styled = run < line.runs();
			Style style = styled ? line.style(run) : Style.DEFAULT;
			int to = styled ? line.end(run) : text.length;
			left -= style.spanTag().length + SPAN_END.length;
			if (style.link() != null || left < 0) {
				return false;
			}
			write(style.spanTag(), text, from, to, html);
			from = to;
		}
		return true;
	}

	private static void write(byte[] span, byte[] text, int from, int to, HtmlText html) {
		html.tag(span);
		html.text(text, from, to);
		if (span.length > 0) {
			html.tag(SPAN_END);
		}
	}

	private static void writeParts(Line line, int[] addresses, HtmlText html) {
		Parts parts = new Parts(line, addresses);
		int tags = 0;
		int styled = 0;
		boolean open = false;
		while (parts.next()) {
			tags += tags(parts, html);
			if (tags > MOST_TAGS) {
				break;
			}
			if (parts.opensLink()) {
				openLink(parts, html);
			}
			write(parts.style().spanTag(), parts.text(), parts.from(), parts.to(), html);
			if (parts.closesLink()) {
				html.tag(LINK_END);
			}
			open = parts.leavesLinkOpen();
			styled = parts.to();
		}
		if (open) {
			html.tag(LINK_END);
		}
		html.text(line.utf8(), styled, line.utf8().length);
	}

	/** What the tags of a part take. */
	private static int tags(Parts parts, HtmlText html) {
		int span = parts.style().spanTag().length;
		int length = (span > 0) ? span + SPAN_END.length : 0;
		if (parts.opensLink()) {
			length += LINK_END.length + (parts.isAddress() ? addressTag(parts, html) : parts.style().linkTag().length);
		}
		return length;
	}

	private static int addressTag(Parts parts, HtmlText html) {
		return LINK_START.length + html.lengthOf(parts.text(), parts.from(), parts.addressEnd()) + LINK_MIDDLE.length;
	}

	private static void openLink(Parts parts, HtmlText html) {
		if (parts.isAddress()) {
			html.tag(LINK_START);
			html.text(parts.text(), parts.from(), parts.addressEnd());
			html.tag(LINK_MIDDLE);
		}
		else {
			html.tagWithOthers(parts.style().linkTag());
		}
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
		StringBuilder tag = new StringBuilder(USUAL_TAG).append("<span");
		classes(style, tag);
		css(style, tag);
		return tag.append('>').toString();
	}

	private static boolean looksPlain(Style style) {
		return style.foreground() == Style.DEFAULT_COLOR && style.background() == Style.DEFAULT_COLOR
				&& style.attributes() == 0;
	}

	private static void classes(Style style, StringBuilder tag) {
		String before = " class=\"";
		if (isPalette(style.foreground())) {
			tag.append(before).append("fg").append(style.foreground());
			before = " ";
		}
		if (isPalette(style.background())) {
			tag.append(before).append("bg").append(style.background());
			before = " ";
		}
		for (int left = style.attributes(); left != 0; left &= left - 1) {
			tag.append(before).append(CLASSES[Integer.numberOfTrailingZeros(left)]);
			before = " ";
		}
		if (before.length() == 1) {
			tag.append('"');
		}
	}

	private static void css(Style style, StringBuilder tag) {
		String before = " style=\"";
		if (style.foreground() >= Style.RGB) {
			color(style.foreground(), tag.append(before).append("color:#"));
			before = ";";
		}
		if (style.background() >= Style.RGB) {
			color(style.background(), tag.append(before).append("background-color:#"));
			before = ";";
		}
		if (before.length() == 1) {
			tag.append('"');
		}
	}

	/** {@code rrggbb}, without the bit that marks the color. */
	private static void color(int color, StringBuilder tag) {
		for (int shift = 20; shift >= 0; shift -= 4) {
			tag.append(DIGITS.charAt(color >> shift & 0xF));
		}
	}

	private static boolean isPalette(int color) {
		return color >= 0 && color < Style.RGB;
	}

}
