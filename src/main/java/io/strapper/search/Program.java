package io.strapper.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The program of an {@link Automaton}: instructions that take a character or lead to
 * other instructions.
 */
final class Program {

	/** The instruction that ends a match. */
	static final int FOUND = 0;

	private final List<Instruction> instructions = new ArrayList<>();

	private final int most;

	/**
	 * A program without instructions, except {@link #FOUND}.
	 * @param most how many instructions it may have
	 */
	Program(int most) {
		this.most = most;
		add(new Instruction(Kind.FOUND, CharacterSet.NONE, FOUND, FOUND));
	}

	/** Adds an instruction that takes one of these characters. */
	int take(CharacterSet characters, int next) {
		return add(new Instruction(Kind.TAKE, characters, next, next));
	}

	/**
	 * Adds an instruction that asserts something about the place, such as the start of
	 * the line.
	 */
	int at(Kind place, int next) {
		return add(new Instruction(place, CharacterSet.NONE, next, next));
	}

	/** Adds an instruction with two successors, of which the first is preferred. */
	int split(int first, int second) {
		return add(new Instruction(Kind.SPLIT, CharacterSet.NONE, first, second));
	}

	/** Sets the successors of a split later, since a loop leads back to its own split. */
	void patch(int split, int first, int second) {
		this.instructions.set(split, new Instruction(Kind.SPLIT, CharacterSet.NONE, first, second));
	}

	private int add(Instruction instruction) {
		if (this.instructions.size() == this.most) {
			throw new UnsupportedOperationException("A program of more than " + this.most + " instructions");
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

	/**
	 * The first character of each range whose characters the program never distinguishes,
	 * ascending from 0.
	 */
	int[] ranges() {
		IntStream words = has(Kind.WORD_BOUNDARY) || has(Kind.NOT_WORD_BOUNDARY)
				? Arrays.stream(Characters.WORD.changes()) : IntStream.empty();
		IntStream taken = this.instructions.stream().flatMapToInt((one) -> Arrays.stream(one.characters.changes()));
		return IntStream.concat(IntStream.of(0), IntStream.concat(words, taken))
			.filter((character) -> character <= Character.MAX_CODE_POINT)
			.sorted()
			.distinct()
			.toArray();
	}

	/** The instructions that take a character. */
	int[] acceptors(int character) {
		return IntStream.range(0, size()).filter((number) -> get(number).characters.contains(character)).toArray();
	}

	/** The instructions that lead to each instruction without taking a character. */
	int[][] predecessors() {
		List<List<Integer>> all = IntStream.range(0, size()).<List<Integer>>mapToObj((i) -> new ArrayList<>()).toList();
		for (int number = 0; number < size(); number++) {
			Instruction instruction = get(number);
			if (instruction.kind != Kind.TAKE && instruction.kind != Kind.FOUND) {
				all.get(instruction.next).add(number);
			}
			if (instruction.kind == Kind.SPLIT) {
				all.get(instruction.other).add(number);
			}
		}
		return all.stream().map((one) -> one.stream().mapToInt(Integer::intValue).toArray()).toArray(int[][]::new);
	}

	/** What an instruction does. */
	enum Kind {

		TAKE, SPLIT, START, END, WORD_BOUNDARY, NOT_WORD_BOUNDARY, FOUND

	}

	/**
	 * One instruction.
	 *
	 * @param kind what it does
	 * @param characters what it takes
	 * @param next the instruction that follows
	 * @param other the one that is tried if {@code next} leads to no match
	 */
	record Instruction(Kind kind, CharacterSet characters, int next, int other) {
	}

	/** The sets of the classes \d, \s and \w, which contain only ASCII. */
	static final class Characters {

		static final CharacterSet DIGIT = CharacterSet.of('0', '9');

		static final CharacterSet WORD = DIGIT.or(CharacterSet.of('A', 'Z'))
			.or(CharacterSet.of('a', 'z'))
			.or(CharacterSet.of('_'));

		static final CharacterSet SPACE = CharacterSet.of('\t', '\n')
			.or(CharacterSet.of('\f', '\r'))
			.or(CharacterSet.of(' '));

		private Characters() {
		}

	}

}
