package io.strapper.compare;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which lines of two logs belong together: lines that each log has once are anchors, as
 * many as stand in the same order (a patience diff), and between anchors a shortest
 * difference is looked for. It takes the memory of a few numbers a line, and no more
 * steps than its budget. Not thread-safe.
 */
final class Alignment {

	private final long[] a;

	private final long[] b;

	private final Budget budget;

	private final int[] partners;

	private boolean complete = true;

	private Alignment(long[] a, long[] b, Budget budget) {
		this.a = a;
		this.b = b;
		this.budget = budget;
		this.partners = new int[a.length];
		Arrays.fill(this.partners, -1);
	}

	/**
	 * Aligns two logs.
	 * @param a what the lines of one say, a number each
	 * @param b the same of the other
	 */
	static Alignment of(long[] a, long[] b, Budget budget) {
		Alignment alignment = new Alignment(a, b, budget);
		alignment.align();
		return alignment;
	}

	/**
	 * Whether the budget was enough; if not, lines that belong together may stand apart.
	 */
	boolean complete() {
		return this.complete;
	}

	/** The stretches in which they differ, in order. */
	List<Hunk> hunks() {
		List<Hunk> hunks = new ArrayList<>();
		int line = 0;
		int other = 0;
		while (line < this.a.length || other < this.b.length) {
			int from = line;
			while (line < this.a.length && this.partners[line] < 0) {
				line++;
			}
			int until = (line < this.a.length) ? this.partners[line] : this.b.length;
			if (line > from || until > other) {
				hunks.add(new Hunk(from, line - from, other, until - other));
			}
			other = until;
			while (line < this.a.length && this.partners[line] == other) {
				line++;
				other++;
			}
		}
		return hunks;
	}

	private void align() {
		Deque<Part> parts = new ArrayDeque<>();
		parts.push(new Part(0, this.a.length, 0, this.b.length));
		while (!parts.isEmpty()) {
			Part part = trimmed(parts.pop());
			if (part.isEmpty()) {
				continue;
			}
			if (!this.budget.take((long) part.aTo - part.aFrom + part.bTo - part.bFrom)) {
				this.complete = false;
				return;
			}
			List<Integer> anchors = anchors(part);
			if (anchors.isEmpty()) {
				shortest(part);
			}
			else {
				between(part, anchors, parts);
			}
		}
	}

	private void pair(int line, int other) {
		this.partners[line] = other;
	}

	/** What is left without the equal lines at both ends, which are paired. */
	private Part trimmed(Part part) {
		int a1 = part.aFrom;
		int b1 = part.bFrom;
		int a2 = part.aTo;
		int b2 = part.bTo;
		while (a1 < a2 && b1 < b2 && this.a[a1] == this.b[b1]) {
			pair(a1++, b1++);
		}
		while (a1 < a2 && b1 < b2 && this.a[a2 - 1] == this.b[b2 - 1]) {
			pair(--a2, --b2);
		}
		return new Part(a1, a2, b1, b2);
	}

	/** Lines that both have once, as many as stand in the same order. */
	private List<Integer> anchors(Part part) {
		Map<Long, Integer> once = once(this.a, part.aFrom, part.aTo);
		Map<Long, Integer> others = once(this.b, part.bFrom, part.bTo);
		List<Integer> lines = once.entrySet()
			.stream()
			.filter((line) -> line.getValue() >= 0 && others.getOrDefault(line.getKey(), -1) >= 0)
			.map(Map.Entry::getValue)
			.sorted()
			.toList();
		int[] places = lines.stream().mapToInt((line) -> others.getOrDefault(this.a[line], -1)).toArray();
		List<Integer> anchors = Increasing.longest(places).stream().map(lines::get).toList();
		anchors.forEach((line) -> pair(line, others.getOrDefault(this.a[line], -1)));
		return anchors;
	}

	/** The place of what stands there once; -1 for what stands there more often. */
	private static Map<Long, Integer> once(long[] lines, int from, int to) {
		Map<Long, Integer> once = new HashMap<>();
		for (int i = from; i < to; i++) {
			once.merge(lines[i], i, (first, second) -> -1);
		}
		return once;
	}

	private void between(Part part, List<Integer> anchors, Deque<Part> parts) {
		int line = part.aFrom;
		int other = part.bFrom;
		for (int anchor : anchors) {
			parts.push(new Part(line, anchor, other, this.partners[anchor]));
			line = anchor + 1;
			other = this.partners[anchor] + 1;
		}
		parts.push(new Part(line, part.aTo, other, part.bTo));
	}

	/** Where no line is an anchor. */
	private void shortest(Part part) {
		int[] lines = common(this.a, part.aFrom, part.aTo, set(this.b, part.bFrom, part.bTo));
		int[] others = common(this.b, part.bFrom, part.bTo, set(this.a, part.aFrom, part.aTo));
		long[] left = IntStream.of(lines).mapToLong((line) -> this.a[line]).toArray();
		long[] right = IntStream.of(others).mapToLong((line) -> this.b[line]).toArray();
		this.complete &= new Myers(left, right, this.budget, (i, j) -> pair(lines[i], others[j])).align();
	}

	private static Set<Long> set(long[] lines, int from, int to) {
		Set<Long> set = new HashSet<>();
		Arrays.stream(lines, from, to).forEach(set::add);
		return set;
	}

	/** The lines that the other has too, wherever they stand. */
	private static int[] common(long[] lines, int from, int to, Set<Long> others) {
		return IntStream.range(from, to).filter((line) -> others.contains(lines[line])).toArray();
	}

	/** Some lines of both. */
	private record Part(int aFrom, int aTo, int bFrom, int bTo) {

		boolean isEmpty() {
			return this.aFrom == this.aTo || this.bFrom == this.bTo;
		}

	}

	/**
	 * A stretch in which the logs differ.
	 *
	 * @param oldLine number of its first line in the one log, from 0
	 * @param removed how many lines only that has
	 * @param newLine number of its first line in the other
	 * @param added how many lines only that has
	 */
	record Hunk(int oldLine, int removed, int newLine, int added) {
	}

}
