package io.strapper.live;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.strapper.log.LogBytes;
import io.strapper.log.Replay;
import io.strapper.log.RunLog;
import io.strapper.run.LogRemoved;
import io.strapper.run.Run;
import io.strapper.outline.Outline;
import io.strapper.outline.Outline.Course;
import io.strapper.outline.OutlineReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The outlines of ended runs' logs, in a file beside each log that is removed with it,
 * and those of the logs that another node follows, as far as they were read here. Safe
 * for use by several threads.
 */
@Component
class KeptOutlines {

	private static final Logger log = LoggerFactory.getLogger(KeptOutlines.class);

	/** Most characters of all cached outlines together. */
	private static final long MOST_CHARACTERS = 4 << 20;

	private static final int MOST_ELSEWHERE = 100;

	/** How long a caller waits for a log that another node follows. */
	private static final long PATIENCE = Duration.ofMillis(50).toNanos();

	private final Cache<RunKey, Known> known = Caffeine.newBuilder()
		.maximumWeight(MOST_CHARACTERS)
		.weigher((RunKey run, Known known) -> known.outline.size())
		.build();

	/** The logs that another node follows. */
	private final Cache<RunKey, Elsewhere> elsewhere = Caffeine.newBuilder()
		.expireAfterAccess(Duration.ofMinutes(1))
		.maximumSize(MOST_ELSEWHERE)
		.build();

	private final OpenLogs logs;

	KeptOutlines(OpenLogs logs) {
		this.logs = logs;
	}

	static Course course(Run run) {
		return switch (run.status()) {
			case RUNNING -> Course.RUNNING;
			case SUCCEEDED -> Course.SUCCEEDED;
			case FAILED -> Course.FAILED;
			case CANCELLED, TIMED_OUT, LOST -> Course.STOPPED;
		};
	}

	/**
	 * The outline of a run's log that is not followed here; empty if none was made. Each
	 * call reads on for a short while in the log of an active run of another node, of
	 * which there is none before it was read to its end.
	 */
	Optional<Outline> find(Run run) {
		if (run.logRemovedAt() != null) {
			return Optional.empty();
		}
		RunKey key = RunKey.of(run);
		RunLog runLog = this.logs.of(run);
		if (!run.ended()) {
			return runLog.isWriting() ? Optional.empty() : soFar(key, runLog);
		}
		Known known = this.known.getIfPresent(key);
		if (known != null && known.mask == runLog.maskVersion()) {
			return Optional.of(known.outline);
		}
		Optional<Outline> read = read(run, runLog);
		read.ifPresent((found) -> remember(key, new Known(runLog.maskVersion(), found)));
		return read;
	}

	/** Whether another node makes the outline of a run that has not ended. */
	boolean isElsewhere(Run active) {
		return !this.logs.of(active).isWriting();
	}

	private Optional<Outline> soFar(RunKey key, RunLog runLog) {
		try {
			return this.elsewhere.asMap()
				.compute(key, (run, known) -> (known != null && known.log == runLog) ? known : new Elsewhere(runLog))
				.now();
		}
		catch (IOException ex) {
			log.debug("What is found in the log of {}/{} cannot be read", key.app(), key.number(), ex);
			return Optional.empty();
		}
	}

	private Optional<Outline> read(Run run, RunLog runLog) {
		try {
			return runLog.outline().flatMap(OutlineFormat::read);
		}
		catch (IOException ex) {
			log.debug("What was found in the log of {}/{} cannot be read", run.app(), run.number(), ex);
			return Optional.empty();
		}
	}

	private void remember(RunKey key, Known outline) {
		this.known.put(key, outline);
		if (this.logs.isSealed(key)) {
			this.known.invalidate(key);
		}
	}

	/**
	 * Writes the outline of an ended run's log.
	 * @param runLog the log that was read
	 */
	void keep(Run run, RunLog runLog, Outline outline) {
		remember(RunKey.of(run), new Known(runLog.maskVersion(), outline));
		try {
			runLog.keepOutline(OutlineFormat.write(outline));
		}
		catch (IOException ex) {
			// For example, the disk is full: the outline is made again at the next
			// request
			log.debug("What was found in the log of {}/{} cannot be kept", run.app(), run.number(), ex);
		}
	}

	@EventListener
	void removed(LogRemoved event) {
		this.elsewhere.invalidate(RunKey.of(event.run()));
		this.known.invalidate(RunKey.of(event.run()));
	}

	/**
	 * An outline that is in memory.
	 *
	 * @param mask the version of the mask under which the log was read
	 * @param outline the outline
	 */
	private record Known(long mask, Outline outline) {
	}

	/** A log that another node follows. */
	private static final class Elsewhere {

		private final RunLog log;

		private final OutlineReader reader = new OutlineReader();

		private final Replay replay;

		Elsewhere(RunLog log) {
			this.log = log;
			this.replay = log.replay(this.reader);
		}

		/** Reads on. */
		synchronized Optional<Outline> now() throws IOException {
			long end = System.nanoTime() + PATIENCE;
			try (LogBytes bytes = this.log.open()) {
				while (this.replay.advance(bytes, Long.MAX_VALUE)) {
					if (System.nanoTime() - end > 0) {
						return Optional.empty();
					}
				}
			}
			return Optional.of(this.reader.outline(this.replay.tail(), Course.RUNNING));
		}

	}

}
