package io.strapper.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.strapper.app.NoticeEvent;
import io.strapper.node.Node;
import io.strapper.watch.WakeableLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sends the notices that are due: a few at a time, and one at a time to each channel, so
 * that a slow receiver delays only itself. Of several nodes only the one that has claimed
 * a notice sends it. A notice is sent before that is recorded: a server that is killed in
 * between sends it twice rather than never.
 */
@Component
class Dispatcher {

	private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

	/** How many notices are sent at the same time. */
	private static final int THREADS = 8;

	/** Pause before a notice whose log is still being read. */
	private static final Duration UNREAD = Duration.ofSeconds(2);

	/** Pause of a channel if the database does not take what has become of a notice. */
	private static final Duration UNRECORDED = Duration.ofMinutes(1);

	/** Pause before looking for what other nodes have left. */
	private static final Duration LEFT = Duration.ofSeconds(5);

	private final WakeableLoop loop = new WakeableLoop("notices", this::sendDue);

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, (task) -> {
		Thread thread = new Thread(task, "notice");
		thread.setDaemon(true);
		return thread;
	});

	/** The channels to which something is being sent. */
	private final Set<String> busy = ConcurrentHashMap.newKeySet();

	/** Until when a channel rests, by {@link System#nanoTime()}. */
	private final Map<String, Long> resting = new ConcurrentHashMap<>();

	/** The tests that somebody waits for. */
	private final Map<Long, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();

	private final Outbox outbox;

	private final Sender sender;

	private final List<Duration> retries;

	private final Clock clock;

	private final Node node;

	Dispatcher(Outbox outbox, Sender sender, NoticeSettings settings, Clock clock, Node node) {
		this.outbox = outbox;
		this.sender = sender;
		this.retries = settings.retries();
		this.clock = clock;
		this.node = node;
	}

	@EventListener(ApplicationReadyEvent.class)
	void begin() {
		if (!this.node.clustered()) {
			this.outbox.releaseAll();
		}
		this.loop.start();
		this.loop.wake();
	}

	@EventListener(ContextClosedEvent.class)
	void end() {
		this.threads.shutdownNow();
		this.sender.close();
		this.loop.stop();
	}

	/** Looks at once, since a notice may have been recorded. */
	void look() {
		this.loop.wake();
	}

	/**
	 * Sends a test.
	 * @param app the identifier of the app whose channel it is, or null
	 * @param patience how long to wait for what becomes of it
	 * @return the notice, which may still wait
	 */
	Notice test(Channel channel, @Nullable String app, Duration patience) {
		long id = this.outbox.add(channel, NoticeEvent.TEST, app, null, null, Duration.ZERO).orElseThrow();
		CompletableFuture<Void> end = new CompletableFuture<>();
		this.awaited.put(id, end);
		try {
			look();
			if (this.outbox.find(id).filter((notice) -> notice.due() != null).isPresent()) {
				end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
			}
		}
		catch (TimeoutException | ExecutionException ex) {
			log.debug("Notice {} is not sent yet", id, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.awaited.remove(id);
		}
		return this.outbox.find(id).orElseThrow();
	}

	private Optional<Duration> sendDue() {
		this.resting.values().removeIf((until) -> until - System.nanoTime() <= 0);
		// One time for both questions: nothing becomes due in between
		Instant now = this.clock.instant();
		for (Notice notice : this.outbox.due(now)) {
			String channel = notice.channelKey();
			if (!this.resting.containsKey(channel) && this.busy.add(channel)) {
				begin(notice);
			}
		}
		Optional<Duration> next = this.outbox.untilNext(now);
		next = this.resting.isEmpty() ? next : Optional.of(atMost(UNRECORDED, next));
		return this.node.clustered() ? Optional.of(atMost(LEFT, next)) : next;
	}

	private static Duration atMost(Duration most, Optional<Duration> pause) {
		return pause.filter((it) -> it.compareTo(most) < 0).orElse(most);
	}

	private void begin(Notice notice) {
		try {
			this.threads.execute(() -> {
				try {
					send(notice);
				}
				finally {
					this.busy.remove(notice.channelKey());
					Optional.ofNullable(this.awaited.get(notice.id())).ifPresent((end) -> end.complete(null));
					this.loop.wake();
				}
			});
		}
		catch (RejectedExecutionException ex) {
			// The server stops; the notice is a row
			this.busy.remove(notice.channelKey());
		}
	}

	private void send(Notice notice) {
		try {
			// It may have been sent since the list of what is due was read
			this.outbox.claim(notice.id()).ifPresent((due) -> record(due, attempt(due)));
		}
		catch (RuntimeException ex) {
			this.resting.put(notice.channelKey(), System.nanoTime() + UNRECORDED.toNanos());
			if (!this.threads.isShutdown()) {
				log.error("It cannot be recorded what has become of notice {}", notice.id(), ex);
			}
		}
	}

	/** Returns why the notice was not delivered, or null if it was. */
	private @Nullable UndeliveredException attempt(Notice notice) {
		try {
			this.sender.send(notice);
			return null;
		}
		catch (UndeliveredException ex) {
			return ex;
		}
		catch (RuntimeException ex) {
			// Its message may quote an address
			log.error("Notice {} to {} cannot be sent: {}", notice.id(), notice.kind(), ex.getClass().getName());
			return new UndeliveredException("The server failed at this notice; its log says more.");
		}
	}

	private void record(Notice notice, @Nullable UndeliveredException problem) {
		if (problem == null) {
			this.outbox.sent(notice);
		}
		else if (this.threads.isShutdown()) {
			log.debug("The server stops before notice {} was sent", notice.id());
			this.outbox.release(notice);
		}
		else if (problem instanceof UnreadLogException) {
			this.outbox.postpone(notice, UNREAD);
		}
		else if (problem.isForGood() || notice.event() == NoticeEvent.TEST || notice.tries() >= this.retries.size()) {
			this.outbox.giveUp(notice, problem.sentence());
			if (notice.event() != NoticeEvent.TEST) {
				log.warn("Notice of {} #{} to {} was given up: {}", notice.app(), notice.run(), notice.channel(),
						problem.sentence());
			}
		}
		else {
			Duration pause = this.retries.get(notice.tries());
			this.outbox.retry(notice, (pause.compareTo(problem.pause()) < 0) ? problem.pause() : pause,
					problem.sentence());
		}
	}

}
