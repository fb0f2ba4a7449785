package io.strapper.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import io.strapper.search.Program.Kind;

/**
 * The columns of an automaton's table: characters that a program never distinguishes
 * share a column. The start of the line has a column, and so have the continuation bytes
 * of UTF-8.
 */
final class Alphabet {

	/** Marks a first byte whose character's column depends on the bytes after it. */
	private static final int DECODE = -1;

	/** The first character of each range, ascending. */
	private final int[] ranges;

	private final int[] columnOfRange;

	private final int[] columnOfByte = new int[256];

	/** By column: the instructions that take its characters. */
	private final int[][] acceptors;

	/** By column: whether its characters are word characters. */
	private final boolean[] words;

	private final int startOfLine;

	Alphabet(Program program) {
		this.ranges = program.ranges();
		this.columnOfRange = new int[this.ranges.length];
		this.acceptors = new int[this.ranges.length + 1][];
		this.words = new boolean[this.ranges.length + 1];
		boolean wordsMatter = program.has(Kind.WORD_BOUNDARY) || program.has(Kind.NOT_WORD_BOUNDARY);
		Map<String, Integer> columns = new HashMap<>();
		for (int i = 0; i < this.ranges.length; i++) {
			int[] taken = program.acceptors(this.ranges[i]);
			boolean isWord = wordsMatter && Program.Characters.WORD.contains(this.ranges[i]);
			int column = columns.computeIfAbsent(Arrays.toString(taken) + isWord, (unused) -> columns.size());
			this.columnOfRange[i] = column;
			this.acceptors[column] = taken;
			this.words[column] = isWord;
		}
		this.startOfLine = columns.size();
		this.acceptors[this.startOfLine] = new int[0];
		for (int octet = 0; octet < this.columnOfByte.length; octet++) {
			this.columnOfByte[octet] = (octet < 0x80) ? column(octet) : (octet < 0xC0) ? continued() : foreign();
		}
	}

	private int column(int character) {
		int at = Arrays.binarySearch(this.ranges, character);
		return this.columnOfRange[(at >= 0) ? at : -at - 2];
	}

	private int foreign() {
		int last = this.columnOfRange[this.ranges.length - 1];
		for (int i = this.ranges.length - 1; i > 0 && this.ranges[i] > 0x80; i--) {
			if (this.columnOfRange[i - 1] != last) {
				return DECODE;
			}
		}
		return last;
	}

	/** The column of the byte at a place in a text in UTF-8. */
	int column(byte[] text, int at) {
		int column = this.columnOfByte[text[at] & 0xFF];
		return (column == DECODE) ? column(Utf8.at(text, at)) : column;
	}

	/**
	 * The columns of all bytes, negative if the column depends on the bytes after it. The
	 * caller must not change the array.
	 */
	int[] columnsOfBytes() {
		return this.columnOfByte;
	}

	/** The column of the start of the line. */
	int startOfLine() {
		return this.startOfLine;
	}

	/** The column of continuation bytes, which is the last one. */
	int continued() {
		return this.startOfLine + 1;
	}

	int[] acceptors(int column) {
		return this.acceptors[column];
	}

	boolean isWord(int column) {
		return this.words[column];
	}

}
