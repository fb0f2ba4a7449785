package io.strapper.compare;

import org.jspecify.annotations.Nullable;

/**
 * Finds a longest common subsequence of two sequences, by the variation in linear space
 * of E. W. Myers, "An O(ND) difference algorithm and its variations" (1986). Not
 * thread-safe.
 */
final class Myers {

	private final long[] a;

	private final long[] b;

	private final Budget budget;

	private final Pairs pairs;

	/**
	 * An alignment that has not begun.
	 * @param a a sequence
	 * @param b another one
	 * @param budget for each step
	 * @param pairs takes the positions of what both have, in no order
	 */
	Myers(long[] a, long[] b, Budget budget, Pairs pairs) {
		this.a = a;
		this.b = b;
		this.budget = budget;
		this.pairs = pairs;
	}

	/**
	 * Aligns the two sequences.
	 * @return false if the budget was too small: then pairs are missing
	 */
	boolean align() {
		return align(0, this.a.length, 0, this.b.length);
	}

	private boolean align(int aFrom, int aTo, int bFrom, int bTo) {
		int a1 = aFrom;
		int b1 = bFrom;
		int a2 = aTo;
		int b2 = bTo;
		while (a1 < a2 && b1 < b2 && this.a[a1] == this.b[b1]) {
			this.pairs.pair(a1++, b1++);
		}
		while (a1 < a2 && b1 < b2 && this.a[a2 - 1] == this.b[b2 - 1]) {
			this.pairs.pair(--a2, --b2);
		}
		if (a1 == a2 || b1 == b2) {
			return true;
		}
		Snake middle = new Box(a1, a2, b1, b2).middle();
		if (middle == null) {
			return false;
		}
		for (int i = 0; i < middle.length; i++) {
			this.pairs.pair(a1 + middle.x + i, b1 + middle.y + i);
		}
		// Each half has half the differences: the depth is logarithmic
		return align(a1, a1 + middle.x, b1, b1 + middle.y)
				&& align(a1 + middle.x + middle.length, a2, b1 + middle.y + middle.length, b2);
	}

	/** Takes what both sequences have. */
	interface Pairs {

		void pair(int a, int b);

	}

	/** Equal elements of both, relative to a box. */
	private record Snake(int x, int y, int length) {
	}

	/** Parts of both sequences whose first elements differ, and whose last ones do. */
	private final class Box {

		private final int aFrom;

		private final int aTo;

		private final int bFrom;

		private final int bTo;

		private final int n;

		private final int m;

		/** How far paths have come on each diagonal, from the start and from the end. */
		private final int[][] reached;

		Box(int aFrom, int aTo, int bFrom, int bTo) {
			this.aFrom = aFrom;
			this.aTo = aTo;
			this.bFrom = bFrom;
			this.bTo = bTo;
			this.n = aTo - aFrom;
			this.m = bTo - bFrom;
			this.reached = new int[2][2 * Math.min(this.n, this.m) + 2];
		}

		/** What lies in the middle of a shortest path, or null if the budget is spent. */
		@Nullable Snake middle() {
			for (int d = 0;; d++) {
				int lowest = -(d - 2 * Math.max(0, d - this.m));
				int highest = d - 2 * Math.max(0, d - this.n);
				for (int side = 0; side < 2; side++) {
					for (int k = lowest; k <= highest; k += 2) {
						int from = start(this.reached[side], d, k);
						int to = follow(side, from, from - k);
						this.reached[side][index(k)] = to;
						if (!Myers.this.budget.take(1L + to - from)) {
							return null;
						}
						if (meets(side, d, k)) {
							return (side == 0) ? new Snake(from, from - k, to - from)
									: new Snake(this.n - to, this.m - (to - k), to - from);
						}
					}
				}
			}
		}

		private int index(int diagonal) {
			return Math.floorMod(diagonal, this.reached[0].length);
		}

		private int start(int[] reached, int d, int k) {
			int above = reached[index(k + 1)];
			int left = reached[index(k - 1)];
			return (k == -d || (k != d && left < above)) ? above : left + 1;
		}

		private int follow(int side, int x, int y) {
			int to = x;
			while (to < this.n && y + to - x < this.m && equal(side, to, y + to - x)) {
				to++;
			}
			return to;
		}

		private boolean equal(int side, int x, int y) {
			return (side == 0) ? Myers.this.a[this.aFrom + x] == Myers.this.b[this.bFrom + y]
					: Myers.this.a[this.aTo - 1 - x] == Myers.this.b[this.bTo - 1 - y];
		}

		/** Whether the path from the other side has come as far. */
		private boolean meets(int side, int d, int k) {
			boolean odd = (this.n + this.m) % 2 != 0;
			int other = this.n - this.m - k;
			int most = (side == 0) ? d - 1 : d;
			return odd == (side == 0) && other >= -most && other <= most
					&& this.reached[side][index(k)] + this.reached[1 - side][index(other)] >= this.n;
		}

	}

}
