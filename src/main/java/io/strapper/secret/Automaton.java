package io.strapper.secret;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;

/**
 * Finds all occurrences of patterns in one pass (Aho–Corasick): a trie of the patterns
 * whose nodes have failure links. The transitions are in one hash table, so the automaton
 * takes about 30 bytes per byte of the patterns. Immutable.
 */
final class Automaton {

	static final int ROOT = 0;

	/** Node and byte of each transition, plus 1; 0 for an empty slot. */
	private int[] keys;

	private int[] targets;

	private final int[] failure;

	private final int[] depth;

	private final int[] hidden;

	private int nodes = 1;

	Automaton(Collection<Pattern> patterns) {
		int most = 1 + patterns.stream().mapToInt((pattern) -> pattern.bytes().length).sum();
		int slots = Integer.highestOneBit(most) * 4;
		this.keys = new int[slots];
		this.targets = new int[slots];
		int[] depth = new int[most];
		int[] hidden = new int[most];
		for (Pattern pattern : patterns) {
			int node = ROOT;
			for (byte next : pattern.bytes()) {
				node = childOrNew(node, next, depth);
			}
			hidden[node] = Math.max(hidden[node], pattern.hidden());
		}
		this.depth = Arrays.copyOf(depth, this.nodes);
		this.hidden = Arrays.copyOf(hidden, this.nodes);
		this.failure = new int[this.nodes];
		link();
	}

	private int childOrNew(int node, byte next, int[] depth) {
		int slot = slot(node, next);
		if (this.keys[slot] == 0) {
			this.keys[slot] = key(node, next);
			this.targets[slot] = this.nodes;
			depth[this.nodes] = depth[node] + 1;
			this.nodes++;
		}
		return this.targets[slot];
	}

	/** Breadth first: the failure link of a node leads to a node of less depth. */
	private void link() {
		int[][] children = children();
		Deque<Integer> queue = new ArrayDeque<>();
		queue.add(ROOT);
		while (!queue.isEmpty()) {
			int parent = queue.remove();
			for (int key : children[parent]) {
				byte next = (byte) (key - 1);
				int node = this.targets[slot(parent, next)];
				this.failure[node] = (parent == ROOT) ? ROOT : next(this.failure[parent], next);
				this.hidden[node] = Math.max(this.hidden[node], this.hidden[this.failure[node]]);
				queue.add(node);
			}
		}
	}

	private int[][] children() {
		int[] count = new int[this.nodes];
		for (int key : this.keys) {
			if (key != 0) {
				count[(key - 1) >>> Byte.SIZE]++;
			}
		}
		int[][] children = new int[this.nodes][];
		Arrays.setAll(children, (node) -> new int[count[node]]);
		for (int key : this.keys) {
			if (key != 0) {
				int node = (key - 1) >>> Byte.SIZE;
				children[node][--count[node]] = key;
			}
		}
		return children;
	}

	private static int key(int node, byte next) {
		return (node << Byte.SIZE | next & 0xff) + 1;
	}

	/** Where a transition is, or the empty slot where it would be. */
	private int slot(int node, byte next) {
		int key = key(node, next);
		int mask = this.keys.length - 1;
		int slot = (key * 0x9E3779B1) >>> 7 & mask;
		while (this.keys[slot] != 0 && this.keys[slot] != key) {
			slot = slot + 1 & mask;
		}
		return slot;
	}

	/**
	 * The node after one more byte: the longest beginning of a pattern that ends here.
	 */
	int next(int node, byte next) {
		int from = node;
		while (true) {
			int slot = slot(from, next);
			if (this.keys[slot] != 0) {
				return this.targets[slot];
			}
			if (from == ROOT) {
				return ROOT;
			}
			from = this.failure[from];
		}
	}

	/** How many bytes of a pattern have been found at a node. */
	int depth(int node) {
		return this.depth[node];
	}

	/** How many bytes are to be hidden at a node; 0 if no pattern ends there. */
	int hidden(int node) {
		return this.hidden[node];
	}

}
