package io.strapper.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A state of an {@link Automaton}: what is known between two characters of what comes
 * behind.
 */
final class State {

	/** Instructions that take the next character and lead to a match, ascending. */
	final int[] takers;

	/** Whether the line ends here. */
	final boolean end;

	/** Whether the next character belongs to a word. */
	final boolean word;

	/** The states before a character that comes before, by its column. */
	final @Nullable State[] before;

	/** Those of them where no match begins in between. */
	final @Nullable State[] quiet;

	/** Whether a match begins here, by the column of the character before. */
	final boolean[] begins;

	/** What the automaton chose here, by where it came from. */
	final Map<Integer, Integer> ways = new HashMap<>();

	State(int[] takers, boolean end, boolean word, int same) {
		this.takers = takers;
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
				&& Arrays.equals(this.takers, state.takers);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.takers) * 4 + (this.end ? 2 : 0) + (this.word ? 1 : 0);
	}

}
