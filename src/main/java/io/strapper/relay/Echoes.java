package io.strapper.relay;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How long a message takes through the broker: the time until the broker sends this node
 * its own probe back. A probe waits behind the messages that were sent before it. One is
 * under way at a time. Times are nanoseconds of the monotonic clock. Thread-safe.
 */
final class Echoes {

	private static final long PAUSE = Duration.ofSeconds(1).toNanos();

	/** A connection that sends nothing back for so long is of no use. */
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

	/** Whether a probe does not come back. */
	synchronized boolean isOverdue(long now) {
		return this.sent != null && now - this.sent > LONGEST;
	}

	/** How long a message takes now; empty if no probe has come back. */
	synchronized Optional<Duration> lag(long now) {
		Duration known = this.last;
		if (known == null || this.sent == null) {
			return Optional.ofNullable(known);
		}
		Duration waiting = Duration.ofNanos(now - this.sent);
		return Optional.of((waiting.compareTo(known) > 0) ? waiting : known);
	}

}
