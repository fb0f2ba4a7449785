package io.strapper.process;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.strapper.process.proc.Keyboard;
import org.jspecify.annotations.Nullable;

/**
 * Ends all processes of a run: asks them once, waits for the grace period, then kills
 * what is there until nothing is, for processes may start others meanwhile. To find them
 * costs a look at every process of the machine, so there is one a round, and ever less
 * often.
 */
class Termination {

	/**
	 * How long a process may exist after SIGKILL, for example while it waits for a disk.
	 */
	private static final Duration DEATH = Duration.ofSeconds(10);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

	/** Most processes that a sentence names. */
	private static final int LISTED = 10;

	private final ProcessTree tree;

	private final Duration grace;

	private final Ticker ticker;

	private final Set<Keyboard.Key> keys = EnumSet.noneOf(Keyboard.Key.class);

	private @Nullable Long askedAt;

	private boolean killing;

	private Duration pause = FIRST_PAUSE;

	private long lookedAt;

	private List<ProcessHandle> survivors = List.of();

	Termination(ProcessTree tree, Duration grace, Ticker ticker) {
		this.tree = tree;
		this.grace = grace;
		this.ticker = ticker;
	}

	/**
	 * Does the next step, if one is due.
	 * @param alive whether the run's exit code is still to come
	 * @return whether there is nothing more to do
	 */
	boolean over(boolean alive) {
		if (this.askedAt == null) {
			look();
			if (typed(Keyboard.Key.INTERRUPT)) {
				return false;
			}
			this.askedAt = this.ticker.nanos();
			this.tree.terminate(this.survivors);
			return !alive && this.survivors.isEmpty();
		}
		if (!this.killing && this.ticker.elapsed(this.askedAt, this.grace)) {
			look();
			if (typed(Keyboard.Key.QUIT)) {
				return false;
			}
			this.killing = true;
			this.pause = FIRST_PAUSE;
			this.tree.kill(this.survivors);
		}
		else if (this.ticker.elapsed(this.lookedAt, this.pause) && (this.killing || !alive)) {
			lookAgain();
		}
		else {
			return false;
		}
		return (!alive && this.survivors.isEmpty()) || this.ticker.elapsed(this.askedAt, this.grace.plus(DEATH));
	}

	/** Types a key, once, for processes that the server may not signal. */
	private boolean typed(Keyboard.Key key) {
		return this.keys.add(key) && this.tree.type(key, this.survivors);
	}

	private void lookAgain() {
		Duration twice = this.pause.multipliedBy(2);
		this.pause = (twice.compareTo(LONGEST_PAUSE) < 0) ? twice : LONGEST_PAUSE;
		look();
		if (this.killing) {
			this.tree.kill(this.survivors);
		}
	}

	private void look() {
		this.survivors = this.tree.left();
		this.lookedAt = this.ticker.nanos();
	}

	/** The processes that the last search found. */
	List<ProcessHandle> survivors() {
		return this.survivors;
	}

	/** A sentence about the processes that could not be ended, or null. */
	@Nullable String trouble() {
		if (this.survivors.isEmpty()) {
			return null;
		}
		int more = this.survivors.size() - LISTED;
		return "Some processes could not be killed and are still running: %s%s.".formatted(
				this.survivors.stream().limit(LISTED).map(Survivors::name).collect(Collectors.joining(", ")),
				(more > 0) ? " and %d more".formatted(more) : "");
	}

}
