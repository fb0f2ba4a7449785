package io.strapper.terminal;

/**
 * The sets G0 to G3 and which of them is shifted in. The only set that differs from ASCII
 * here is DEC special graphics, with which tools draw lines and corners.
 *
 * @param graphics bit <i>n</i>: DEC special graphics are designated to G<i>n</i>
 * @param shift the number of the set in use
 */
record CharacterSets(int graphics, int shift) {

	static final CharacterSets ASCII = new CharacterSets(0, 0);

	/** DEC special graphics for the characters from {@code `} to {@code ~}. */
	private static final String GRAPHICS = "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

	/** SCS: designates DEC special graphics, or any other set, to a G-set. */
	CharacterSets designate(int set, boolean special) {
		return new CharacterSets(special ? this.graphics | 1 << set : this.graphics & ~(1 << set), this.shift);
	}

	/** SI, SO, LS2, LS3. */
	CharacterSets shiftIn(int set) {
		return new CharacterSets(this.graphics, set);
	}

	/** Whether ASCII stands for itself. */
	boolean isAscii() {
		return (this.graphics >> this.shift & 1) == 0;
	}

	int map(int codePoint) {
		boolean graphic = !isAscii() && codePoint >= '`' && codePoint <= '~';
		return graphic ? GRAPHICS.charAt(codePoint - '`') : codePoint;
	}

	void save(Packer out) {
		out.number(this.graphics);
		out.number(this.shift);
	}

	static CharacterSets restored(Unpacker in) {
		return new CharacterSets(in.integer(), in.integer());
	}

}
