package io.strapper.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.strapper.log.Delta;
import io.strapper.log.Transcript;
import io.strapper.run.Run;
import io.strapper.outline.Outline;
import org.jspecify.annotations.Nullable;

/**
 * A log that is followed, from its run's start until the run has ended and the log was
 * quiet for a while. In each turn it reads on and publishes what is new; a message that
 * the broker refuses is published again. Turns are for one thread at a time; any thread
 * may report a change of the run. Times are nanoseconds of the monotonic clock.
 */
final class FollowedLog {

	/** Returned by the last turn. */
	static final long OVER = -1;

	/** Pause after a failure of the broker or of the log. */
	static final long RETRY = Duration.ofMillis(500).toNanos();

	/** The view of a log that nobody has used for so long is packed. */
	private static final long REST_AFTER = Duration.ofSeconds(10).toNanos();

	private static final long REST_AFTER_END = Duration.ofSeconds(2).toNanos();

	/** The longest pause between two looks, whatever the configuration allows. */
	private static final long MOST_PAUSE = Duration.ofMillis(800).toNanos();

	/** The pause before the next look is the time of silence divided by this. */
	private static final int PATIENCE = 8;

	private final LogReading reading;

	private final Usuals usuals;

	private final RunKey key;

	private final DeployTopic topic;

	private final LiveSettings settings;

	private final Pace pace = new Pace();

	/** The state of the run that was not yet published, or null. */
	private final AtomicReference<@Nullable Run> unpublished;

	private volatile Run run;

	private volatile @Nullable Run ended;

	private volatile boolean dropped;

	private boolean endTold;

	private boolean news;

	/** When the oldest bytes that are news were written. */
	private Instant written = Instant.EPOCH;

	/** Taken from the transcript, but not yet published. */
	private @Nullable Delta delta;

	private Instant deltaWritten = Instant.EPOCH;

	private long lastChange;

	private long lastPosition;

	private long lastRest;

	/** Until then new bytes are gathered for one larger delta. */
	private volatile long gatherUntil;

	FollowedLog(Run run, LogReading reading, Usuals usuals, DeployTopic topic, LiveSettings settings, long now) {
		this.key = RunKey.of(run);
		this.run = run;
		this.unpublished = new AtomicReference<>(run);
		this.reading = reading;
		this.usuals = usuals;
		this.topic = topic;
		this.settings = settings;
		this.lastChange = now;
		this.lastPosition = now;
		this.lastRest = now;
		this.gatherUntil = now;
	}

	RunKey key() {
		return this.key;
	}

	Transcript transcript() {
		return this.reading.transcript();
	}

	/** What was found in the log so far, empty until it was read from its start. */
	Optional<Outline> outline() {
		return this.reading.outline().now();
	}

	/** The run as it is shown, with what is known of its log. */
	RunView view(Run shown, long size) {
		return RunView.of(shown, size, this.reading.problem(), outline().orElse(null), this.usuals.of(shown));
	}

	/** The run has changed. */
	void change(Run run) {
		String found = run.logProblem();
		if (found != null && this.run.logProblem() == null) {
			this.reading.stop(found);
		}
		this.run = run;
		this.unpublished.set(run);
	}

	/** The run has ended: its log is final. */
	void end(Run run) {
		this.run = run;
		this.ended = run;
	}

	/** The log was removed: the next turn is the last. */
	void drop() {
		this.dropped = true;
	}

	/**
	 * Reads on, at most one buffer full, and publishes what is new.
	 * @param buffer takes the bytes that are read
	 * @param now the time
	 * @return nanoseconds until the next turn, or {@link #OVER}
	 */
	long turn(byte[] buffer, long now) {
		if (this.dropped) {
			return OVER;
		}
		read(buffer, now);
		this.reading.reportProblem(this.run);
		if (this.topic.isBehind(this.key.app())) {
			// New bytes are gathered for one larger delta
			return Pace.FRAME;
		}
		if (!tell(now)) {
			return RETRY;
		}
		if (this.reading.isBehind()) {
			return 0;
		}
		if (this.endTold && now - this.lastChange >= this.settings.idleTimeout().toNanos()) {
			return OVER;
		}
		rest(now);
		return pause(now);
	}

	private void read(byte[] buffer, long now) {
		LogReading.Progress progress = this.reading.read(this.run, buffer);
		if (progress.renewed()) {
			this.delta = null;
			this.news = true;
			this.endTold = false;
		}
		if (progress.grown()) {
			if (!this.news) {
				this.written = this.reading.written();
			}
			this.news = true;
			this.reading.outline().grown();
			this.lastChange = now;
		}
		if (progress.lost()) {
			this.unpublished.set(this.run);
		}
	}

	/** Whether the view shows all that was told, and nothing that is hidden by now. */
	boolean isCurrent() {
		return this.reading.isCurrent();
	}

	private boolean tell(long now) {
		look(now);
		return tellRun() && tellNews(now) && tellEnd() && tellPosition(now);
	}

	private void look(long now) {
		Run over = this.ended;
		if (over == null) {
			if (this.reading.outline().look(transcript(), now)) {
				this.unpublished.compareAndSet(null, this.run);
			}
		}
		else if (this.reading.isComplete(over)) {
			this.reading.endOutline(over);
		}
	}

	private boolean tellRun() {
		Run changed = this.unpublished.get();
		if (changed == null) {
			return true;
		}
		boolean told = this.topic.publish(this.key.app(), view(changed));
		if (told) {
			this.unpublished.compareAndSet(changed, null);
		}
		return told;
	}

	private RunView view(Run shown) {
		Long size = shown.logSize();
		return view(shown, (size != null) ? size : transcript().offset());
	}

	private boolean tellNews(long now) {
		Run over = this.ended;
		boolean last = over != null && this.reading.isComplete(over);
		if (this.reading.isCatchingUp()) {
			return true;
		}
		if (this.delta == null && this.news
				&& (last || this.pace.pause(transcript(), this.reading.isBehind(), now) <= 0)) {
			this.news = false;
			this.delta = transcript().takeDelta();
			this.deltaWritten = this.written;
		}
		Delta next = this.delta;
		if (next == null) {
			return true;
		}
		boolean told = this.topic.publish(this.key.app(), this.key.number(), next, this.deltaWritten);
		if (told) {
			this.pace.told(next, now);
			this.gatherUntil = now + Pace.FRAME;
			this.delta = null;
		}
		return told;
	}

	private boolean tellEnd() {
		Run over = this.ended;
		// The run may have ended since this turn looked at the outline
		if (over != null && !this.endTold && !this.news && this.reading.outline().hasEnded()) {
			this.endTold = this.topic.publish(this.key.app(), view(over)) && publishPosition();
			return this.endTold;
		}
		return true;
	}

	private boolean tellPosition(long now) {
		if (this.endTold || now - this.lastPosition < this.settings.positionInterval().toNanos()) {
			return true;
		}
		boolean told = publishPosition();
		this.lastPosition = told ? now : this.lastPosition;
		return told;
	}

	private boolean publishPosition() {
		return this.topic.publish(this.key.app(), this.key.number(), transcript().offset());
	}

	/** Packs the view if nothing has happened and nobody has used it for a while. */
	private void rest(long now) {
		if (now - this.lastRest < (this.endTold ? REST_AFTER_END : REST_AFTER) || this.news || this.delta != null
				|| this.reading.problem() != null) {
			return;
		}
		this.lastRest = now;
		this.reading.rest();
	}

	private long pause(long now) {
		long longest = Math.min(this.settings.longestPause().toNanos(), MOST_PAUSE);
		long look = Math.min(Math.max((now - this.lastChange) / PATIENCE, this.settings.pollInterval().toNanos()),
				Math.max(longest, this.settings.pollInterval().toNanos()));
		if (this.reading.outline().isBehind()) {
			return Math.min(look, Pace.FRAME);
		}
		return this.news ? Math.max(0, Math.min(look, this.pace.pause(transcript(), false, now))) : look;
	}

	/**
	 * How long a turn would only gather new bytes. Any thread may ask.
	 * @return nanoseconds; 0 or less if a turn can publish at once
	 */
	long gathering(long now) {
		return (this.ended != null || this.dropped) ? 0 : this.gatherUntil - now;
	}

	/** Closes the log. To be called in a turn, or after the last one. */
	void close() {
		this.reading.close();
	}

}
