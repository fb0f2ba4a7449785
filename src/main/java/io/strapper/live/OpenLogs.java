package io.strapper.live;

import java.io.IOException;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.strapper.log.RunLog;
import io.strapper.node.Node;
import io.strapper.run.LogRemoved;
import io.strapper.run.Run;
import io.strapper.run.RunLogs;
import io.strapper.run.RunSecrets;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The open logs: one object for each log and mask, as long as anybody uses it.
 */
@Component
class OpenLogs {

	/**
	 * How long removed logs are remembered, for requests that read the run's row before
	 * the removal.
	 */
	private static final Duration SEALED = Duration.ofMinutes(5);

	private final LoadingCache<RunKey, RunLog> logs;

	private final Opening opening;

	private final Cache<RunKey, RunLog> sealed = Caffeine.newBuilder().expireAfterWrite(SEALED).build();

	@Autowired
	OpenLogs(RunLogs files, RunSecrets secrets, Node us) {
		this((key) -> {
			RunLog log = new RunLog(files.file(key.app(), key.number()), secrets.masks(key.app(), key.number()));
			log.setWriting(!us.clustered());
			return log;
		});
	}

	OpenLogs(Opening opening) {
		this.opening = opening;
		this.logs = Caffeine.newBuilder().weakValues().build(opening::open);
	}

	/**
	 * The log of a run of this node under the mask of now. The node that follows a log is
	 * the one that writes the files beside it.
	 */
	RunLog followed(Run run) {
		RunLog log = of(run);
		log.setWriting(true);
		return log;
	}

	/**
	 * The log of a run under the mask of now. What was rendered from another object must
	 * not be shown any more.
	 */
	RunLog of(Run run) {
		RunLog log = searched(this.logs.get(RunKey.of(run)), run);
		return log.isOutdated() ? renewed(run, log) : log;
	}

	private static RunLog searched(RunLog log, Run run) {
		if (run.ended()) {
			log.end();
		}
		try {
			log.search();
		}
		catch (IOException ex) {
			// Nobody can read beyond the place
		}
		return log;
	}

	private synchronized RunLog renewed(Run run, RunLog outdated) {
		RunKey key = RunKey.of(run);
		if (this.logs.get(key) == outdated) {
			outdated.retire();
			RunLog next = this.opening.open(key);
			next.setWriting(outdated.isWriting());
			this.logs.put(key, next);
		}
		return searched(this.logs.get(key), run);
	}

	/** Whether the log was removed a moment ago: nothing of it may be cached. */
	boolean isSealed(RunKey run) {
		return this.sealed.getIfPresent(run) != null;
	}

	/**
	 * Bytes of a run's log: final if it has ended, else as many as the file has now; 0 if
	 * there is none.
	 */
	long size(Run run) {
		try {
			return (run.logSize() != null) ? run.logSize() : this.logs.get(RunKey.of(run)).size();
		}
		catch (IOException ex) {
			return 0;
		}
	}

	/** Called before the files are deleted: from now on none of them is created again. */
	@EventListener
	@Order(0)
	void removed(LogRemoved event) {
		RunLog log = of(event.run());
		log.seal();
		this.sealed.put(RunKey.of(event.run()), log);
	}

	/** How a log is opened. */
	interface Opening {

		RunLog open(RunKey run);

	}

}
