package io.strapper.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What an {@link Automaton} runs: instructions that take a symbol or lead to others. A
 * symbol is a character of ASCII, or {@link #OTHER} for any other character.
 */
final class Program {

	/** Any character that is not ASCII. */
	static final int OTHER = 128;

	/** What comes behind the last character. */
	static final int END = 129;

	/** The instruction at which something was found. */
	static final int FOUND = 0;

	private static final int MOST = 1000;

	private static final BitSet NOTHING = new BitSet();

	private final List<Instruction> instructions = new ArrayList<>();

	Program() {
		add(new Instruction(Kind.FOUND, NOTHING, FOUND, FOUND));
	}

	/** Goes on if the next symbol is one of these. */
	int take(BitSet symbols, int next) {
		return add(new Instruction(Kind.TAKE, symbols, next, next));
	}

	/** Goes on if this is the place for it. */
	int at(Kind place, int next) {
		return add(new Instruction(place, NOTHING, next, next));
	}

	/** Goes on in two ways, of which the first is preferred. */
	int split(int first, int second) {
		return add(new Instruction(Kind.SPLIT, NOTHING, first, second));
	}

	/** Lets a split lead on, once it is known where: a loop leads back to itself. */
	void lead(int split, int first, int second) {
		this.instructions.set(split, new Instruction(Kind.SPLIT, NOTHING, first, second));
	}

	/** Goes on here or, rather later than sooner, after any symbols. */
	int anywhere(int next) {
		BitSet all = new BitSet();
		all.set(0, END);
		int split = split(FOUND, FOUND);
		lead(split, next, take(all, split));
		return split;
	}

	private int add(Instruction instruction) {
		if (this.instructions.size() == MOST) {
			throw new UnsupportedOperationException("A program of more than " + MOST + " instructions");
		}
		this.instructions.add(instruction);
		return this.instructions.size() - 1;
	}

	Instruction get(int number) {
		return this.instructions.get(number);
	}

	int size() {
		return this.instructions.size();
	}

	boolean has(Kind kind) {
		return this.instructions.stream().anyMatch((instruction) -> instruction.kind == kind);
	}

	/** The instructions that take a symbol. */
	BitSet takers(int symbol) {
		BitSet takers = new BitSet();
		for (int number = 0; number < size(); number++) {
			takers.set(number, get(number).symbols.get(symbol));
		}
		return takers;
	}

	static boolean isWord(int symbol) {
		return symbol < OTHER && (Character.isLetterOrDigit(symbol) || symbol == '_');
	}

	/** What an instruction does. */
	enum Kind {

		TAKE, SPLIT, AT_START, AT_END, AT_WORD_BOUNDARY, NOT_AT_WORD_BOUNDARY, FOUND

	}

	/**
	 * One instruction.
	 *
	 * @param kind what it does
	 * @param symbols what it takes
	 * @param next the instruction that follows
	 * @param other the one that follows if that leads to nothing
	 */
	record Instruction(Kind kind, BitSet symbols, int next, int other) {
	}

}
