package io.strapper.search;

import io.strapper.search.Program.Kind;
import io.strapper.search.Program.Instruction;
import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for what a program describes in UTF-8, at one look into a table for each byte: a
 * deterministic automaton whose states are made when they are first reached, and all
 * forgotten when they are too many. Of several matches it finds the leftmost one, and
 * there the one that is preferred.
 * <p>
 * To it all characters beyond ASCII are alike. So in a line of ASCII it is right; where
 * it finds nothing in another line there is nothing, but what it finds there may be
 * nothing. Not thread-safe.
 */
final class Automaton {

	private static final int MOST_STATES = 500;

	/** Most threads of all states. */
	private static final int MOST_THREADS = 100_000;

	private static final int UNKNOWN = -1;

	/** The number of the state that nothing leads out of. */
	private static final int DEAD = 0;

	/** The symbol of bytes that go on with a character. */
	private static final int CONTINUED = 130;

	private static final IntBuffer NONE = IntBuffer.allocate(0);

	private final Program program;

	private final IntBuffer start;

	/** Whether it matters that nothing came before. */
	private final boolean mindsStart;

	/** Whether it matters where words are. */
	private final boolean mindsWords;

	/** Columns by symbol: symbols that the program never tells apart share one. */
	private final int[] columns = new int[CONTINUED + 1];

	private final int[] byByte = new int[256];

	/** A symbol of each column. */
	private final int[] samples;

	private final Map<State, Integer> numbers = new HashMap<>();

	private final List<State> states = new ArrayList<>();

	private int threads;

	/**
	 * By state and column: the next state's number, above one bit that tells whether a
	 * match ends before the symbol.
	 */
	private int[] next = {};

	/**
	 * Prepares a search.
	 * @param program what to look for; it never finds nothing, in the sense of ""
	 * @param start where the program begins
	 */
	Automaton(Program program, int start) {
		this.program = program;
		this.start = IntBuffer.wrap(new int[] { program.anywhere(start) });
		this.mindsStart = program.has(Kind.AT_START);
		this.mindsWords = program.has(Kind.AT_WORD_BOUNDARY) || program.has(Kind.NOT_AT_WORD_BOUNDARY);
		this.samples = columns();
		for (int octet = 0; octet < this.byByte.length; octet++) {
			int symbol = (octet < 0x80) ? octet : (octet < 0xC0) ? CONTINUED : Program.OTHER;
			this.byByte[octet] = this.columns[symbol];
		}
		forget();
	}

	private int[] columns() {
		Map<BitSet, Integer> known = new HashMap<>();
		int[] samples = new int[this.columns.length];
		for (int symbol = 0; symbol < this.columns.length; symbol++) {
			BitSet traits = this.program.takers(symbol);
			int size = this.program.size();
			traits.set(size, this.mindsWords && Program.isWord(symbol));
			traits.set(size + 1, symbol == Program.END);
			traits.set(size + 2, symbol == CONTINUED);
			this.columns[symbol] = known.computeIfAbsent(traits, (unused) -> known.size());
			samples[this.columns[symbol]] = symbol;
		}
		return Arrays.copyOf(samples, known.size());
	}

	private void forget() {
		this.states.clear();
		this.numbers.clear();
		this.threads = 0;
		number(NONE, false, false);
	}

	/**
	 * Finds the next match.
	 * @param line a text in UTF-8
	 * @param from where to begin
	 * @return where the match ends, or -1 if there is none
	 */
	int find(byte[] line, int from) {
		int found = -1;
		int state = number(this.start, from == 0, from > 0 && Program.isWord(line[from - 1]));
		int restart = number(this.start, false, false);
		for (int i = from; i < line.length; i++) {
			if (state == restart) {
				i = skip(line, i, state);
				if (i == line.length) {
					break;
				}
			}
			int transition = this.next[state * this.samples.length + this.byByte[line[i] & 0xFF]];
			if (transition == UNKNOWN) {
				if (this.states.size() >= MOST_STATES || this.threads > MOST_THREADS) {
					State now = this.states.get(state);
					forget();
					restart = number(this.start, false, false);
					state = number(now.threads, now.start, now.word);
				}
				transition = make(state, this.byByte[line[i] & 0xFF]);
			}
			if ((transition & 1) != 0) {
				found = i;
			}
			state = transition >> 1;
			if (state == DEAD) {
				return found;
			}
		}
		return ((make(state, this.columns[Program.END]) & 1) != 0) ? line.length : found;
	}

	/** Passes over what leaves the state as it is. */
	private int skip(byte[] line, int from, int state) {
		int[] table = this.next;
		int[] byByte = this.byByte;
		int row = state * this.samples.length;
		int same = state << 1;
		int i = from;
		while (i < line.length && table[row + byByte[line[i] & 0xFF]] == same) {
			i++;
		}
		return i;
	}

	private int make(int state, int column) {
		int known = this.next[state * this.samples.length + column];
		if (known != UNKNOWN) {
			return known;
		}
		int symbol = this.samples[column];
		int made = (symbol == CONTINUED) ? state << 1 : step(this.states.get(state), symbol);
		this.next[state * this.samples.length + column] = made;
		return made;
	}

	private int step(State state, int symbol) {
		Set<Integer> after = new LinkedHashSet<>();
		boolean found = false;
		for (int number : reached(state, symbol)) {
			Instruction instruction = this.program.get(number);
			if (instruction.kind() == Kind.FOUND) {
				// Whatever the threads behind this one would find is preferred less
				found = true;
				break;
			}
			if (instruction.symbols().get(symbol)) {
				after.add(instruction.next());
			}
		}
		IntBuffer threads = IntBuffer.wrap(after.stream().mapToInt(Integer::intValue).toArray());
		return number(threads, false, Program.isWord(symbol)) << 1 | (found ? 1 : 0);
	}

	/** The instructions that are reached before a symbol, in order of preference. */
	private Set<Integer> reached(State state, int symbol) {
		Set<Integer> reached = new LinkedHashSet<>();
		Deque<Integer> open = new ArrayDeque<>();
		for (int i = 0; i < state.threads.limit(); i++) {
			open.add(state.threads.get(i));
		}
		while (!open.isEmpty()) {
			int number = open.pop();
			Instruction instruction = this.program.get(number);
			if (reached.add(number)) {
				if (instruction.kind() == Kind.SPLIT) {
					open.push(instruction.other());
				}
				if (instruction.kind() == Kind.SPLIT || state.is(instruction.kind(), symbol)) {
					open.push(instruction.next());
				}
			}
		}
		return reached;
	}

	/** The number of a state; what does not matter to the program makes no other. */
	private int number(IntBuffer threads, boolean start, boolean word) {
		boolean alive = threads.hasRemaining();
		State state = new State(threads, alive && start && this.mindsStart, alive && word && this.mindsWords);
		Integer known = this.numbers.get(state);
		if (known != null) {
			return known;
		}
		int number = this.states.size();
		this.numbers.put(state, number);
		this.states.add(state);
		this.threads += threads.limit();
		int from = number * this.samples.length;
		int to = from + this.samples.length;
		if (to > this.next.length) {
			this.next = Arrays.copyOf(this.next, to * 2);
		}
		Arrays.fill(this.next, from, to, UNKNOWN);
		return number;
	}

	/**
	 * A state.
	 *
	 * @param threads where the program may be, in order of preference
	 * @param start whether nothing came before
	 * @param word whether the symbol before belongs to a word
	 */
	private record State(IntBuffer threads, boolean start, boolean word) {

		/** Whether this is the place before a symbol where an instruction holds. */
		boolean is(Kind place, int symbol) {
			return switch (place) {
				case AT_START -> this.start;
				case AT_END -> symbol == Program.END;
				case AT_WORD_BOUNDARY -> this.word != Program.isWord(symbol);
				case NOT_AT_WORD_BOUNDARY -> this.word == Program.isWord(symbol);
				case TAKE, SPLIT, FOUND -> false;
			};
		}

	}

}
