package io.strapper.terminal;

/**
 * The bound: looks at every byte, tells escape sequences from text and counts lines, and
 * does nothing with any of it.
 */
final class EscapeLoop {

	private long lines;

	private long text;

	private long sequences;

	/** In which part of a sequence: 0 none, 1 after ESC, 2 in CSI, 3 in OSC. */
	private int state;

	long run(byte[] bytes, int from, int to) {
		for (int i = from; i < to; i++) {
			byte octet = bytes[i];
			if (this.state == 0) {
				if (octet == 0x1B) {
					this.state = 1;
				}
				else if (octet == '\n') {
					this.lines++;
				}
				else {
					this.text++;
				}
			}
			else {
				sequence(octet);
			}
		}
		return this.lines + this.text + this.sequences;
	}

	private void sequence(byte octet) {
		switch (this.state) {
			case 1 -> this.state = (octet == '[') ? 2 : (octet == ']') ? 3 : 0;
			case 2 -> {
				if (octet >= 0x40) {
					this.sequences++;
					this.state = 0;
				}
			}
			default -> {
				if (octet == 7) {
					this.state = 0;
				}
			}
		}
	}

}
