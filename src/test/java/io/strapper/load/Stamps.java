package io.strapper.load;

import java.nio.ByteBuffer;

/**
 * The stamp that each line begins with: {@code ~<line>:<time>~}, the line's number from
 * 0, and the time just before it was written, in nanoseconds of the machine's monotonic
 * clock, which all processes of a machine share. JSON, HTML and STOMP leave it as it is.
 */
final class Stamps {

	private static final int LONGEST = 40;

	private Stamps() {
	}

	/** A stamp of this moment. */
	static String now(long line) {
		return "~" + line + ":" + System.nanoTime() + "~";
	}

	/**
	 * Finds all stamps of a text.
	 * @param text is not changed
	 * @param found is told of each, in order
	 * @return where the next stamp may begin: what lies before is done with
	 */
	static int forEach(ByteBuffer text, Found found) {
		int done = text.limit();
		int open = tilde(text, text.position());
		while (open < text.limit()) {
			int close = tilde(text, open + 1);
			if (close == text.limit() && close - open < LONGEST) {
				return open;
			}
			boolean stamp = close < text.limit() && parse(text, open + 1, close, found);
			open = stamp ? tilde(text, close + 1) : close;
		}
		return done;
	}

	private static boolean parse(ByteBuffer text, int from, int to, Found found) {
		long line = 0;
		long time = 0;
		boolean colon = false;
		for (int i = from; i < to; i++) {
			int character = text.get(i);
			if (character == ':' && !colon) {
				colon = true;
			}
			else if (character < '0' || character > '9') {
				return false;
			}
			else if (colon) {
				time = time * 10 + character - '0';
			}
			else {
				line = line * 10 + character - '0';
			}
		}
		if (colon) {
			found.stamp(line, time);
		}
		return colon;
	}

	private static int tilde(ByteBuffer text, int from) {
		int at = from;
		while (at < text.limit() && text.get(at) != '~') {
			at++;
		}
		return at;
	}

	/** Is told of stamps. */
	interface Found {

		void stamp(long line, long nanoTime);

	}

}
