package io.strapper.search;

import io.strapper.search.Program.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * Makes automata of texts, and of the usual regular expressions among those that RE2 has
 * read. What is rare is not understood: named groups, flags, POSIX and Unicode classes,
 * and what can match nothing.
 */
final class ProgramParser {

	/** Some characters that are not ASCII are these in the other case… */
	private static final String AT_HOME = "iIkKsS";

	/** …namely these. */
	private static final String ABROAD = "\u0130\u0131\u017F\u212A";

	private static final int NOTHING_MORE = -1;

	private final Program program = new Program();

	private final String text;

	private final boolean matchCase;

	private int next;

	private ProgramParser(String text, boolean matchCase) {
		this.text = text;
		this.matchCase = matchCase;
	}

	/** An automaton that finds a text, if there is one. */
	static Optional<Automaton> text(String text, boolean matchCase) {
		ProgramParser parser = new ProgramParser(text, matchCase);
		return parser.automaton(parser::letters);
	}

	/** An automaton that finds what an expression describes, if there is one. */
	static Optional<Automaton> expression(String text, boolean matchCase) {
		ProgramParser parser = new ProgramParser(text, matchCase);
		return parser.automaton(parser::alternatives);
	}

	private Optional<Automaton> automaton(Supplier<Part> whole) {
		try {
			Part part = whole.get();
			understood(!part.empty && peek() == NOTHING_MORE);
			return Optional.of(new Automaton(this.program, part.code.applyAsInt(Program.FOUND)));
		}
		catch (UnsupportedOperationException ex) {
			return Optional.empty();
		}
	}

	private void understood(boolean understood) {
		if (!understood) {
			throw new UnsupportedOperationException("At " + this.next);
		}
	}

	private Part letters() {
		List<Part> parts = new ArrayList<>();
		while (peek() != NOTHING_MORE) {
			parts.add(letter(read()));
		}
		return sequence(parts);
	}

	private Part alternatives() {
		Part first = sequence();
		if (!take("|")) {
			return first;
		}
		Part others = alternatives();
		return new Part(first.empty || others.empty,
				(next) -> this.program.split(first.code.applyAsInt(next), others.code.applyAsInt(next)));
	}

	private Part sequence() {
		List<Part> parts = new ArrayList<>();
		while (peek() != NOTHING_MORE && peek() != '|' && peek() != ')') {
			parts.add(repetition());
		}
		return sequence(parts);
	}

	private static Part sequence(List<Part> parts) {
		return new Part(parts.stream().allMatch(Part::empty), (next) -> {
			int begin = next;
			for (int i = parts.size() - 1; i >= 0; i--) {
				begin = parts.get(i).code.applyAsInt(begin);
			}
			return begin;
		});
	}

	private Part repetition() {
		Part part = atom();
		if (take("*")) {
			return repeat(part, 0, -1);
		}
		if (take("+")) {
			return repeat(part, 1, -1);
		}
		if (take("?")) {
			return repeat(part, 0, 1);
		}
		if (!take("{")) {
			return part;
		}
		int least = number();
		int most = !take(",") ? least : (peek() == '}') ? -1 : number();
		understood(take("}"));
		return repeat(part, least, most);
	}

	private int number() {
		int from = this.next;
		while (peek() >= '0' && peek() <= '9') {
			this.next++;
		}
		understood(this.next > from && this.next < from + 5);
		return Integer.parseInt(this.text.substring(from, this.next));
	}

	/** Repeats a part; {@code most} is -1 if there is no end to it. */
	private Part repeat(Part part, int least, int most) {
		understood(!part.empty);
		boolean greedy = !take("?");
		return new Part(least == 0, (next) -> {
			int begin = (most < 0) ? loop(part, next, greedy) : next;
			for (int i = least; i < most; i++) {
				int body = part.code.applyAsInt(begin);
				begin = this.program.split(greedy ? body : next, greedy ? next : body);
			}
			for (int i = 0; i < least; i++) {
				begin = part.code.applyAsInt(begin);
			}
			return begin;
		});
	}

	private int loop(Part part, int next, boolean greedy) {
		int split = this.program.split(next, next);
		int body = part.code.applyAsInt(split);
		this.program.lead(split, greedy ? body : next, greedy ? next : body);
		return split;
	}

	private Part atom() {
		int character = read();
		return switch (character) {
			case '(' -> group();
			case '[' -> oneOf(listed());
			case '.' -> oneOf(others(symbols('\n', '\n')));
			case '^' -> place(Kind.AT_START);
			case '$' -> place(Kind.AT_END);
			case '\\' -> escaped();
			case '*', '+', '?', '{' -> throw new UnsupportedOperationException("Nothing to repeat");
			default -> letter(character);
		};
	}

	private Part group() {
		understood(take("?:") || peek() != '?');
		Part part = alternatives();
		understood(take(")"));
		return part;
	}

	private Part escaped() {
		int character = read();
		return switch (character) {
			case 'b' -> place(Kind.AT_WORD_BOUNDARY);
			case 'B' -> place(Kind.NOT_AT_WORD_BOUNDARY);
			case 'A' -> place(Kind.AT_START);
			case 'z' -> place(Kind.AT_END);
			default -> oneOf(escaped(character));
		};
	}

	private BitSet escaped(int character) {
		return switch (character) {
			case 'd' -> symbols('0', '9');
			case 'D' -> others(symbols('0', '9'));
			case 'w' -> word();
			case 'W' -> others(word());
			case 's' -> space();
			case 'S' -> others(space());
			default -> {
				int literal = literal(character);
				yield symbols(literal, literal);
			}
		};
	}

	private int literal(int character) {
		return switch (character) {
			case 't' -> '\t';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 'f' -> '\f';
			default -> {
				understood(character < Program.OTHER && !Character.isLetterOrDigit(character));
				yield character;
			}
		};
	}

	private BitSet word() {
		BitSet word = symbols('0', '9');
		word.or(symbols('A', 'Z'));
		word.or(symbols('a', 'z'));
		word.or(symbols('_', '_'));
		return word;
	}

	private BitSet space() {
		BitSet space = symbols('\t', '\n');
		space.or(symbols('\f', '\r'));
		space.or(symbols(' ', ' '));
		return space;
	}

	/** What stands in brackets. */
	private BitSet listed() {
		boolean negated = take("^");
		BitSet listed = new BitSet();
		do {
			understood(!take("[:"));
			int first = read();
			if (first == '\\' && "dDwWsS".indexOf(peek()) >= 0) {
				listed.or(escaped(read()));
				continue;
			}
			int from = (first == '\\') ? literal(read()) : first;
			int to = from;
			if (peek() == '-' && !this.text.startsWith("-]", this.next)) {
				read();
				int last = read();
				to = (last == '\\') ? literal(read()) : last;
			}
			listed.or(symbols(from, to));
		}
		while (!take("]"));
		return negated ? others(listed) : listed;
	}

	private Part letter(int character) {
		return oneOf(symbols(character, character));
	}

	private Part oneOf(BitSet symbols) {
		return new Part(false, (next) -> this.program.take(symbols, next));
	}

	private Part place(Kind place) {
		return new Part(true, (next) -> this.program.at(place, next));
	}

	/** The symbols of a range of characters, in both cases unless that matters. */
	private BitSet symbols(int from, int to) {
		BitSet symbols = new BitSet();
		for (int character = from; character <= Math.min(to, Program.OTHER - 1); character++) {
			symbols.set(character);
			if (!this.matchCase) {
				symbols.set(Character.toLowerCase(character));
				symbols.set(Character.toUpperCase(character));
				symbols.set(Program.OTHER, symbols.get(Program.OTHER) || AT_HOME.indexOf(character) >= 0);
			}
		}
		if (to >= Program.OTHER) {
			symbols.set(Program.OTHER);
			understood(this.matchCase || ABROAD.chars().noneMatch((character) -> character >= from && character <= to));
		}
		return symbols;
	}

	/** All others; one symbol stands for many, so it is always among them. */
	private static BitSet others(BitSet symbols) {
		BitSet others = (BitSet) symbols.clone();
		others.flip(0, Program.OTHER);
		others.set(Program.OTHER);
		return others;
	}

	private int peek() {
		return (this.next < this.text.length()) ? this.text.codePointAt(this.next) : NOTHING_MORE;
	}

	private int read() {
		int character = peek();
		understood(character != NOTHING_MORE);
		this.next += Character.charCount(character);
		return character;
	}

	private boolean take(String expected) {
		boolean there = this.text.startsWith(expected, this.next);
		this.next += there ? expected.length() : 0;
		return there;
	}

	/**
	 * A part of an expression.
	 *
	 * @param empty whether it may match nothing
	 * @param code adds its instructions, given the one that follows, and tells the first
	 */
	private record Part(boolean empty, IntUnaryOperator code) {
	}

}
