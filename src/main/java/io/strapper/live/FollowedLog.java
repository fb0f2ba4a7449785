package io.strapper.live;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.strapper.log.Delta;
import io.strapper.log.Follower;
import io.strapper.log.LogLostException;
import io.strapper.log.Transcript;
import io.strapper.run.LogProblems;
import io.strapper.run.Run;
import io.strapper.search.Outline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log that is followed, from its run's start until the run has ended and the log has
 * been quiet. In its turns, which are for one thread at a time, it reads on and tells
 * what is new; news that the broker does not take is told again. Any thread may say what
 * became of the run. Times are nanoseconds of a clock that is never set.
 */
final class FollowedLog {

	private static final Logger log = LoggerFactory.getLogger(FollowedLog.class);

	/** What a turn gives back once there is nothing more to follow. */
	static final long OVER = -1;

	/** Pause before the broker, or a log that failed, is tried again. */
	static final long RETRY = Duration.ofMillis(500).toNanos();

	/** How long nobody must have used a log's view for it to be packed. */
	private static final long REST_AFTER = Duration.ofSeconds(10).toNanos();

	private static final long REST_AFTER_END = Duration.ofSeconds(2).toNanos();

	/** However long the time of a line may be off. */
	private static final long MOST_PAUSE = Duration.ofMillis(800).toNanos();

	/** A log that is silent for so many pauses is looked at half as often. */
	private static final int PATIENCE = 8;

	private final Follower follower;

	private final FollowedOutline outline;

	private final RunKey key;

	private final DeployTopic topic;

	private final LiveSettings settings;

	private final LogProblems problems;

	private final Pace pace = new Pace();

	/** The run as it is to be told, or null. */
	private final AtomicReference<@Nullable Run> untold;

	private volatile Run run;

	private volatile @Nullable String problem;

	/** Whether nothing is left to be done for the problem to be on record. */
	private volatile boolean problemReported;

	private volatile @Nullable Run ended;

	private volatile boolean dropped;

	private boolean endTold;

	private boolean unreadable;

	private boolean news;

	/** Taken, but not yet told. */
	private @Nullable Delta delta;

	private long lastChange;

	private long lastPosition;

	private long lastRest;

	/** Until then what is written is gathered. */
	private volatile long gatherUntil;

	FollowedLog(Run run, Follower follower, FollowedOutline outline, DeployTopic topic, LiveSettings settings,
			LogProblems problems, long now) {
		this.key = RunKey.of(run);
		this.run = run;
		this.untold = new AtomicReference<>(run);
		this.follower = follower;
		this.outline = outline;
		this.topic = topic;
		this.settings = settings;
		this.problems = problems;
		this.lastChange = now;
		this.lastPosition = now;
		this.lastRest = now;
		this.gatherUntil = now;
	}

	RunKey key() {
		return this.key;
	}

	Transcript transcript() {
		return this.follower.transcript();
	}

	/** What was found in the log so far, empty if it is not read from its start. */
	Optional<Outline> outline() {
		return this.outline.now();
	}

	/** The run as it is shown, with what is known of its log. */
	RunView view(Run shown, long size) {
		return RunView.of(shown, size, this.problem, outline().orElse(null));
	}

	/** Something about the run is new. */
	void change(Run run) {
		String found = run.logProblem();
		if (found != null && this.run.logProblem() == null) {
			this.problemReported = true;
			this.problem = found;
		}
		this.run = run;
		this.untold.set(run);
	}

	/** The run has ended: its log is final. */
	void end(Run run) {
		this.run = run;
		this.ended = run;
	}

	/** The log is removed: the next turn is the last. */
	void drop() {
		this.dropped = true;
	}

	/**
	 * Reads on, a buffer full at most, and tells what is new.
	 * @param buffer what is read goes through it
	 * @param now the time
	 * @return nanoseconds until the next turn, or {@link #OVER}
	 */
	long turn(byte[] buffer, long now) {
		if (this.dropped) {
			return OVER;
		}
		read(buffer, now);
		reportProblem();
		if (this.topic.isBehind(this.key.app())) {
			// What is new is gathered: one larger delta in place of many
			return Pace.FRAME;
		}
		if (!tell(now)) {
			return RETRY;
		}
		if (behind()) {
			return 0;
		}
		if (this.endTold && now - this.lastChange >= this.settings.idleTimeout().toNanos()) {
			return OVER;
		}
		rest(now);
		return pause(now);
	}

	private void read(byte[] buffer, long now) {
		if (this.problem != null) {
			return;
		}
		try {
			if (this.follower.poll(buffer)) {
				this.news = true;
				this.outline.grown();
				this.lastChange = now;
			}
			this.unreadable = false;
		}
		catch (LogLostException ex) {
			log.warn("Log of {}/{} is followed no further: {}", this.key.app(), this.key.number(), ex.sentence());
			this.problem = ex.sentence();
			this.untold.set(this.run);
		}
		catch (IOException ex) {
			if (!this.unreadable) {
				log.warn("Log of {}/{} cannot be read, trying on", this.key.app(), this.key.number(), ex);
			}
			this.unreadable = true;
		}
	}

	/**
	 * Before pages are told, so that the run cannot end without it. What it throws is for
	 * the caller, and the next turn tries again.
	 */
	private void reportProblem() {
		String found = this.problem;
		if (found != null && !this.problemReported) {
			this.problems.report(this.run, found);
			this.problemReported = true;
		}
	}

	/** Whether bytes are known to wait: they are read at once. */
	private boolean behind() {
		return this.problem == null && !this.unreadable && this.follower.behind();
	}

	private boolean tell(long now) {
		look(now);
		return tellRun() && tellNews(now) && tellEnd() && tellPosition(now);
	}

	private void look(long now) {
		Run over = this.ended;
		if (over == null) {
			if (this.outline.look(transcript(), now)) {
				this.untold.compareAndSet(null, this.run);
			}
		}
		else if (!this.endTold && drained(over)) {
			this.outline.end(transcript(), over, this.problem == null);
		}
	}

	private boolean tellRun() {
		Run changed = this.untold.get();
		if (changed == null) {
			return true;
		}
		boolean told = this.topic.publish(this.key.app(), view(changed));
		if (told) {
			this.untold.compareAndSet(changed, null);
		}
		return told;
	}

	private RunView view(Run shown) {
		Long size = shown.logSize();
		return view(shown, (size != null) ? size : transcript().offset());
	}

	private boolean tellNews(long now) {
		Run over = this.ended;
		boolean last = over != null && drained(over);
		if (this.delta == null && this.news && (last || this.pace.pause(transcript(), behind(), now) <= 0)) {
			this.news = false;
			this.delta = transcript().takeDelta();
		}
		Delta next = this.delta;
		if (next == null) {
			return true;
		}
		boolean told = this.topic.publish(this.key.app(), this.key.number(), next);
		if (told) {
			this.pace.told(next, now);
			this.gatherUntil = now + Pace.FRAME;
			this.delta = null;
		}
		return told;
	}

	private boolean tellEnd() {
		Run over = this.ended;
		if (over != null && !this.endTold && !this.news && drained(over)) {
			this.endTold = this.topic.publish(this.key.app(), view(over)) && publishPosition();
			return this.endTold;
		}
		return true;
	}

	private boolean drained(Run over) {
		Long size = over.logSize();
		return this.problem != null || this.unreadable || size == null || transcript().offset() >= size;
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

	/** Takes next to no memory while nothing happens and nobody looks. */
	private void rest(long now) {
		if (now - this.lastRest < (this.endTold ? REST_AFTER_END : REST_AFTER) || this.news || this.delta != null
				|| this.problem != null) {
			return;
		}
		this.lastRest = now;
		try {
			this.follower.rest();
		}
		catch (IOException ex) {
			log.debug("Log of {}/{} did not close", this.key.app(), this.key.number(), ex);
		}
	}

	private long pause(long now) {
		long longest = Math.min(this.settings.longestPause().toNanos(), MOST_PAUSE);
		long look = Math.min(Math.max((now - this.lastChange) / PATIENCE, this.settings.pollInterval().toNanos()),
				Math.max(longest, this.settings.pollInterval().toNanos()));
		return this.news ? Math.max(0, Math.min(look, this.pace.pause(transcript(), false, now))) : look;
	}

	/**
	 * How many nanoseconds have to pass before a turn can be of any use, though the log
	 * was written to. Any thread may ask.
	 * @return 0 or less if it can be at once
	 */
	long gathering(long now) {
		return (this.ended != null || this.dropped) ? 0 : this.gatherUntil - now;
	}

	/** Only in a turn, or when there are no more. */
	void close() {
		try {
			this.follower.close();
		}
		catch (IOException ex) {
			log.debug("Log of {}/{} did not close", this.key.app(), this.key.number(), ex);
		}
	}

}
