package io.strapper.live;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.strapper.log.LogIndex;
import io.strapper.run.Run;
import io.strapper.run.RunLogs;

import org.springframework.stereotype.Component;

/** The indexes of logs: one object a log, as long as anybody uses it. */
@Component
class LogIndexes {

	private final LoadingCache<RunKey, LogIndex> indexes;

	LogIndexes(RunLogs logs) {
		this.indexes = Caffeine.newBuilder()
			.weakValues()
			.build((run) -> new LogIndex(logs.file(run.app(), run.number())));
	}

	LogIndex of(Run run) {
		return this.indexes.get(RunKey.of(run));
	}

}
