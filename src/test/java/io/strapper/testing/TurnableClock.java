package io.strapper.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import org.springframework.context.annotation.Primary;

/**
 * Goes as another clock does, and further when a test turns it. As a part of a
 * {@link Server} it takes the place of the system's clock. Safe for use by several
 * threads.
 */
@Primary
public final class TurnableClock extends Clock {

	private volatile Clock clock;

	private final AtomicReference<Duration> turned = new AtomicReference<>(Duration.ZERO);

	/** Goes as the system's clock does. */
	public TurnableClock() {
		this(Clock.systemUTC());
	}

	private TurnableClock(Clock clock) {
		this.clock = clock;
	}

	/** A clock that stands still unless it is turned. */
	public static TurnableClock standingAt(Instant instant) {
		return new TurnableClock(Clock.fixed(instant, ZoneOffset.UTC));
	}

	/** Stands still from now on, unless it is turned. */
	public void stop() {
		this.clock = Clock.fixed(this.clock.instant(), ZoneOffset.UTC);
	}

	/** Goes as the system's clock does again, however it was turned. */
	public void goOn() {
		this.clock = Clock.systemUTC();
		this.turned.set(Duration.ZERO);
	}

	/** Turns the clock: back if the duration is negative. */
	public void turn(Duration duration) {
		this.turned.updateAndGet((before) -> before.plus(duration));
	}

	@Override
	public Instant instant() {
		return this.clock.instant().plus(this.turned.get());
	}

	@Override
	public ZoneId getZone() {
		return this.clock.getZone();
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}

}
