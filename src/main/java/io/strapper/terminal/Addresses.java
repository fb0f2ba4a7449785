package io.strapper.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Makes links of the addresses in a line's text: {@code http} and {@code https}, without
 * the punctuation and the closing bracket or quote behind them. What colors it has and
 * where it wrapped does not matter. Takes time in proportion to the line.
 */
final class Addresses {

	private static final byte[] HTTP = "http".getBytes(StandardCharsets.US_ASCII);

	private final Line line;

	private final byte[] text;

	private int[] ends;

	private Style[] styles;

	private int runs;

	/** The next run of the line that is to be copied, and where. */
	private int run;

	private int copied;

	private Addresses(Line line) {
		this.line = line;
		this.text = line.utf8();
		this.ends = new int[line.runs() + 8];
		this.styles = new Style[this.ends.length];
	}

	/** The line with its addresses as links, or the line itself if it has none. */
	static Line linked(Line line) {
		return new Addresses(line).linked();
	}

	private Line linked() {
		int end = 0;
		for (int colon = colon(0); colon >= 0; colon = colon(Math.max(end, colon + 1))) {
			int start = start(colon, end);
			if (start >= 0) {
				end = end(start, colon + 3);
				int length = trimmed(colon + 3, end) - start;
				if (length > colon + 3 - start && length <= Controls.MAX_LINK) {
					copyTo(start, null);
					copyTo(start + length, new String(this.text, start, length, StandardCharsets.UTF_8));
				}
			}
		}
		if (this.copied == 0) {
			return this.line;
		}
		copyTo(this.text.length, null);
		return new Line(this.text, Arrays.copyOf(this.ends, this.runs), Arrays.copyOf(this.styles, this.runs),
				this.line.continued());
	}

	/** Where the next {@code ://} is, or -1. */
	private int colon(int from) {
		for (int i = from; i < this.text.length - 2; i++) {
			if (this.text[i] == ':' && this.text[i + 1] == '/' && this.text[i + 2] == '/') {
				return i;
			}
		}
		return -1;
	}

	/** Where the scheme before a colon starts, or -1 if it is another one. */
	private int start(int colon, int from) {
		int start = colon - HTTP.length;
		if (start >= from && (this.text[colon - 1] | 0x20) == 's') {
			start--;
		}
		for (int i = 0; i < HTTP.length; i++) {
			if (start < from || (this.text[start + i] | 0x20) != HTTP[i]) {
				return -1;
			}
		}
		return (start > 0 && isAsciiLetterOrDigit(this.text[start - 1])) ? -1 : start;
	}

	private static boolean isAsciiLetterOrDigit(byte octet) {
		return (octet >= '0' && octet <= '9') || ((octet | 0x20) >= 'a' && (octet | 0x20) <= 'z' && octet > 0);
	}

	/**
	 * Where what may belong to an address ends: at a bracket that it has not opened, too.
	 */
	private int end(int start, int from) {
		byte quote = (start > 0) ? this.text[start - 1] : 0;
		int round = 0;
		int square = 0;
		int curly = 0;
		for (int i = from; i < this.text.length; i++) {
			byte octet = this.text[i];
			switch (octet) {
				case '(' -> round++;
				case ')' -> round--;
				case '[' -> square++;
				case ']' -> square--;
				case '{' -> curly++;
				case '}' -> curly--;
				default -> {
				}
			}
			boolean quoted = octet == '\'' && quote == '\'';
			if (quoted || round < 0 || square < 0 || curly < 0 || !mayBeIn(i)) {
				return i;
			}
		}
		return this.text.length;
	}

	private boolean mayBeIn(int i) {
		byte octet = this.text[i];
		if (octet >= 0) {
			return octet > ' ' && octet != '<' && octet != '>' && octet != '"' && octet != '`' && octet != '\\'
					&& octet != '^' && octet != '|';
		}
		// Of other characters those that words are made of; the rest of one goes with it
		return (octet & 0xC0) == 0x80 || Character.isLetterOrDigit(Utf8.codePoint(this.text, i));
	}

	/** Where an address ends without the punctuation behind it. */
	private int trimmed(int from, int to) {
		int end = to;
		while (end > from && ".,;:!?'*".indexOf(this.text[end - 1]) >= 0) {
			end--;
		}
		return end;
	}

	/** Copies the line's runs up to a byte, as parts of a link if there is one. */
	private void copyTo(int to, @Nullable String link) {
		while (this.copied < to) {
			Style style = (this.run < this.line.runs()) ? this.line.style(this.run) : Style.DEFAULT;
			int end = (this.run < this.line.runs()) ? this.line.end(this.run) : this.text.length;
			add(Math.min(end, to), (link == null || style.link() != null) ? style : style.withLink(link));
			if (end <= to) {
				this.run++;
			}
		}
	}

	private void add(int end, Style style) {
		if (this.runs == this.ends.length) {
			this.ends = Arrays.copyOf(this.ends, 2 * this.runs);
			this.styles = Arrays.copyOf(this.styles, 2 * this.runs);
		}
		this.ends[this.runs] = end;
		this.styles[this.runs++] = style;
		this.copied = end;
	}

}
