package io.strapper.search;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import io.strapper.search.Program.Instruction;
import io.strapper.search.Program.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds all matches of a program in time linear in the line, in two passes. The first
 * pass reads the line backwards as a deterministic automaton (DFA), with one table
 * look-up per byte, and records before each character which instructions lead to a match.
 * The second pass reads forwards and takes the preferred of these instructions, without
 * backtracking. So it finds the same matches as a backtracking matcher.
 * <p>
 * States are built lazily, and all dropped when there are too many.
 */
final class Automaton implements LineMatcher {

	private static final int MOST_STATES = 500;

	/** Most instructions in all states together. */
	private static final int MOST_INSTRUCTIONS = 100_000;

	/** No instruction. */
	private static final int NOWHERE = -1;

	private static final State[] NO_STATES = {};

	/** Most results of {@link #choose} that are cached. */
	private static final int MOST_WAYS = 50_000;

	private final Program program;

	/** Where the program begins. */
	private final int begin;

	private final int[][] predecessors;

	private final Alphabet alphabet;

	/** A copy from the alphabet for the innermost loop. */
	private final int[] columnOfByte;

	private final Map<State, State> states = new HashMap<>();

	private int instructions;

	/** The state at the end of a line. */
	private @Nullable State end;

	private int ways;

	/** The state before each byte that begins a character, and at the line's end. */
	private State[] trail = NO_STATES;

	private long steps;

	Automaton(Program program, int begin) {
		this.program = program;
		this.begin = begin;
		this.predecessors = program.predecessors();
		this.alphabet = new Alphabet(program);
		this.columnOfByte = this.alphabet.columnsOfBytes();
	}

	@Override
	public boolean capped() {
		return false;
	}

	@Override
	public long steps() {
		return this.steps;
	}

	@Override
	public int find(byte[] line, Spans spans) {
		if (!matches(line)) {
			return 0;
		}
		leaveTrail(line);
		return follow(line, spans);
	}

	/** Whether there is a match anywhere. */
	private boolean matches(byte[] line) {
		this.steps += line.length;
		State state = end();
		for (int i = line.length - 1; i >= 0; i--) {
			int column = this.columnOfByte[line[i] & 0xFF];
			State before = (column >= 0) ? state.quiet[column] : null;
			if (before == null) {
				column = this.alphabet.column(line, i);
				before = before(state, column);
				if (state.begins[column]) {
					return true;
				}
			}
			state = before;
		}
		before(state, this.alphabet.startOfLine());
		return state.begins[this.alphabet.startOfLine()];
	}

	private void leaveTrail(byte[] line) {
		this.steps += line.length;
		if (this.trail.length <= line.length) {
			this.trail = new State[line.length + line.length / 2 + 1];
		}
		State state = end();
		this.trail[line.length] = state;
		for (int i = line.length - 1; i >= 0; i--) {
			state = before(state, this.alphabet.column(line, i));
			this.trail[i] = state;
		}
		before(state, this.alphabet.startOfLine());
	}

	/** The second pass: follows the trail to all matches. */
	private int follow(byte[] line, Spans spans) {
		int count = 0;
		int units = 0;
		int start = 0;
		int way = NOWHERE;
		int left = this.alphabet.startOfLine();
		for (int i = 0;; i += Utf8.bytes(line[i])) {
			State here = this.trail[i];
			if (way != NOWHERE) {
				way = choose(here, this.program.get(way).next(), left);
			}
			if (way == Program.FOUND) {
				spans.span(start, units);
				count++;
				way = NOWHERE;
			}
			if (way == NOWHERE && here.begins[left]) {
				start = units;
				way = choose(here, this.begin, left);
			}
			if (i == line.length) {
				break;
			}
			left = this.alphabet.column(line, i);
			units += Utf8.units(line[i]);
		}
		Arrays.fill(this.trail, 0, line.length + 1, null);
		return count;
	}

	/**
	 * The first instruction, in order of preference, that takes the next character and
	 * leads to a match, or that ends a match.
	 */
	private int choose(State here, int from, int left) {
		this.steps++;
		int key = from * (this.alphabet.continued() + 1) + left;
		Integer known = here.ways.get(key);
		if (known == null) {
			if (this.ways++ == MOST_WAYS) {
				this.states.values().forEach((state) -> state.ways.clear());
				this.ways = 0;
			}
			known = look(here, from, left);
			here.ways.put(key, known);
		}
		return known;
	}

	private int look(State here, int from, int left) {
		BitSet seen = new BitSet();
		Deque<Integer> open = new ArrayDeque<>();
		open.push(from);
		while (!open.isEmpty()) {
			int number = open.pop();
			if (seen.get(number)) {
				continue;
			}
			seen.set(number);
			this.steps++;
			Instruction instruction = this.program.get(number);
			if (number == Program.FOUND || Arrays.binarySearch(here.acceptors, number) >= 0) {
				return number;
			}
			if (instruction.kind() == Kind.SPLIT) {
				open.push(instruction.other());
				open.push(instruction.next());
			}
			else if (holds(instruction.kind(), here, left)) {
				open.push(instruction.next());
			}
		}
		return NOWHERE;
	}

	/** Whether an instruction's assertion holds at this place. */
	private boolean holds(Kind place, State here, int left) {
		return switch (place) {
			case START -> left == this.alphabet.startOfLine();
			case END -> here.end;
			case WORD_BOUNDARY -> this.alphabet.isWord(left) != here.word;
			case NOT_WORD_BOUNDARY -> this.alphabet.isWord(left) == here.word;
			case TAKE, SPLIT, FOUND -> false;
		};
	}

	private State before(State state, int column) {
		State known = state.before[column];
		return (known != null) ? known : make(state, column);
	}

	private State end() {
		State known = this.end;
		if (known == null) {
			known = state(new int[0], true, false);
			this.end = known;
		}
		return known;
	}

	/**
	 * Builds the state before a character, given the state after it. Notes whether a
	 * match begins between the two.
	 */
	private State make(State state, int left) {
		BitSet alive = alive(state, left);
		int[] acceptors = Arrays.stream(this.alphabet.acceptors(left))
			.filter((number) -> alive.get(this.program.get(number).next()))
			.toArray();
		this.steps += this.alphabet.acceptors(left).length;
		State before = state(acceptors, false, this.alphabet.isWord(left));
		state.begins[left] = alive.get(this.begin);
		state.before[left] = before;
		state.quiet[left] = state.begins[left] ? null : before;
		return before;
	}

	/**
	 * The instructions that lead to a match from the place between a character and a
	 * state.
	 */
	private BitSet alive(State state, int left) {
		BitSet alive = new BitSet();
		Deque<Integer> open = new ArrayDeque<>();
		open.push(Program.FOUND);
		for (int taker : state.acceptors) {
			open.push(taker);
		}
		while (!open.isEmpty()) {
			int number = open.pop();
			if (alive.get(number)) {
				continue;
			}
			alive.set(number);
			this.steps++;
			for (int predecessor : this.predecessors[number]) {
				Kind kind = this.program.get(predecessor).kind();
				if (kind == Kind.SPLIT || holds(kind, state, left)) {
					open.push(predecessor);
				}
			}
		}
		return alive;
	}

	private State state(int[] acceptors, boolean end, boolean isWord) {
		State wanted = new State(acceptors, end, isWord, this.alphabet.continued());
		State known = this.states.get(wanted);
		if (known != null) {
			return known;
		}
		if (this.states.size() >= MOST_STATES || this.instructions > MOST_INSTRUCTIONS) {
			// The running search holds the old states that it still needs
			this.states.clear();
			this.end = null;
			this.instructions = 0;
		}
		this.states.put(wanted, wanted);
		this.instructions += acceptors.length;
		return wanted;
	}

}
