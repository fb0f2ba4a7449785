package io.strapper.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A state of an {@link Automaton}: at a place between two characters, what is known of
 * the rest of the line.
 */
final class State {

	/** Instructions that take the next character and lead to a match, ascending. */
	final int[] acceptors;

	/** Whether the line ends here. */
	final boolean end;

	/** Whether the next character belongs to a word. */
	final boolean word;

	/** The states before the preceding character, by the column of that character. */
	final @Nullable State[] before;

	/** The same states, but only those between which and this one no match begins. */
	final @Nullable State[] quiet;

	/** Whether a match begins here, by the column of the preceding character. */
	final boolean[] begins;

	/** The cached results of the automaton's choice here, by the instruction before. */
	final Map<Integer, Integer> ways = new HashMap<>();

	State(int[] acceptors, boolean end, boolean word, int same) {
		this.acceptors = acceptors;
		this.end = end;
		this.word = word;
		this.before = new State[same + 1];
		this.before[same] = this;
		this.quiet = this.before.clone();
		this.begins = new boolean[same + 1];
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof State state && this.end == state.end && this.word == state.word
				&& Arrays.equals(this.acceptors, state.acceptors);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.acceptors) * 4 + (this.end ? 2 : 0) + (this.word ? 1 : 0);
	}

}
