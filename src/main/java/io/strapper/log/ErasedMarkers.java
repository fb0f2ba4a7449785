package io.strapper.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import io.strapper.terminal.Terminal;

/**
 * Finds markers that erase themselves from the terminal, among the bytes that are on
 * their way to it. A marker stands at the start of a line, or where the cursor was
 * brought back there. Time is linear in the bytes, however they are divided.
 */
final class ErasedMarkers {

	/** Most characters of a marker. */
	static final int LONGEST = 1000;

	private static final byte[][] WORDS = { ascii("section_start:"), ascii("section_end:"), ascii("travis_fold:") };

	/** The longest word, and what stands before it. */
	private static final int TAIL = 15;

	private final LogSink sink;

	/** The bytes before those that come next: a word may be divided. */
	private byte[] tail = { '\n' };

	/** What was read of a marker, empty if none is under way. */
	private final ByteArrayOutputStream text = new ByteArrayOutputStream();

	private long line;

	/** How much of an escape sequence was read: nothing, ESC, or CSI. */
	private int escape;

	ErasedMarkers(LogSink sink) {
		this.sink = sink;
	}

	private static byte[] ascii(String word) {
		return word.getBytes(StandardCharsets.US_ASCII);
	}

	/** Writes bytes to a terminal, and notes in which line it was at each marker. */
	void write(byte[] bytes, int length, Terminal terminal) {
		int at = 0;
		while (at < length) {
			int word = wordEnd(bytes, at, length);
			int next = (word < 0) ? length : word;
			read(bytes, at, next);
			terminal.write(bytes, at, next - at);
			remember(bytes, at, next);
			if (word >= 0) {
				end();
				this.line = terminal.cursorLine();
				this.text.writeBytes(word());
			}
			at = next;
		}
	}

	/** Where the next word ends, or -1. */
	private int wordEnd(byte[] bytes, int from, int to) {
		byte[] around = new byte[this.tail.length + Math.min(TAIL, to - from)];
		System.arraycopy(this.tail, 0, around, 0, this.tail.length);
		System.arraycopy(bytes, from, around, this.tail.length, around.length - this.tail.length);
		int divided = find(around, 0, around.length, this.tail.length);
		return (divided >= 0) ? from + divided - this.tail.length : find(bytes, from, to, from);
	}

	/**
	 * Where a word ends that has one byte before it at least, and ends behind an index.
	 */
	private static int find(byte[] bytes, int from, int to, int behind) {
		for (int i = from; i < to; i++) {
			if (bytes[i] == '_') {
				int end = wordAt(bytes, from, i, to);
				if (end > behind) {
					return end;
				}
			}
		}
		return -1;
	}

	private static int wordAt(byte[] bytes, int from, int underscore, int to) {
		for (byte[] word : WORDS) {
			int start = underscore - ((word[0] == 's') ? "section".length() : "travis".length());
			if (start > from && start + word.length <= to && begins(bytes[start - 1]) && isAt(bytes, start, word)) {
				return start + word.length;
			}
		}
		return -1;
	}

	/** After a line feed, CR, or "erase the line". */
	private static boolean begins(byte before) {
		return before == '\n' || before == '\r' || before == 'K';
	}

	private static boolean isAt(byte[] bytes, int start, byte[] word) {
		for (int i = 0; i < word.length; i++) {
			if (bytes[start + i] != word[i]) {
				return false;
			}
		}
		return true;
	}

	/** The word that was just written. */
	private byte[] word() {
		for (byte[] word : WORDS) {
			int start = this.tail.length - word.length;
			if (start >= 0 && isAt(this.tail, start, word)) {
				return word;
			}
		}
		throw new IllegalStateException("No word ends here");
	}

	private void read(byte[] bytes, int from, int to) {
		for (int i = from; i < to && this.text.size() > 0; i++) {
			if (this.text.size() == LONGEST || leaves(bytes[i])) {
				end();
			}
			else {
				this.text.write(bytes[i]);
			}
		}
	}

	/**
	 * Whether a byte may take the cursor to another line, or end the line for ever: the
	 * marker must have been handed out by then.
	 */
	private boolean leaves(byte next) {
		switch (this.escape) {
			case 0 -> this.escape = (next == '\033') ? 1 : 0;
			case 1 -> {
				this.escape = 2;
				return next != '[';
			}
			default -> {
				boolean goesOn = next >= 0x20 && next < 0x40;
				this.escape = goesOn ? 2 : 0;
				return !goesOn && next != 'K' && next != 'm';
			}
		}
		return next >= 0 && next < 0x20 && next != '\033' && next != '\r' && next != '\t';
	}

	private void end() {
		this.escape = 0;
		if (this.text.size() > 0) {
			this.sink.marker(this.line, this.text.toString(StandardCharsets.UTF_8));
			this.text.reset();
		}
	}

	private void remember(byte[] bytes, int from, int to) {
		int length = Math.min(TAIL, this.tail.length + to - from);
		byte[] last = new byte[length];
		int fresh = Math.min(length, to - from);
		System.arraycopy(this.tail, this.tail.length - (length - fresh), last, 0, length - fresh);
		System.arraycopy(bytes, to - fresh, last, length - fresh, fresh);
		this.tail = last;
	}

}
