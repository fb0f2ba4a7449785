package io.strapper.relay;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Measures how long a message takes to the broker and back (the lag): this node sends a
 * probe and waits until the broker sends it back. A probe queues behind the messages that
 * were sent before it, and only one is under way at a time. All times are in nanoseconds
 * of the monotonic clock. Thread-safe.
 */
final class Echoes {

	private static final long PAUSE = Duration.ofSeconds(1).toNanos();

	/** A connection on which a probe takes longer counts as broken. */
	private static final long LONGEST = Duration.ofSeconds(10).toNanos();

	private @Nullable Long sent;

	private @Nullable Long heard;

	private @Nullable Duration last;

	/** Forgets the probe that is under way: the connection has ended. */
	synchronized void reset() {
		this.sent = null;
		this.heard = null;
		this.last = null;
	}

	/** How long until a probe has to be sent; 0 if it has to be sent now. */
	synchronized long untilDue(long now) {
		if (this.sent != null) {
			return PAUSE;
		}
		return (this.heard != null) ? Math.max(0, this.heard + PAUSE - now) : 0;
	}

	/** A probe is sent. */
	synchronized void sent(long now) {
		this.sent = now;
	}

	/**
	 * A probe has come back.
	 * @param sent when it was sent
	 * @return whether it is the one that was under way
	 */
	synchronized boolean heard(long sent, long now) {
		if (this.sent == null || this.sent != sent) {
			return false;
		}
		this.sent = null;
		this.heard = now;
		this.last = Duration.ofNanos(now - sent);
		return true;
	}

	/** Whether the probe that is under way takes too long. */
	synchronized boolean isOverdue(long now) {
		return this.sent != null && now - this.sent > LONGEST;
	}

	/**
	 * How long a message takes now.
	 * @return the time of the last probe, or that of the probe under way if it is longer;
	 * empty if no probe has come back on this connection
	 */
	synchronized Optional<Duration> lag(long now) {
		Duration known = this.last;
		if (known == null || this.sent == null) {
			return Optional.ofNullable(known);
		}
		Duration waiting = Duration.ofNanos(now - this.sent);
		return Optional.of((waiting.compareTo(known) > 0) ? waiting : known);
	}

}
