package io.strapper.terminal;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a line that look alike and stand in one link or in none, one after
 * another.
 */
final class Parts {

	private final Line line;

	private final byte[] text;

	/** Where addresses start and end, in turn. */
	private final int[] addresses;

	/** How many of those places are behind the begin of the part. */
	private int passed;

	private int run = -1;

	private int runEnd;

	private Style style = Style.DEFAULT;

	private int from;

	private int to;

	private @Nullable String link;

	private boolean opensLink;

	Parts(Line line, int[] addresses) {
		this.line = line;
		this.text = line.utf8();
		this.addresses = addresses;
	}

	/** Goes to the next part, if there is one. */
	boolean next() {
		if (this.to == this.text.length) {
			return false;
		}
		this.from = this.to;
		if (this.from == this.runEnd) {
			nextRun();
		}
		this.to = this.runEnd;
		boolean begins = this.passed < this.addresses.length && nextAddress();
		this.opensLink = opensLinkOfStyle() || begins;
		return true;
	}

	private void nextRun() {
		while (this.runEnd <= this.from) {
			boolean styled = ++this.run < this.line.runs();
			this.style = styled ? this.line.style(this.run) : Style.DEFAULT;
			this.runEnd = styled ? this.line.end(this.run) : this.text.length;
		}
	}

	/** Ends the part where an address begins or ends, and tells whether one begins. */
	private boolean nextAddress() {
		boolean begins = false;
		while (this.passed < this.addresses.length && this.addresses[this.passed] <= this.from) {
			begins = isAddress(++this.passed);
		}
		if (this.passed < this.addresses.length) {
			this.to = Math.min(this.to, this.addresses[this.passed]);
		}
		return begins;
	}

	private boolean opensLinkOfStyle() {
		String before = this.link;
		this.link = this.style.link();
		return this.link != null && this.link != before && !this.link.equals(before);
	}

	byte[] text() {
		return this.text;
	}

	/** Where the part starts in the text. */
	int from() {
		return this.from;
	}

	/** Where it ends. */
	int to() {
		return this.to;
	}

	Style style() {
		return this.style;
	}

	/** Whether its link begins with it. */
	boolean opensLink() {
		return this.opensLink;
	}

	/** Whether it stands in a link that does not end with it. */
	boolean leavesLinkOpen() {
		return isAddress() ? this.to < addressEnd() : this.link != null && goesOn(this.link);
	}

	/** Whether it stands in a link that ends with it. */
	boolean closesLink() {
		return isAddress() ? this.to == addressEnd() : this.link != null && !goesOn(this.link);
	}

	private boolean goesOn(String link) {
		return this.to < this.runEnd
				|| (this.run + 1 < this.line.runs() && link.equals(this.line.style(this.run + 1).link()));
	}

	/** Whether it stands in an address. */
	boolean isAddress() {
		return isAddress(this.passed);
	}

	private static boolean isAddress(int passed) {
		return (passed & 1) == 1;
	}

	/** Where the address ends that it stands in. */
	int addressEnd() {
		return this.addresses[this.passed];
	}

}
