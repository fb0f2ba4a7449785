package io.strapper.process;

import java.time.Duration;
import java.util.Optional;

import io.strapper.watch.WakeableLoop;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The thread that checks each active run when the run is due, or when the kernel reports
 * a new file in its folder. A server that starts adopts its active runs before it accepts
 * its first request.
 */
@Component
class Supervisor implements SmartLifecycle {

	/** Checks that are due within this time are made together. */
	private static final Duration TOGETHER = Duration.ofMillis(25);

	private final ActiveRuns runs;

	private final Transitions transitions;

	private final Adoption adoption;

	private final WakeableLoop loop = new WakeableLoop("runs", this::checkAll);

	Supervisor(ActiveRuns runs, Transitions transitions, Adoption adoption) {
		this.runs = runs;
		this.transitions = transitions;
		this.adoption = adoption;
	}

	/** Checks the runs that are due. Returns the time until the next one is due. */
	private Optional<Duration> checkAll() {
		for (ActiveRun active : this.runs.all()) {
			if (!active.isClaimed() && active.untilDue().compareTo(TOGETHER) <= 0) {
				this.transitions.check(active);
				active.rest();
			}
		}
		return this.runs.all()
			.stream()
			.filter((active) -> !active.isClaimed())
			.map(ActiveRun::untilDue)
			.min(Duration::compareTo)
			.map((pause) -> (pause.compareTo(TOGETHER) < 0) ? TOGETHER : pause);
	}

	/**
	 * Starts the loop last, so that only this thread checks the runs that it adopts.
	 */
	@Override
	public void start() {
		this.runs.open(this.loop::wake);
		this.adoption.adoptAll();
		this.loop.start();
		this.loop.wake();
	}

	@Override
	public void stop() {
		this.loop.stop();
		this.runs.close();
	}

	@Override
	public boolean isRunning() {
		return this.loop.isRunning();
	}

	/** Starts long before the web server. */
	@Override
	public int getPhase() {
		return 0;
	}

}
