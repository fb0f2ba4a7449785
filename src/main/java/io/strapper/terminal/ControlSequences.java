package io.strapper.terminal;

import java.util.Locale;

/** What control functions mean: ECMA-48's names, and the verbs of the {@link Screen}. */
final class ControlSequences {

	private static final int MOST_LINK = 2083;

	private final Screen screen;

	ControlSequences(Screen screen) {
		this.screen = screen;
	}

	/** A control character of C0. */
	void execute(int c) {
		switch (c) {
			case '\b' -> this.screen.backspace();
			case '\t' -> this.screen.tab(1);
			// LF, VT, FF. A log's line feed also returns: most are written without a
			// terminal's CR
			case '\n', 0x0B, '\f' -> {
				this.screen.lineFeed();
				this.screen.carriageReturn();
			}
			case '\r' -> this.screen.carriageReturn();
			default -> {
			}
		}
	}

	/** ESC and a final, or the C1 control that it stands for. */
	void escape(int c) {
		switch (c) {
			case '7' -> this.screen.save(); // DECSC
			case '8' -> this.screen.restore(); // DECRC
			case 'D' -> this.screen.lineFeed(); // IND
			case 'E' -> { // NEL
				this.screen.lineFeed();
				this.screen.carriageReturn();
			}
			case 'H' -> this.screen.setTabStop(); // HTS
			case 'M' -> this.screen.reverseLineFeed(); // RI
			case 'c' -> this.screen.reset(); // RIS
			default -> {
			}
		}
	}

	/** CSI and a final. */
	void control(int prefix, int intermediate, int c, Parameters p) {
		if (prefix == 0 && intermediate == 0) {
			control(c, p);
		}
		else if (prefix == '?' && intermediate == 0) {
			privateControl(c, p);
		}
		else if (intermediate == '!' && c == 'p') {
			this.screen.softReset(); // DECSTR
		}
	}

	private void control(int c, Parameters p) {
		switch (c) {
			case '@' -> this.screen.insertCharacters(p.times(0)); // ICH
			case 'A' -> this.screen.up(p.times(0)); // CUU
			case 'B', 'e' -> this.screen.down(p.times(0)); // CUD, VPR
			case 'C', 'a' -> this.screen.forward(p.times(0)); // CUF, HPR
			case 'D' -> this.screen.back(p.times(0)); // CUB
			case 'E' -> { // CNL
				this.screen.down(p.times(0));
				this.screen.carriageReturn();
			}
			case 'F' -> { // CPL
				this.screen.up(p.times(0));
				this.screen.carriageReturn();
			}
			case 'G', '`' -> this.screen.toColumn(p.times(0) - 1); // CHA, HPA
			case 'H', 'f' -> { // CUP, HVP
				this.screen.toRow(p.times(0) - 1);
				this.screen.toColumn(p.times(1) - 1);
			}
			case 'I' -> this.screen.tab(p.times(0)); // CHT
			case 'J' -> eraseInDisplay(p.get(0, 0)); // ED
			case 'K' -> eraseInLine(p.get(0, 0)); // EL
			case 'L' -> this.screen.insertLines(p.times(0)); // IL
			case 'M' -> this.screen.deleteLines(p.times(0)); // DL
			case 'P' -> this.screen.deleteCharacters(p.times(0)); // DCH
			case 'S' -> this.screen.scrollUp(p.times(0)); // SU
			case 'T' -> this.screen.scrollDown(p.times(0)); // SD
			case 'X' -> this.screen.erase(p.times(0)); // ECH
			case 'Z' -> this.screen.backTab(p.times(0)); // CBT
			case 'b' -> this.screen.repeat(p.times(0)); // REP
			case 'd' -> this.screen.toRow(p.times(0) - 1); // VPA
			case 'g' -> clearTabStops(p.get(0, 0)); // TBC
			case 'h', 'l' -> modes(c == 'h', p); // SM, RM
			case 'm' -> this.screen.style(Rendition.select(this.screen.style(), p)); // SGR
			case 'r' -> this.screen.region(p.times(0) - 1, (p.get(1, 0) > 0) ? p.get(1, 0) - 1 : Screen.ROWS - 1); // DECSTBM
			case 's' -> this.screen.save(); // SCOSC
			case 'u' -> this.screen.restore(); // SCORC
			default -> {
			}
		}
	}

	private void eraseInDisplay(int what) {
		switch (what) {
			case 0 -> this.screen.eraseBelow();
			case 1 -> this.screen.eraseAbove();
			case 2 -> this.screen.clear();
			default -> {
			}
		}
	}

	private void eraseInLine(int what) {
		switch (what) {
			case 0 -> this.screen.eraseLineRight();
			case 1 -> this.screen.eraseLineLeft();
			case 2 -> this.screen.eraseLine();
			default -> {
			}
		}
	}

	private void clearTabStops(int what) {
		if (what == 0) {
			this.screen.clearTabStop();
		}
		else if (what == 3) {
			this.screen.clearTabStops();
		}
	}

	private void modes(boolean on, Parameters p) {
		for (int i = 0; i < p.count(); i++) {
			if (p.get(i, 0) == 4) {
				this.screen.insertion(on); // IRM
			}
		}
	}

	private void privateControl(int c, Parameters p) {
		switch (c) {
			case 'J' -> eraseInDisplay(p.get(0, 0)); // DECSED
			case 'K' -> eraseInLine(p.get(0, 0)); // DECSEL
			case 'h', 'l' -> privateModes(c == 'h', p); // DECSET, DECRST
			default -> {
			}
		}
	}

	private void privateModes(boolean on, Parameters p) {
		for (int i = 0; i < p.count(); i++) {
			switch (p.get(i, 0)) {
				case 6 -> this.screen.origin(on); // DECOM
				case 47, 1047, 1049 -> this.screen.changeScreen();
				case 1048 -> {
					if (on) {
						this.screen.save();
					}
					else {
						this.screen.restore();
					}
				}
				default -> {
				}
			}
		}
	}

	/** OSC 8 is a link; titles and all else are swallowed. */
	void operatingSystemCommand(String text) {
		if (!text.startsWith("8;")) {
			return;
		}
		int start = text.indexOf(';', 2) + 1;
		if (start > 0) {
			String target = text.substring(start);
			this.screen.style(this.screen.style().withLink(isLink(target) ? target : null));
		}
	}

	/**
	 * What may be followed: no other scheme, and nothing that a browser would read
	 * otherwise.
	 */
	private static boolean isLink(String target) {
		String start = target.substring(0, Math.min(8, target.length())).toLowerCase(Locale.ROOT);
		return target.length() <= MOST_LINK && (start.startsWith("http://") || start.startsWith("https://"))
				&& target.chars().allMatch((c) -> c > 0x20 && c != 0x7F && !Character.isSurrogate((char) c));
	}

}
