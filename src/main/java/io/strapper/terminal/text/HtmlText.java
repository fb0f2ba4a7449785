package io.strapper.terminal.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A piece of HTML while it is written: tags as they are, text with its markup escaped.
 * Each thread has one and writes all of its pieces there, because a piece that is done is
 * a string of its own. Not thread-safe.
 */
public final class HtmlText {

	private static final ThreadLocal<HtmlText> OF_THREAD = ThreadLocal.withInitial(HtmlText::new);

	private static final int USUAL = 4 << 10;

	/** Larger arrays are not kept for the next piece. */
	private static final int MOST_KEPT = 64 << 10;

	private static final byte[] AMPERSAND = "&amp;".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] LESS_THAN = "&lt;".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] GREATER_THAN = "&gt;".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] QUOTE = "&quot;".getBytes(StandardCharsets.US_ASCII);

	private byte[] utf8 = new byte[USUAL];

	private int length;

	private char[] characters = {};

	/** What the texts and tags have, as {@link Ascii#traits} tells it. */
	private int traits;

	private HtmlText() {
	}

	/**
	 * Begins a piece.
	 * @param traits what the texts of the whole piece have, as {@link Ascii#traits} tells
	 * it
	 * @return what the calling thread has to write to
	 */
	public static HtmlText begin(int traits) {
		HtmlText text = OF_THREAD.get();
		text.traits = traits;
		text.length = 0;
		return text;
	}

	/** Writes a tag. */
	public void tag(byte[] tag) {
		put(tag, 0, tag.length);
	}

	/** Writes a tag that may have other characters than ASCII, as a link of a log. */
	public void tagWithOthers(byte[] tag) {
		this.traits |= Ascii.OTHERS;
		tag(tag);
	}

	/** Writes bytes of well-formed UTF-8 as text. */
	public void text(byte[] text, int from, int to) {
		if ((this.traits & Ascii.MARKUP) == 0) {
			put(text, from, to);
		}
		else {
			escape(text, from, to);
		}
	}

	private void put(byte[] bytes, int from, int to) {
		int end = this.length + to - from;
		if (end > this.utf8.length) {
			this.utf8 = Arrays.copyOf(this.utf8, 2 * end);
		}
		System.arraycopy(bytes, from, this.utf8, this.length, to - from);
		this.length = end;
	}

	private void escape(byte[] text, int from, int to) {
		int next = from;
		while (next < to) {
			int end = Ascii.indexOfMarkup(text, next, to);
			put(text, next, end);
			if (end < to) {
				tag(entity(text[end]));
			}
			next = end + 1;
		}
	}

	/** How many bytes a text takes here. */
	public int lengthOf(byte[] text, int from, int to) {
		int length = to - from;
		if ((this.traits & Ascii.MARKUP) != 0) {
			for (int i = Ascii.indexOfMarkup(text, from, to); i < to; i = Ascii.indexOfMarkup(text, i + 1, to)) {
				length += entity(text[i]).length - 1;
			}
		}
		return length;
	}

	private static byte[] entity(byte character) {
		return switch (character) {
			case '&' -> AMPERSAND;
			case '<' -> LESS_THAN;
			case '>' -> GREATER_THAN;
			default -> QUOTE;
		};
	}

	/** Ends the piece. */
	public String end() {
		String html = ((this.traits & Ascii.OTHERS) == 0)
				? new String(this.utf8, 0, this.length, StandardCharsets.ISO_8859_1) : decoded();
		if (this.utf8.length > MOST_KEPT) {
			this.utf8 = new byte[USUAL];
			this.characters = new char[0];
		}
		return html;
	}

	private String decoded() {
		if (this.characters.length < this.length) {
			this.characters = new char[this.utf8.length];
		}
		return new String(this.characters, 0, Utf8.decode(this.utf8, this.length, this.characters));
	}

}
