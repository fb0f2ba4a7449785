package io.strapper.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.strapper.app.AppId;
import io.strapper.app.Keep;

import org.springframework.util.unit.DataSize;

/**
 * A log that exists, with the files beside it.
 *
 * @param run its run, which may be active
 * @param size bytes of all these files
 */
record StoredLog(Run run, long size) {

	private static final Comparator<StoredLog> NEWEST_FIRST = Comparator
		.comparing((StoredLog log) -> log.run.startedAt())
		.reversed();

	/**
	 * The logs of one app that are to be removed. The newest one always stays, so that
	 * the app's page is not empty, and so do the logs of active runs.
	 * @param logs all logs of the app, newest first
	 * @param keep the limits
	 * @param now the time
	 */
	static List<StoredLog> surplus(List<StoredLog> logs, Keep keep, Instant now) {
		List<StoredLog> surplus = new ArrayList<>();
		int count = 0;
		long total = 0;
		for (StoredLog log : logs) {
			count++;
			total += log.size;
			boolean within = (keep.runs() == null || count <= keep.runs())
					&& (keep.size() == null || total <= keep.size().toBytes())
					&& (keep.age() == null || !log.endedBefore(now.minus(keep.age())));
			if (!within && count > 1 && log.run.ended()) {
				surplus.add(log);
			}
		}
		return surplus;
	}

	private boolean endedBefore(Instant time) {
		return this.run.ended() && Objects.requireNonNull(this.run.finishedAt()).isBefore(time);
	}

	/**
	 * The logs of all apps that are to be removed, beginning with the oldest. The newest
	 * log of each app always stays, and so do the logs of active runs.
	 * @param logs the logs of all apps
	 * @param size how much they may take together
	 */
	static List<StoredLog> surplus(List<StoredLog> logs, DataSize size) {
		List<StoredLog> free = new ArrayList<>();
		Set<AppId> apps = new HashSet<>();
		long total = 0;
		for (StoredLog log : logs.stream().sorted(NEWEST_FIRST).toList()) {
			if (apps.add(log.run.app()) || !log.run.ended()) {
				total += log.size;
			}
			else {
				free.add(log);
			}
		}
		List<StoredLog> surplus = new ArrayList<>();
		for (StoredLog log : free) {
			total += log.size;
			if (total > size.toBytes()) {
				surplus.add(log);
			}
		}
		return surplus;
	}

}
