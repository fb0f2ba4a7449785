package io.strapper.crash;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import tools.jackson.databind.JsonNode;

/**
 * Whether a node was silent for long enough that others took its run. The time in which
 * nobody reached the database does not count.
 */
final class Silence {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final Duration lease;

	private final List<Outage> outages = new CopyOnWriteArrayList<>();

	Silence(Duration lease) {
		this.lease = lease;
	}

	/**
	 * No node reached the database between two moments. Nodes need not notice that for
	 * less than a third of a lease.
	 */
	void outage(Instant from, Instant to) {
		if (Duration.between(from, to).compareTo(this.lease.dividedBy(3)) > 0) {
			this.outages.add(new Outage(from, to));
		}
	}

	/** Whether a run may be lost for the reason that it tells. */
	boolean mayBeLost(JsonNode run, RecordWatch watch) {
		String node = run.get("node").asString();
		Instant taken = Instant.parse(run.get("finishedAt").asString());
		Instant heard = watch.heardBefore(node, taken);
		String reason = "Node %s was last heard at %s, so how far the run got is unknown.".formatted(node,
				TIME.format(heard));
		// A recorded time has whole milliseconds
		return longestWithoutOutage(heard, taken.plusMillis(1)).compareTo(this.lease) >= 0
				&& run.get("reason").asString().equals(reason);
	}

	private Duration longestWithoutOutage(Instant from, Instant to) {
		Duration longest = Duration.ZERO;
		Instant start = from;
		for (Outage outage : this.outages) {
			if (outage.to().isAfter(from) && outage.from().isBefore(to)) {
				longest = longer(longest, Duration.between(start, outage.from()));
				start = outage.to();
			}
		}
		return longer(longest, Duration.between(start, to));
	}

	private static Duration longer(Duration a, Duration b) {
		return (a.compareTo(b) > 0) ? a : b;
	}

	private record Outage(Instant from, Instant to) {

	}

}
