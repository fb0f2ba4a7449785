package io.strapper.process;

import java.time.Duration;

/**
 * A clock for elapsed time: it never goes back, and nobody sets it, unlike the wall
 * clock.
 */
@FunctionalInterface
public interface Ticker {

	/** The clock of the virtual machine. */
	Ticker SYSTEM = System::nanoTime;

	/**
	 * The time now.
	 * @return nanoseconds since some moment; only differences mean something, and they
	 * may overflow
	 */
	long nanos();

	/**
	 * How long something has been going on.
	 * @param start what {@link #nanos()} returned then
	 */
	default Duration since(long start) {
		return Duration.ofNanos(nanos() - start);
	}

	/**
	 * Whether a duration has passed.
	 * @param start what {@link #nanos()} returned at its beginning
	 * @param duration the duration
	 */
	default boolean elapsed(long start, Duration duration) {
		return since(start).compareTo(duration) >= 0;
	}

}
