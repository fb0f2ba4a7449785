package io.strapper.load;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What is to be shown.
 *
 * @param viewers how many watch
 * @param rate lines a second
 * @param seconds for how long lines are written
 */
record Work(int viewers, int rate, int seconds) {

	/** How long everything else may take. */
	private static final int PATIENCE_SECONDS = 60;

	long lines() {
		return (long) this.rate * this.seconds;
	}

	/** Is true until it is clear that nothing more will come. */
	BooleanSupplier patience() {
		long start = System.nanoTime();
		return () -> System.nanoTime() - start < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS + this.seconds);
	}

	@Override
	public String toString() {
		return this.viewers + ((this.viewers == 1) ? " viewer, " : " viewers, ") + this.rate + " lines a second";
	}

}
