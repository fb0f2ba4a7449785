package io.strapper.live;

import java.io.IOException;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.strapper.log.RunLog;
import io.strapper.run.LogRemoved;
import io.strapper.run.Run;
import io.strapper.run.RunLogs;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The open logs: one object for each log, as long as anybody uses it. */
@Component
class OpenLogs {

	/**
	 * How long removed logs are remembered, for requests that read the run's row before
	 * the removal.
	 */
	private static final Duration SEALED = Duration.ofMinutes(5);

	private final LoadingCache<RunKey, RunLog> logs;

	private final Cache<RunKey, RunLog> sealed = Caffeine.newBuilder().expireAfterWrite(SEALED).build();

	@Autowired
	OpenLogs(RunLogs files) {
		this((key) -> new RunLog(files.file(key.app(), key.number())));
	}

	OpenLogs(Opening opening) {
		this.logs = Caffeine.newBuilder().weakValues().build(opening::open);
	}

	RunLog of(Run run) {
		return this.logs.get(RunKey.of(run));
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
			return (run.logSize() != null) ? run.logSize() : of(run).size();
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
