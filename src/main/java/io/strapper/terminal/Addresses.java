package io.strapper.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.strapper.terminal.text.Ascii;
import io.strapper.terminal.text.Utf8;

/**
 * Finds the addresses in a line's text: {@code http} and {@code https}, without the
 * punctuation and the closing bracket or quote behind them. What colors it has and where
 * it wrapped does not matter. Takes time in proportion to the line.
 */
final class Addresses {

	private static final byte[] HTTP = "http".getBytes(StandardCharsets.US_ASCII);

	private static final byte INSIDE = 0;

	private static final byte OUTSIDE = 1;

	private static final byte BRACKET = 2;

	/** Belongs to an address, but not at its end. */
	private static final byte PUNCTUATION = 3;

	/** What each character of ASCII is to an address. */
	private static final byte[] KINDS = kinds();

	static final int[] NONE = {};

	private final Line line;

	private final byte[] text;

	/** Where they start and end, in turn. */
	private int[] places = NONE;

	private int count;

	/** The run of the line in which the last one started. */
	private int run;

	private Addresses(Line line) {
		this.line = line;
		this.text = line.utf8();
	}

	/**
	 * The addresses in a line of which the log has made no link.
	 * @return the bytes where they start and end, in turn
	 */
	static int[] in(Line line) {
		byte[] text = line.utf8();
		int slashes = Ascii.indexOfSlashes(text, 0);
		return (slashes < text.length) ? new Addresses(line).find(slashes) : NONE;
	}

	private int[] find(int first) {
		int end = 0;
		int slashes = first;
		while (slashes < this.text.length) {
			int start = start(slashes - 1, end);
			if (start >= 0) {
				end = end(start, slashes + 2);
				if (end < this.text.length || !this.line.isCut()) {
					add(start, slashes + 2, trimmed(slashes + 2, end));
				}
			}
			slashes = Ascii.indexOfSlashes(this.text, Math.max(end, slashes + 1));
		}
		return (this.count == this.places.length) ? this.places : Arrays.copyOf(this.places, this.count);
	}

	private void add(int start, int name, int end) {
		if (end == name || end - start > Controls.MAX_LINK || isLinked(start, end)) {
			return;
		}
		if (this.count == this.places.length) {
			this.places = Arrays.copyOf(this.places, 2 * this.count + 2);
		}
		this.places[this.count++] = start;
		this.places[this.count++] = end;
	}

	/** Whether the log has made a link of a part of it. */
	private boolean isLinked(int start, int end) {
		int runs = this.line.runs();
		while (this.run < runs && this.line.end(this.run) <= start) {
			this.run++;
		}
		int at = this.run;
		while (at < runs && this.line.style(at).link() == null && this.line.end(at) < end) {
			at++;
		}
		return at < runs && this.line.style(at).link() != null;
	}

	/** Where the scheme before a colon starts, or -1 if there is another one or none. */
	private int start(int colon, int from) {
		if (colon < from || this.text[colon] != ':') {
			return -1;
		}
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
		int i = endOfInside(from);
		while (i < this.text.length && (this.text[i] < 0 || KINDS[this.text[i]] != BRACKET)) {
			if (!mayBeIn(start, i)) {
				return i;
			}
			i = endOfInside(i + 1);
		}
		return endBehindBrackets(start, i);
	}

	/** Where those characters end of which most addresses are made. */
	private int endOfInside(int from) {
		int i = from;
		while (i < this.text.length && this.text[i] >= 0 && KINDS[this.text[i]] == INSIDE) {
			i++;
		}
		return i;
	}

	private int endBehindBrackets(int start, int from) {
		int round = 0;
		int square = 0;
		int curly = 0;
		for (int i = from; i < this.text.length; i++) {
			switch (this.text[i]) {
				case '(' -> round++;
				case ')' -> round--;
				case '[' -> square++;
				case ']' -> square--;
				case '{' -> curly++;
				case '}' -> curly--;
				default -> {
				}
			}
			if (round < 0 || square < 0 || curly < 0 || !mayBeIn(start, i)) {
				return i;
			}
		}
		return this.text.length;
	}

	private boolean mayBeIn(int start, int i) {
		byte octet = this.text[i];
		if (octet >= 0) {
			int kind = KINDS[octet];
			return kind != OUTSIDE && (octet != '\'' || start == 0 || this.text[start - 1] != '\'');
		}
		// Of other characters those that words are made of; the rest of one goes with it
		return (octet & 0xC0) == 0x80 || Character.isLetterOrDigit(Utf8.codePoint(this.text, i));
	}

	/** Where an address ends without the punctuation behind it. */
	private int trimmed(int from, int to) {
		int end = to;
		while (end > from && this.text[end - 1] >= 0 && KINDS[this.text[end - 1]] == PUNCTUATION) {
			end--;
		}
		return end;
	}

	private static byte[] kinds() {
		byte[] kinds = new byte[0x80];
		for (char character = 0; character < kinds.length; character++) {
			kinds[character] = (character <= ' ' || "<>\"`\\^|".indexOf(character) >= 0) ? OUTSIDE
					: (".,;:!?'*".indexOf(character) >= 0) ? PUNCTUATION
							: ("()[]{}".indexOf(character) >= 0) ? BRACKET : INSIDE;
		}
		return kinds;
	}

}
