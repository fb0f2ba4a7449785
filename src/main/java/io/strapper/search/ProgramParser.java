package io.strapper.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.strapper.search.Fragments.Fragment;
import io.strapper.search.Program.Characters;
import io.strapper.search.Program.Kind;

/**
 * Makes automata from texts, and from the common regular expressions among those that RE2
 * has accepted. It does not support named groups, flags, POSIX and Unicode classes, and
 * expressions with an empty match. A letter matches everything that is canonically
 * equivalent to it.
 */
final class ProgramParser {

	/**
	 * Most instructions of an expression: each character of a line can cost so many
	 * steps.
	 */
	private static final int MOST_INSTRUCTIONS = 1000;

	/** Most instructions of a text: 1,000 letters, each with a few ways to encode it. */
	private static final int MOST_OF_A_TEXT = 20_000;

	private static final int NOTHING_MORE = -1;

	/**
	 * Letters that consist of several characters: a letter with combining marks, a
	 * syllable of Hangul.
	 */
	private static final Pattern COMPOSED = Pattern.compile("\\P{M}\\p{M}+|[\\u1100-\\u11FF]{2,}");

	private final Fragments fragments;

	private final String text;

	private final boolean matchCase;

	private int next;

	private ProgramParser(String text, boolean matchCase, int most) {
		this.text = COMPOSED.matcher(text)
			.replaceAll(
					(letter) -> Matcher.quoteReplacement(Normalizer.normalize(letter.group(), Normalizer.Form.NFC)));
		this.matchCase = matchCase;
		this.fragments = new Fragments(new Program(most));
	}

	/** An automaton that finds a text. */
	static Automaton text(String text, boolean matchCase) {
		ProgramParser parser = new ProgramParser(text, matchCase, MOST_OF_A_TEXT);
		return parser.automaton(parser::letters);
	}

	/**
	 * An automaton that finds the matches of an expression; empty if it is not supported.
	 */
	static Optional<Automaton> expression(String text, boolean matchCase) {
		ProgramParser parser = new ProgramParser(text, matchCase, MOST_INSTRUCTIONS);
		try {
			return Optional.of(parser.automaton(parser::alternatives));
		}
		catch (UnsupportedOperationException ex) {
			return Optional.empty();
		}
	}

	private Automaton automaton(Supplier<Fragment> whole) {
		Fragment part = whole.get();
		require(!part.empty() && peek() == NOTHING_MORE);
		return this.fragments.automaton(part);
	}

	private void require(boolean understood) {
		if (!understood) {
			throw new UnsupportedOperationException("At " + this.next);
		}
	}

	private Fragment letters() {
		List<Fragment> parts = new ArrayList<>();
		while (peek() != NOTHING_MORE) {
			parts.add(letter(read()));
		}
		return Fragments.sequence(parts);
	}

	private Fragment alternatives() {
		Fragment first = sequence();
		if (!take("|")) {
			return first;
		}
		return this.fragments.either(first, alternatives());
	}

	private Fragment sequence() {
		List<Fragment> parts = new ArrayList<>();
		while (peek() != NOTHING_MORE && peek() != '|' && peek() != ')') {
			parts.add(repetition());
		}
		return Fragments.sequence(parts);
	}

	private Fragment repetition() {
		Fragment part = atom();
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
		require(take("}"));
		return repeat(part, least, most);
	}

	private int number() {
		int from = this.next;
		while (peek() >= '0' && peek() <= '9') {
			this.next++;
		}
		require(this.next > from && this.next < from + 5);
		return Integer.parseInt(this.text.substring(from, this.next));
	}

	private Fragment repeat(Fragment part, int least, int most) {
		require(!part.empty());
		return this.fragments.repeat(part, least, most, !take("?"));
	}

	private Fragment atom() {
		int character = read();
		return switch (character) {
			case '(' -> group();
			case '[' -> this.fragments.oneOf(listed());
			case '.' -> this.fragments.oneOf(CharacterSet.of('\n').not());
			case '^' -> this.fragments.at(Kind.START);
			case '$' -> this.fragments.at(Kind.END);
			case '\\' -> escaped();
			case '*', '+', '?', '{' -> throw new UnsupportedOperationException("Nothing to repeat");
			default -> letter(character);
		};
	}

	private Fragment group() {
		require(take("?:") || peek() != '?');
		Fragment part = alternatives();
		require(take(")"));
		return part;
	}

	private Fragment escaped() {
		int character = read();
		return switch (character) {
			case 'b' -> this.fragments.at(Kind.WORD_BOUNDARY);
			case 'B' -> this.fragments.at(Kind.NOT_WORD_BOUNDARY);
			case 'A' -> this.fragments.at(Kind.START);
			case 'z' -> this.fragments.at(Kind.END);
			default -> this.fragments.oneOf(escaped(character));
		};
	}

	private CharacterSet escaped(int character) {
		return switch (character) {
			case 'd' -> Characters.DIGIT;
			case 'D' -> Characters.DIGIT.not();
			case 'w' -> inBothCases(Characters.WORD);
			case 'W' -> inBothCases(Characters.WORD).not();
			case 's' -> Characters.SPACE;
			case 'S' -> Characters.SPACE.not();
			default -> inBothCases(CharacterSet.of(literal(character)));
		};
	}

	private int literal(int character) {
		return switch (character) {
			case 't' -> '\t';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 'f' -> '\f';
			default -> {
				require(character < 0x80 && !Character.isLetterOrDigit(character));
				yield character;
			}
		};
	}

	/** Reads the set in brackets. */
	private CharacterSet listed() {
		boolean negated = take("^");
		CharacterSet listed = CharacterSet.NONE;
		do {
			require(!take("[:"));
			int first = read();
			if (first == '\\' && "dDwWsS".indexOf(peek()) >= 0) {
				listed = listed.or(escaped(read()));
				continue;
			}
			int from = (first == '\\') ? literal(read()) : first;
			int to = from;
			if (peek() == '-' && !this.text.startsWith("-]", this.next)) {
				read();
				int last = read();
				to = (last == '\\') ? literal(read()) : last;
			}
			listed = listed.or(inBothCases(CharacterSet.of(from, to)));
		}
		while (!take("]"));
		return negated ? listed.not() : listed;
	}

	/** A letter in all its encodings: é, or e and a combining accent. */
	private Fragment letter(int character) {
		String composed = Character.toString(character);
		String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
		Set<String> spellings = new LinkedHashSet<>(List.of(composed));
		for (int i = decomposed.length(); i > 1; i = decomposed.offsetByCodePoints(i, -1)) {
			String marks = decomposed.substring(i);
			spellings.add(Normalizer.normalize(decomposed.substring(0, i), Normalizer.Form.NFC) + marks);
			spellings.add(decomposed);
		}
		return spellings.stream().map(this::spelled).reduce(this.fragments::either).orElseThrow();
	}

	private Fragment spelled(String spelling) {
		return Fragments.sequence(spelling.codePoints()
			.mapToObj((character) -> this.fragments.oneOf(inBothCases(CharacterSet.of(character))))
			.toList());
	}

	private CharacterSet inBothCases(CharacterSet characters) {
		return this.matchCase ? characters : characters.ignoringCase();
	}

	private int peek() {
		return (this.next < this.text.length()) ? this.text.codePointAt(this.next) : NOTHING_MORE;
	}

	private int read() {
		int character = peek();
		require(character != NOTHING_MORE);
		this.next += Character.charCount(character);
		return character;
	}

	private boolean take(String expected) {
		boolean there = this.text.startsWith(expected, this.next);
		this.next += there ? expected.length() : 0;
		return there;
	}

}
