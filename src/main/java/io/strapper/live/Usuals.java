package io.strapper.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.strapper.run.Run;
import io.strapper.run.Runs;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** How long the runs that go on usually take: found out once a run. */
@Component
class Usuals {

	/** Earlier runs that count. */
	private static final int MOST = 30;

	private final Cache<RunKey, Optional<RunView.Usual>> known = Caffeine.newBuilder().maximumSize(1000).build();

	private final Function<Run, List<Duration>> goodBefore;

	@Autowired
	Usuals(Runs runs) {
		this((run) -> runs.goodBefore(run, MOST).stream().flatMap((good) -> good.duration().stream()).toList());
	}

	Usuals(Function<Run, List<Duration>> goodBefore) {
		this.goodBefore = goodBefore;
	}

	/** What is usual for a run; null if it has ended, or if earlier runs do not tell. */
	RunView.@Nullable Usual of(Run run) {
		if (run.ended()) {
			return null;
		}
		return this.known.get(RunKey.of(run), (key) -> RunView.Usual.of(this.goodBefore.apply(run))).orElse(null);
	}

}
