package io.strapper.terminal;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The control functions by their codes: each is one verb of the screen. A function is
 * known by its private marker, intermediate byte and final byte, eight bits each.
 * Functions that are not listed have no meaning in a log and are ignored.
 */
final class Controls {

	/** The collected bytes of an unknown function. */
	static final int UNKNOWN = 0x7FFF;

	/** Most UTF-16 units of a link; text with a longer one stays plain. */
	static final int MAX_LINK = 2048;

	/** The private marker of DEC's functions. */
	private static final int DEC = '?' << 8;

	private final Screen screen;

	private final Cursor cursor;

	private final Scroller scroller;

	private final Printer printer;

	Controls(Screen screen) {
		this.screen = screen;
		this.cursor = screen.cursor();
		this.scroller = screen.scroller();
		this.printer = screen.printer();
	}

	/** C0 (ECMA-48 5.2). */
	void execute(int character) {
		switch (character) {
			case 0x08 -> this.cursor.backspace(); // BS
			case 0x09 -> this.cursor.tab(1); // HT
			case 0x0A, 0x0B, 0x0C -> this.scroller.lineFeed(); // LF, VT, FF
			case 0x0D -> this.cursor.carriageReturn(); // CR
			case 0x0E -> this.printer.shiftIn(1); // SO
			case 0x0F -> this.printer.shiftIn(0); // SI
			default -> {
			}
		}
	}

	/**
	 * Escape sequences: C1 (ECMA-48 5.3) in 7 bits, and those of the VT100 and its
	 * successors.
	 */
	void escape(int function) {
		switch (function) {
			case '7' -> this.screen.save(); // DECSC
			case '8' -> this.screen.restore(); // DECRC
			case 'D' -> this.scroller.index(); // IND
			case 'E' -> this.scroller.lineFeed(); // NEL
			case 'H' -> this.cursor.setTabStop(); // HTS
			case 'M' -> this.scroller.reverseIndex(); // RI
			case 'c' -> this.screen.reset(); // RIS
			case 'n' -> this.printer.shiftIn(2); // LS2
			case 'o' -> this.printer.shiftIn(3); // LS3
			default -> designate(function >> 8, function & 0xFF);
		}
	}

	/** SCS: {@code ESC ( 0} and the like. */
	private void designate(int intermediate, int set) {
		if (intermediate >= '(' && intermediate <= '+') {
			this.printer.designate(intermediate - '(', set == '0');
		}
	}

	/** Control sequences (ECMA-48 5.4). */
	void sequence(int function, Parameters parameters) {
		int first = parameters.number(0);
		switch (function) {
			case '@' -> this.screen.insertCharacters(first); // ICH
			case 'A' -> this.cursor.up(first); // CUU
			case 'B' -> this.cursor.down(first); // CUD
			case 'C', 'a' -> this.cursor.forward(first); // CUF, HPR
			case 'D' -> this.cursor.back(first); // CUB
			case 'E' -> this.cursor.nextLine(first); // CNL
			case 'F' -> this.cursor.precedingLine(first); // CPL
			case 'G', '`' -> this.cursor.column(first - 1); // CHA, HPA
			// CUP, HVP
			case 'H', 'f' -> this.cursor.position(first - 1, parameters.number(1) - 1);
			case 'I' -> this.cursor.tab(first); // CHT
			case 'J' -> this.screen.eraseInDisplay(parameters.get(0)); // ED
			case 'K' -> this.screen.eraseInLine(parameters.get(0)); // EL
			case 'L' -> this.scroller.insertLines(first); // IL
			case 'M' -> this.scroller.deleteLines(first); // DL
			case 'P' -> this.screen.deleteCharacters(first); // DCH
			case 'S' -> this.scroller.scrollUp(first); // SU
			case 'T' -> this.scroller.scrollDown(first); // SD
			case 'X' -> this.screen.eraseCharacters(first); // ECH
			case 'Z' -> this.cursor.backTab(first); // CBT
			case 'b' -> this.printer.repeat(first); // REP
			case 'd' -> this.cursor.row(first - 1); // VPA
			case 'e' -> this.cursor.rowsDown(first); // VPR
			case 'g' -> this.cursor.clearTabStop(parameters.get(0)); // TBC
			case 'h', 'l' -> modes(parameters, function == 'h'); // SM, RM
			case 'm' -> this.screen.rendition().select(parameters); // SGR
			case 'r' -> this.cursor.region(first - 1, parameters.get(1) - 1); // DECSTBM
			case 's' -> this.screen.save(); // SCOSC
			case 'u' -> this.screen.restore(); // SCORC
			default -> extended(function, parameters);
		}
	}

	/** Those with a private marker or an intermediate byte. */
	private void extended(int function, Parameters parameters) {
		switch (function) {
			case DEC | 'J' -> this.screen.eraseInDisplay(parameters.get(0)); // DECSED
			case DEC | 'K' -> this.screen.eraseInLine(parameters.get(0)); // DECSEL
			// DECSET, DECRST
			case DEC | 'h', DEC | 'l' -> privateModes(parameters, function == (DEC | 'h'));
			case '!' << 8 | 'p' -> this.screen.softReset(); // DECSTR
			default -> {
			}
		}
	}

	private void modes(Parameters parameters, boolean on) {
		for (int i = 0; i < parameters.count(); i++) {
			if (parameters.get(i) == 4) { // IRM
				this.printer.insertMode(on);
			}
		}
	}

	private void privateModes(Parameters parameters, boolean on) {
		for (int i = 0; i < parameters.count(); i++) {
			switch (parameters.get(i)) {
				case 6 -> this.cursor.originMode(on); // DECOM
				case 7 -> this.printer.autowrap(on); // DECAWM
				case 47, 1047, 1049 -> this.screen.alternate(on);
				case 1048 -> saveOrRestore(on);
				default -> {
				}
			}
		}
	}

	private void saveOrRestore(boolean save) {
		if (save) {
			this.screen.save();
		}
		else {
			this.screen.restore();
		}
	}

	/** Operating system commands: {@code 8;parameters;URI} is a link, no URI ends it. */
	void command(String command) {
		int separator = command.indexOf(';', 2);
		if (command.startsWith("8;") && separator >= 0) {
			this.screen.rendition().link(link(command.substring(separator + 1)));
		}
	}

	private static @Nullable String link(String uri) {
		String scheme = uri.substring(0, Math.min(uri.length(), 8)).toLowerCase(Locale.ROOT);
		boolean web = scheme.startsWith("http://") || scheme.equals("https://");
		return (web && uri.length() <= MAX_LINK && uri.chars().allMatch(Controls::mayStandInLink)) ? uri : null;
	}

	private static boolean mayStandInLink(int character) {
		return character > ' ' && (character < 0x7F || character >= 0xA1) && !Printer.isBidiControl(character);
	}

}
