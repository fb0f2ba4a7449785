package io.strapper.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.strapper.app.NoticeEvent;
import io.strapper.home.DatabaseAway;
import io.strapper.run.Run;
import io.strapper.run.RunChanged;
import io.strapper.run.RunFinished;
import io.strapper.run.RunStarted;
import io.strapper.run.RunStatus;
import io.strapper.run.Runs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Turns what happens to runs into notices. It only writes rows, since the thread that
 * checks runs waits for it.
 */
@Component
class RunEvents {

	private static final Logger log = LoggerFactory.getLogger(RunEvents.class);

	/** The log's followers read its end first, so that nobody reads it twice. */
	private static final Duration AFTER_END = Duration.ofMillis(500);

	/** A server that was killed before it recorded a notice makes up for it. */
	private static final Duration MADE_UP_FOR = Duration.ofMinutes(10);

	/** How many earlier runs are looked at for one that failed or succeeded. */
	private static final int EARLIER = 50;

	private static final Set<RunStatus> FAILURES = Set.of(RunStatus.FAILED, RunStatus.TIMED_OUT, RunStatus.LOST);

	/** Most runs whose notices wait for the database. */
	private static final int MOST_UNRECORDED = 1000;

	private final BlockingQueue<BooleanSupplier> unrecorded = new ArrayBlockingQueue<>(MOST_UNRECORDED);

	private final Channels channels;

	private final Outbox outbox;

	private final Dispatcher dispatcher;

	private final Runs runs;

	private final Clock clock;

	RunEvents(Channels channels, Outbox outbox, Dispatcher dispatcher, Runs runs, Clock clock) {
		this.channels = channels;
		this.outbox = outbox;
		this.dispatcher = dispatcher;
		this.runs = runs;
		this.clock = clock;
	}

	@EventListener
	void started(RunStarted event) {
		record(event.run(), (run) -> List.of(NoticeEvent.STARTED), null, Duration.ZERO);
	}

	@EventListener
	void waiting(RunChanged.ToWaiting event) {
		record(event.run(), (run) -> List.of(NoticeEvent.WAITING), event.run().warning(), Duration.ZERO);
	}

	@EventListener
	void finished(RunFinished event) {
		record(event.run(), this::ends, null, AFTER_END);
	}

	/** What the end of a run is, what says most first. */
	private List<NoticeEvent> ends(Run run) {
		if (FAILURES.contains(run.status())) {
			return List.of(NoticeEvent.FAILED);
		}
		if (run.status() != RunStatus.SUCCEEDED) {
			return List.of();
		}
		return hasRecovered(run) ? List.of(NoticeEvent.RECOVERED, NoticeEvent.SUCCEEDED)
				: List.of(NoticeEvent.SUCCEEDED);
	}

	/** A cancelled run says nothing about the app, so the one before it counts. */
	private boolean hasRecovered(Run run) {
		Runs.Wanted same = new Runs.Wanted(run.action(), null, null, null, null);
		return this.runs.history(run.app(), same, run.number(), EARLIER)
			.stream()
			.filter((earlier) -> earlier.status() != RunStatus.CANCELLED)
			.findFirst()
			.filter((earlier) -> FAILURES.contains(earlier.status()))
			.isPresent();
	}

	/** A failure here must not keep the other listeners from the event. */
	private void record(Run run, Function<Run, List<NoticeEvent>> events, @Nullable String detail, Duration pause) {
		record(run, () -> tell(run, events, detail, pause));
	}

	/** Returns whether it need not be tried again. */
	private boolean record(Run run, Runnable notices) {
		try {
			notices.run();
			return true;
		}
		catch (RuntimeException ex) {
			boolean later = DatabaseAway.isCauseOf(ex) && this.unrecorded.offer(() -> record(run, notices));
			log.error("The notices of {} #{} could not be recorded{}", run.app(), run.number(),
					later ? " and wait for the database" : "", ex);
			return !later;
		}
	}

	/**
	 * Records what could not be recorded while the database was away. The first that
	 * fails is the last: each may wait for a connection, and others need this thread.
	 */
	@Scheduled(fixedDelay = 1000)
	void recordAgain() {
		BooleanSupplier next = this.unrecorded.poll();
		while (next != null && next.getAsBoolean()) {
			next = this.unrecorded.poll();
		}
	}

	/** Tells each channel the first of the events that it wants. */
	private void tell(Run run, Function<Run, List<NoticeEvent>> events, @Nullable String detail, Duration pause) {
		List<Channel> told = this.channels.of(run.app());
		List<NoticeEvent> happened = told.isEmpty() ? List.of() : events.apply(run);
		for (Channel channel : told) {
			happened.stream()
				.filter(channel.settings().on()::contains)
				.findFirst()
				.ifPresent((event) -> this.outbox.add(channel, event, run.app().value(), run.number(), detail, pause));
		}
		this.dispatcher.look();
	}

	/** Runs whose end was recorded just before the server was killed. */
	@EventListener(ApplicationReadyEvent.class)
	void makeUp() {
		Instant since = this.clock.instant().minus(MADE_UP_FOR);
		this.runs.newestOfEach(1)
			.values()
			.stream()
			.flatMap(List::stream)
			.filter((run) -> run.finishedAt() != null && run.finishedAt().isAfter(since))
			.forEach((run) -> record(run, this::ends, null, AFTER_END));
	}

}
