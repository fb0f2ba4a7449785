package io.strapper.node;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

import io.strapper.home.CannotStartException;
import io.strapper.watch.WakeableLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The time for which no other node takes over the runs of this one. A heartbeat renews it
 * six times per lease. By the monotonic clock, this node stops to rely on it a sixth of a
 * lease before others may take over its runs. A server that is alone needs no lease, and
 * always counts as holding one.
 */
@Component
public class Lease implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Lease.class);

	/** Most that two nodes' clocks may differ from the database's. */
	private static final Duration MOST_DIFFERENCE = Duration.ofSeconds(1);

	/** Before the next attempt, while the database does not answer. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final Node us;

	private final Nodes nodes;

	private final Clock clock;

	private final String version;

	/** {@link System#nanoTime()}, which nobody sets. */
	private final LongSupplier nanos;

	private final WakeableLoop loop = new WakeableLoop("node-lease", this::renew);

	/** When it ends, by {@link #nanos}. */
	private volatile long end;

	/** Since when heartbeats reach the database without a gap, by {@link #nanos}. */
	private volatile long heardSince;

	private volatile boolean lapsed;

	private boolean silent;

	@Autowired
	Lease(Node us, Nodes nodes, Clock clock, ObjectProvider<BuildProperties> build) {
		this(us, nodes, clock, build, System::nanoTime);
	}

	Lease(Node us, Nodes nodes, Clock clock, ObjectProvider<BuildProperties> build, LongSupplier nanos) {
		this.us = us;
		this.nodes = nodes;
		this.clock = clock;
		this.nanos = nanos;
		BuildProperties built = build.getIfAvailable();
		this.version = Objects.requireNonNullElse((built != null) ? built.getVersion() : null, "unknown");
	}

	/** Whether this node may start runs and record how they go on. */
	public boolean held() {
		return !this.us.clustered() || (!this.lapsed && this.end - this.nanos.getAsLong() > 0);
	}

	/**
	 * Whether this node may judge others: for a whole lease its own heartbeats reached
	 * the database without a gap of a third of a lease, so those of the others could,
	 * too. An outage that is shorter leaves a node that lives half a lease to be heard.
	 */
	public boolean mayJudge() {
		return held() && heardLately() && this.nanos.getAsLong() - this.heardSince > this.us.lease().toNanos();
	}

	/**
	 * Whether the last heartbeat that came through was sent within a third of a lease.
	 */
	private boolean heardLately() {
		return this.end - this.nanos.getAsLong() >= this.us.lease().toNanos() / 2;
	}

	/**
	 * Renews the lease after it ran out, if no processes are left here of runs that
	 * others have taken over.
	 * @return whether it is held again
	 */
	public boolean renewLate() {
		long before = this.nanos.getAsLong();
		if (!this.nodes.renewLate()) {
			return false;
		}
		this.heardSince = this.nanos.getAsLong();
		trustFrom(before);
		this.lapsed = false;
		log.info("Node {} has its lease again", this.us.name());
		return true;
	}

	/**
	 * Joins the other nodes.
	 * @throws CannotStartException if a namesake is alive, or if the clock is wrong
	 */
	@Override
	public void start() {
		join();
		this.loop.start();
		this.loop.wake();
	}

	void join() {
		requireClock();
		long before = this.nanos.getAsLong();
		this.nodes.join(this.version);
		this.heardSince = this.nanos.getAsLong();
		trustFrom(before);
	}

	private void requireClock() {
		Instant before = this.clock.instant();
		Instant there = this.nodes.now();
		Instant after = this.clock.instant();
		Duration difference = there.isBefore(before) ? Duration.between(there, before) : Duration.between(after, there);
		if (difference.compareTo(MOST_DIFFERENCE) > 0) {
			throw new CannotStartException(
					"the clock of this machine differs by %d ms from the database's, and nodes may differ by %d: %s"
						.formatted(difference.toMillis(), MOST_DIFFERENCE.toMillis(),
								"have both set by a time server (NTP)"));
		}
	}

	/**
	 * Counts from before the heartbeat: the database's lease then ends later than ours.
	 */
	private void trustFrom(long nanos) {
		this.end = nanos + this.us.lease().toNanos() * 5 / 6;
	}

	/** Renews it, if it is held. Returns the time until the next renewal. */
	Optional<Duration> renew() {
		Duration sixth = this.us.lease().dividedBy(6);
		try {
			long before = this.nanos.getAsLong();
			if (held() && this.nodes.renew()) {
				if (!heardLately()) {
					this.heardSince = this.nanos.getAsLong();
				}
				trustFrom(before);
			}
			else {
				lapse();
				this.nodes.now();
			}
			this.silent = false;
		}
		catch (DataAccessException | TransactionException ex) {
			unheard(ex);
			return Optional.of((PAUSE.compareTo(sixth) < 0) ? PAUSE : sixth);
		}
		return Optional.of(sixth);
	}

	private void lapse() {
		if (!this.lapsed) {
			log.warn("The lease of node {} has run out: it starts nothing until it knows what became of its runs",
					this.us.name());
		}
		this.lapsed = true;
	}

	private void unheard(RuntimeException ex) {
		if (!this.silent) {
			log.error("The lease of node {} cannot be renewed", this.us.name(), ex);
		}
		this.silent = true;
	}

	@Override
	public void stop() {
		this.loop.stop();
		try {
			this.nodes.leave();
		}
		catch (DataAccessException | TransactionException ex) {
			log.debug("The others find out when the lease runs out", ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.loop.isRunning();
	}

	@Override
	public boolean isAutoStartup() {
		return this.us.clustered();
	}

	/** Starts before and stops after everything that has to do with runs. */
	@Override
	public int getPhase() {
		return -1000;
	}

}
