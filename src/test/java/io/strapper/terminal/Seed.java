package io.strapper.terminal;

import java.util.Random;

/** Where random tests begin: {@code -Dseed=} gives a seed back that a failure told. */
final class Seed {

	private Seed() {
	}

	/** The seed, printed so that a failure can be seen again. */
	static long next() {
		long seed = Long.getLong("seed", System.nanoTime());
		System.out.println("-Dseed=" + seed);
		return seed;
	}

	static Random random() {
		return new Random(next());
	}

}
