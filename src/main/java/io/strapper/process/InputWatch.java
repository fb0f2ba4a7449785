package io.strapper.process;

import java.time.Duration;
import java.util.Optional;

import io.strapper.log.LastLine;
import org.jspecify.annotations.Nullable;

/**
 * Sees that a run waits for input at its terminal, where nobody sits, and types an
 * end-of-file for it. It looks when the run has been silent for two seconds, and then
 * ever less often, for whoever asks has written a question: a run that does nothing costs
 * next to nothing.
 */
class InputWatch {

	private static final Duration FIRST = Duration.ofSeconds(2);

	private static final Duration AGAIN = Duration.ofSeconds(1);

	private static final Duration RAREST = Duration.ofMinutes(1);

	/** What the question before may have to do with: an answer that made it ask again. */
	private static final Duration SAME = Duration.ofSeconds(10);

	private final WrapperFiles files;

	private final TerminalReaders readers;

	private final Keyboard keyboard;

	private Duration nextLook = FIRST;

	private Duration lastSilence = Duration.ZERO;

	private @Nullable Long waitsSince;

	private long seenAt;

	private Optional<String> prompt = Optional.empty();

	InputWatch(WrapperFiles files) {
		this.files = files;
		this.readers = new TerminalReaders(files);
		this.keyboard = new Keyboard(files);
	}

	/**
	 * Looks at the run's terminal, if it is time to.
	 * @param silence for how long the run has written nothing
	 */
	void look(Duration silence) {
		if (silence.compareTo(this.lastSilence) < 0) {
			this.nextLook = FIRST;
		}
		this.lastSilence = silence;
		if (silence.compareTo(this.nextLook) >= 0) {
			take(this.readers.look(), silence);
		}
		else if (this.waitsSince != null && Phase.elapsed(this.seenAt, SAME.plus(this.nextLook))) {
			this.waitsSince = null;
		}
	}

	private void take(TerminalReaders.Sight sight, Duration silence) {
		Optional<String> question = LastLine.unfinished(this.files.log());
		boolean waits = sight == TerminalReaders.Sight.WAITS;
		if (waits || (sight == TerminalReaders.Sight.UNKNOWN && question.isPresent())) {
			this.keyboard.typeEndOfFile();
		}
		if (!waits) {
			this.waitsSince = null;
			this.nextLook = silence.plus((silence.compareTo(RAREST) < 0) ? silence : RAREST);
			return;
		}
		if (this.waitsSince == null) {
			this.waitsSince = System.nanoTime();
		}
		this.seenAt = System.nanoTime();
		this.prompt = question;
		Duration pause = waited().dividedBy(4);
		this.nextLook = silence
			.plus((pause.compareTo(AGAIN) < 0) ? AGAIN : (pause.compareTo(RAREST) < 0) ? pause : RAREST);
	}

	/** Whether the run was seen to wait, and not for a moment only. */
	boolean isWaiting() {
		return this.waitsSince != null && this.seenAt - this.waitsSince >= AGAIN.toNanos() / 2;
	}

	/** For how long it has been waiting, zero if it does not. */
	Duration waited() {
		return (this.waitsSince != null) ? Duration.ofNanos(System.nanoTime() - this.waitsSince) : Duration.ZERO;
	}

	/** What it asks, as far as that can be told. */
	Optional<String> prompt() {
		return this.prompt;
	}

	/**
	 * How long it is until the next look.
	 * @param silence for how long the run has written nothing
	 */
	Duration untilNextLook(Duration silence) {
		return this.nextLook.minus(silence);
	}

}
