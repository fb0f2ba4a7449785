package io.strapper.process;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.strapper.run.Limits;
import io.strapper.run.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of a run: when the server ends it, and the warnings before.
 */
class Deadlines {

	/** Longer than any pause between two checks. */
	private static final Duration FAR = Duration.ofDays(1);

	private final Limits limits;

	private final @Nullable Duration inputTimeout;

	private final Evidence evidence;

	private final InputWatch input;

	private boolean readOnly;

	/**
	 * Deadlines of one run.
	 * @param limits how long it may take, and how long it may write nothing
	 * @param inputTimeout how long it may wait for input, or null for ever
	 * @param evidence the observations of the run
	 * @param input the observations of its terminal
	 */
	Deadlines(Limits limits, @Nullable Duration inputTimeout, Evidence evidence, InputWatch input) {
		this.limits = limits;
		this.inputTimeout = inputTimeout;
		this.evidence = evidence;
		this.input = input;
	}

	/**
	 * Checks whether the run waits for input at its terminal, and whether its folder can
	 * be written.
	 */
	void look() {
		this.input.look(this.evidence.silence());
		this.readOnly = this.evidence.folderIsReadOnly();
	}

	/** Whether the run waits for input at its terminal. */
	boolean isWaiting() {
		return this.input.isWaiting();
	}

	/** Why the run is to be ended now, or empty if it may go on. */
	Optional<Overdue> overdue() {
		if (reached(this.evidence.age(), this.limits.timeout())) {
			return overdue(RunStatus.TIMED_OUT,
					"The run exceeded its timeout of %s.".formatted(text(this.limits.timeout())));
		}
		if (reached(this.evidence.silence(), this.limits.silence())) {
			return overdue(RunStatus.TIMED_OUT,
					"The run wrote nothing for %s, its silence timeout.".formatted(text(this.limits.silence())));
		}
		if (isWaiting() && reached(this.input.waited(), this.inputTimeout)) {
			return overdue(RunStatus.FAILED,
					"The run waited %s (strapper.input-timeout) for input, but nobody is at its terminal%s."
						.formatted(text(this.inputTimeout), prompt()));
		}
		return Optional.empty();
	}

	private static Optional<Overdue> overdue(RunStatus end, String reason) {
		return Optional.of(new Overdue(end, reason));
	}

	/** A warning of what is going to happen to the run: a sentence, or null. */
	@Nullable String warning() {
		if (this.readOnly) {
			return "The run's folder cannot be written. How the run ends is recorded when it can.";
		}
		if (isWaiting()) {
			String end = (this.inputTimeout != null) ? " The run will fail after %s.".formatted(text(this.inputTimeout))
					: "";
			return "The run is waiting for input, but nobody is at its terminal%s.".formatted(prompt()) + end;
		}
		Duration half = half();
		return reached(this.evidence.silence(), half) ? "No output for %s. The run will time out after %s of silence."
			.formatted(text(half), text(this.limits.silence())) : null;
	}

	private String prompt() {
		return this.input.prompt().map((prompt) -> ": “" + prompt + "”").orElse("");
	}

	private @Nullable Duration half() {
		return (this.limits.silence() != null) ? this.limits.silence().dividedBy(2) : null;
	}

	/** How long neither warning nor deadline changes if the run writes nothing. */
	Duration untilNext() {
		Duration silence = this.evidence.silence();
		return Stream
			.of(left(this.limits.timeout(), this.evidence.age()), left(half(), silence),
					left(this.limits.silence(), silence), this.input.untilNextLook(silence))
			.filter((left) -> !left.isNegative())
			.min(Duration::compareTo)
			.orElse(FAR);
	}

	private static Duration left(@Nullable Duration limit, Duration time) {
		return (limit != null) ? limit.minus(time) : FAR;
	}

	private static boolean reached(Duration time, @Nullable Duration limit) {
		return limit != null && time.compareTo(limit) >= 0;
	}

	private static String text(@Nullable Duration duration) {
		return String.valueOf(duration).substring("PT".length()).toLowerCase(Locale.ROOT);
	}

	/**
	 * A run that is to be ended.
	 *
	 * @param end what its status will be
	 * @param reason one sentence
	 */
	record Overdue(RunStatus end, String reason) {
	}

}
