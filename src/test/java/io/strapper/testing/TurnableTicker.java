package io.strapper.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.strapper.process.Ticker;

import org.springframework.context.annotation.Primary;

/**
 * Elapsed time that goes on by itself, and further when a test turns it. As a part of a
 * {@link Server} it takes the place of the system's. Safe for use by several threads.
 */
@Primary
public final class TurnableTicker implements Ticker {

	private final AtomicLong turned = new AtomicLong();

	/** Lets a duration pass. */
	public void turn(Duration duration) {
		this.turned.addAndGet(duration.toNanos());
	}

	@Override
	public long nanos() {
		return System.nanoTime() + this.turned.get();
	}

}
