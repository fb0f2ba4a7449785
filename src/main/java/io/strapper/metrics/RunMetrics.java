package io.strapper.metrics;

import java.time.Duration;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.strapper.run.Run;
import io.strapper.run.RunFinished;
import io.strapper.run.Runs;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Counts the runs that have ended, and tells how many are active. */
@Component
class RunMetrics {

	private static final int MOST_APPS = 200;

	/** Deploys take seconds to hours. */
	private static final Duration[] BUCKETS = IntStream.of(1, 5, 15, 30, 60, 120, 300, 600, 1200, 3600)
		.mapToObj(Duration::ofSeconds)
		.toArray(Duration[]::new);

	private final AppTags apps = new AppTags(MOST_APPS);

	private final MeterRegistry registry;

	RunMetrics(MeterRegistry registry, Runs runs) {
		this.registry = registry;
		Gauge.builder("strapper.runs.active", runs, (it) -> it.active().size())
			.description("Runs that are active now")
			.register(registry);
		Gauge.builder("strapper.runs.waiting", runs, (it) -> it.active().stream().mapToInt(Run::waiting).sum())
			.description("Deploys that wait for the end of an active run")
			.register(registry);
	}

	@EventListener
	void finished(RunFinished event) {
		Run run = event.run();
		Counter.builder("strapper.runs")
			.description("Runs that have ended")
			.tag("app", this.apps.of(run.app()))
			.tag("action", run.action().label())
			.tag("status", run.status().label())
			.register(this.registry)
			.increment();
		run.duration().ifPresent((duration) -> timer(run).record(duration));
	}

	/** Not by app: its buckets would be as many series for each. */
	private Timer timer(Run run) {
		return Timer.builder("strapper.run.duration")
			.description("How long runs take")
			.tag("action", run.action().label())
			.tag("status", run.status().label())
			.serviceLevelObjectives(BUCKETS)
			.register(this.registry);
	}

}
