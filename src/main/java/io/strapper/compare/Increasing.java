package io.strapper.compare;

import java.util.LinkedList;
import java.util.List;

/** Finds a longest increasing subsequence, by patience sorting. */
final class Increasing {

	private Increasing() {
	}

	/**
	 * A longest increasing subsequence.
	 * @param numbers all different
	 * @return the indexes of its members, in order
	 */
	static List<Integer> longest(int[] numbers) {
		// tops[i]: the index of the lowest end of a subsequence of i + 1 members
		int[] tops = new int[numbers.length];
		int[] before = new int[numbers.length];
		int length = 0;
		for (int i = 0; i < numbers.length; i++) {
			int pile = pile(numbers, tops, length, numbers[i]);
			before[i] = (pile > 0) ? tops[pile - 1] : -1;
			tops[pile] = i;
			length = Math.max(length, pile + 1);
		}
		LinkedList<Integer> members = new LinkedList<>();
		for (int i = (length > 0) ? tops[length - 1] : -1; i >= 0; i = before[i]) {
			members.addFirst(i);
		}
		return List.copyOf(members);
	}

	private static int pile(int[] numbers, int[] tops, int length, int number) {
		int low = 0;
		int high = length;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (numbers[tops[middle]] < number) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

}
