package io.strapper.live;

import java.io.IOException;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.strapper.log.RunLog;
import io.strapper.run.LogRemoved;
import io.strapper.run.Run;
import io.strapper.outline.Outline;
import io.strapper.outline.Outline.Course;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The outlines of ended runs' logs, in a file beside each log that is removed with it.
 * This class reads no log. Safe for use by several threads.
 */
@Component
class KeptOutlines {

	private static final Logger log = LoggerFactory.getLogger(KeptOutlines.class);

	/** Most characters of all cached outlines together. */
	private static final long MOST_CHARACTERS = 4 << 20;

	private final Cache<RunKey, Known> known = Caffeine.newBuilder()
		.maximumWeight(MOST_CHARACTERS)
		.weigher((RunKey run, Known known) -> known.outline.size())
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

	/** The outline of a run's log; empty if none was made. */
	Optional<Outline> find(Run run) {
		if (!run.ended() || run.logRemovedAt() != null) {
			return Optional.empty();
		}
		RunKey key = RunKey.of(run);
		RunLog runLog = this.logs.of(run);
		Known known = this.known.getIfPresent(key);
		if (known != null && known.mask == runLog.maskVersion()) {
			return Optional.of(known.outline);
		}
		Optional<Outline> read = read(run, runLog);
		read.ifPresent((found) -> remember(key, new Known(runLog.maskVersion(), found)));
		return read;
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

}
