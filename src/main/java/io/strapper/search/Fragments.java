package io.strapper.search;

import java.util.List;
import java.util.function.IntUnaryOperator;

import io.strapper.search.Program.Kind;

/**
 * Builds a program from fragments of an expression (Thompson's construction): each
 * fragment adds its instructions in front of those that follow it.
 */
final class Fragments {

	private final Program program;

	Fragments(Program program) {
		this.program = program;
	}

	/** The automaton of a whole expression. */
	Automaton automaton(Fragment whole) {
		return new Automaton(this.program, whole.code.applyAsInt(Program.FOUND));
	}

	/** One character of a set. */
	Fragment oneOf(CharacterSet characters) {
		return new Fragment(false, (next) -> this.program.take(characters, next));
	}

	/** A place between two characters. */
	Fragment at(Kind place) {
		return new Fragment(true, (next) -> this.program.at(place, next));
	}

	/** One of two fragments; the first is preferred. */
	Fragment either(Fragment first, Fragment other) {
		return new Fragment(first.empty || other.empty,
				(next) -> this.program.split(first.code.applyAsInt(next), other.code.applyAsInt(next)));
	}

	/** Fragments one after another. */
	static Fragment sequence(List<Fragment> parts) {
		return new Fragment(parts.stream().allMatch(Fragment::empty), (next) -> {
			int begin = next;
			for (int i = parts.size() - 1; i >= 0; i--) {
				begin = parts.get(i).code.applyAsInt(begin);
			}
			return begin;
		});
	}

	/**
	 * Repeats a fragment.
	 * @param part has no empty match
	 * @param least how often at least
	 * @param most how often at most, or -1 for no limit
	 * @param greedy whether more repetitions are preferred
	 */
	Fragment repeat(Fragment part, int least, int most, boolean greedy) {
		return new Fragment(least == 0, (next) -> {
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

	private int loop(Fragment part, int next, boolean greedy) {
		int split = this.program.split(next, next);
		int body = part.code.applyAsInt(split);
		this.program.patch(split, greedy ? body : next, greedy ? next : body);
		return split;
	}

	/**
	 * A part of an expression.
	 *
	 * @param empty whether it may match nothing
	 * @param code adds its instructions, given the one that follows them, and returns the
	 * first
	 */
	record Fragment(boolean empty, IntUnaryOperator code) {
	}

}
