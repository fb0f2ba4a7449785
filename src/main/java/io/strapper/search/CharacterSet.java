package io.strapper.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A set of characters, as an inversion list: membership changes at each of these code
 * points, which ascend. Immutable.
 */
final class CharacterSet {

	static final CharacterSet NONE = new CharacterSet(new int[0]);

	/**
	 * These two characters have no simple case folding, although they have upper and
	 * lower case.
	 */
	private static final int DOTTED_CAPITAL_I = 0x130;

	private static final int DOTLESS_I = 0x131;

	private final int[] changes;

	private CharacterSet(int[] changes) {
		this.changes = changes;
	}

	/** The characters of a range, both ends included. */
	static CharacterSet of(int first, int last) {
		return (first > last) ? NONE : new CharacterSet(new int[] { first, last + 1 });
	}

	static CharacterSet of(int character) {
		return of(character, character);
	}

	boolean contains(int character) {
		int at = Arrays.binarySearch(this.changes, character);
		return ((at >= 0) ? at : -at - 2) % 2 == 0;
	}

	/** The inversion list. The caller must not change it. */
	int[] changes() {
		return this.changes;
	}

	CharacterSet or(CharacterSet other) {
		int[] all = IntStream.concat(Arrays.stream(this.changes), Arrays.stream(other.changes))
			.sorted()
			.distinct()
			.toArray();
		int[] kept = new int[all.length];
		int size = 0;
		for (int change : all) {
			boolean inside = contains(change) || other.contains(change);
			if (inside == (size % 2 == 0)) {
				kept[size++] = change;
			}
		}
		return new CharacterSet(Arrays.copyOf(kept, size));
	}

	/** All other characters. */
	CharacterSet not() {
		boolean fromZero = this.changes.length > 0 && this.changes[0] == 0;
		return new CharacterSet(fromZero ? Arrays.copyOfRange(this.changes, 1, this.changes.length)
				: IntStream.concat(IntStream.of(0), Arrays.stream(this.changes)).toArray());
	}

	/** These characters in both cases, by Unicode's simple case folding. */
	CharacterSet ignoringCase() {
		BitSet all = new BitSet();
		for (int[] group : Folding.GROUPS) {
			if (Arrays.stream(group).anyMatch(this::contains)) {
				Arrays.stream(group).forEach(all::set);
			}
		}
		List<Integer> changes = new ArrayList<>();
		for (int first = all.nextSetBit(0); first >= 0; first = all.nextSetBit(changes.get(changes.size() - 1))) {
			changes.add(first);
			changes.add(all.nextClearBit(first));
		}
		return or(new CharacterSet(changes.stream().mapToInt(Integer::intValue).toArray()));
	}

	/** Computed for the first search that ignores case. */
	private static final class Folding {

		/** Groups of characters that differ only in case. */
		static final int[][] GROUPS = groups();

		private static int[][] groups() {
			Map<Integer, List<Integer>> all = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
				.filter((character) -> character != DOTTED_CAPITAL_I && character != DOTLESS_I)
				.filter((character) -> Character.toLowerCase(character) != character
						|| Character.toUpperCase(character) != character)
				.boxed()
				.collect(Collectors
					.groupingBy((character) -> Character.toLowerCase(Character.toUpperCase((int) character))));
			return all.values()
				.stream()
				.map((group) -> group.stream().mapToInt(Integer::intValue).toArray())
				.toArray(int[][]::new);
		}

	}

}
