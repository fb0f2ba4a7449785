package io.strapper.outline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Finds the groups of words of which at least one word is in a text, ignoring the case of
 * ASCII letters: an Aho-Corasick automaton with one table look-up per byte. Immutable.
 */
final class Words {

	/** Marks a state where a word ends. */
	private static final int FOUND = Integer.MIN_VALUE;

	/** The column of each byte in the table; 0 for bytes that are in no word. */
	private final int[] columns = new int[256];

	private final int width;

	/**
	 * By state and column, the row of the next state; {@link #FOUND} tells that a word
	 * ends.
	 */
	private int[] next;

	/** By state, the groups of the words that end there. */
	private final List<BitSet> found = new ArrayList<>();

	/**
	 * Prepares a search.
	 * @param groups the words of each group
	 */
	Words(List<List<String>> groups) {
		int width = 1;
		for (byte octet : String.join("", groups.stream().flatMap(List::stream).toList())
			.getBytes(StandardCharsets.UTF_8)) {
			int lower = lower(octet & 0xFF);
			if (this.columns[lower] == 0) {
				this.columns[lower] = width++;
			}
		}
		for (int upper = 'A'; upper <= 'Z'; upper++) {
			this.columns[upper] = this.columns[lower(upper)];
		}
		this.width = width;
		this.next = new int[width];
		this.found.add(new BitSet());
		for (int group = 0; group < groups.size(); group++) {
			for (String word : groups.get(group)) {
				add(word, group);
			}
		}
		link();
	}

	private static int lower(int octet) {
		return (octet >= 'A' && octet <= 'Z') ? octet + ('a' - 'A') : octet;
	}

	private void add(String word, int group) {
		int row = 0;
		for (byte octet : word.getBytes(StandardCharsets.UTF_8)) {
			int at = row + this.columns[octet & 0xFF];
			if (this.next[at] == 0) {
				this.next[at] = this.found.size() * this.width;
				this.found.add(new BitSet());
				this.next = Arrays.copyOf(this.next, this.found.size() * this.width);
			}
			row = this.next[at];
		}
		this.found.get(row / this.width).set(group);
	}

	/** Turns the trie into an automaton, from the shortest prefixes on. */
	private void link() {
		int[] shorter = new int[this.found.size()];
		Deque<Integer> rows = new ArrayDeque<>(List.of(0));
		while (!rows.isEmpty()) {
			int row = rows.remove();
			for (int column = 0; column < this.width; column++) {
				int other = (row == 0) ? 0 : this.next[shorter[row / this.width] + column] & ~FOUND;
				int child = this.next[row + column];
				if (child == 0) {
					this.next[row + column] = other;
				}
				else {
					shorter[child / this.width] = other;
					this.found.get(child / this.width).or(this.found.get(other / this.width));
					rows.add(child);
				}
			}
		}
		for (int at = 0; at < this.next.length; at++) {
			if (!this.found.get(this.next[at] / this.width).isEmpty()) {
				this.next[at] |= FOUND;
			}
		}
	}

	/**
	 * Searches a text.
	 * @param text in UTF-8
	 * @param length how many bytes of it count
	 * @param groups takes the numbers of the groups of which a word is there
	 */
	void find(byte[] text, int length, BitSet groups) {
		int[] next = this.next;
		int[] columns = this.columns;
		int row = 0;
		for (int i = 0; i < length; i++) {
			row = next[row + columns[text[i] & 0xFF]];
			if (row < 0) {
				row &= ~FOUND;
				groups.or(this.found.get(row / this.width));
			}
		}
	}

}
