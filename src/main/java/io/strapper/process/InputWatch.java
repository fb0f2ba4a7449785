package io.strapper.process;

import java.time.Duration;
import java.util.Optional;

import io.strapper.log.LastLine;
import io.strapper.log.Masks;
import io.strapper.log.RunLog;
import io.strapper.process.proc.Keyboard;
import io.strapper.process.proc.TerminalReaders;
import org.jspecify.annotations.Nullable;

/**
 * Detects that a run waits for input at its terminal, where nobody sits, and types an
 * end-of-file. It looks first when the run has been silent for two seconds, and then less
 * and less often, so that a silent run costs next to nothing.
 */
class InputWatch {

	/** Silence before the first look. */
	private static final Duration FIRST = Duration.ofSeconds(2);

	/** Shortest pause between two looks at a run that waits. */
	private static final Duration AGAIN = Duration.ofMillis(500);

	/** A run that waits is looked at again after this share of its wait. */
	private static final int SHARE = 60;

	private static final Duration RAREST = Duration.ofMinutes(1);

	/** How soon a program reacts to a key, if only by asking again. */
	private static final Duration ANSWER = Duration.ofSeconds(1);

	private final WrapperFiles files;

	private final Masks masks;

	private final Ticker ticker;

	private final TerminalReaders readers;

	private final Keyboard keyboard;

	private Duration nextLook = FIRST;

	private Duration lastSilence = Duration.ZERO;

	private @Nullable Long waitsSince;

	private long lookedAt;

	private boolean confirmed;

	private Optional<String> prompt = Optional.empty();

	InputWatch(WrapperFiles files, Masks masks, Ticker ticker) {
		this.files = files;
		this.masks = masks;
		this.ticker = ticker;
		this.readers = new TerminalReaders(files::process);
		this.keyboard = new Keyboard(files::wrapper);
	}

	/**
	 * Looks at the run's terminal, if it is time to.
	 * @param silence for how long the run has written nothing
	 */
	void look(Duration silence) {
		if (silence.compareTo(this.lastSilence) < 0) {
			takeOutput(silence);
		}
		this.lastSilence = silence;
		if (silence.compareTo(this.nextLook) >= 0) {
			takeSight(silence);
		}
	}

	/**
	 * Handles new output. Output right after a typed key does not end a wait; other
	 * output does.
	 */
	private void takeOutput(Duration silence) {
		long writtenAfterLook = this.ticker.nanos() - silence.toNanos() - this.lookedAt;
		if (this.waitsSince != null && writtenAfterLook <= ANSWER.toNanos()) {
			this.nextLook = AGAIN;
		}
		else {
			forget();
			this.nextLook = FIRST;
		}
	}

	private void takeSight(Duration silence) {
		TerminalReaders.Sight sight = this.readers.look();
		this.lookedAt = this.ticker.nanos();
		Optional<String> question = LastLine.unfinished(new RunLog(this.files.log(), this.masks));
		boolean waits = sight == TerminalReaders.Sight.WAITS
				|| (sight == TerminalReaders.Sight.LISTENS && question.isPresent());
		if (waits || (sight == TerminalReaders.Sight.UNKNOWN && question.isPresent())) {
			this.keyboard.typeEndOfFile();
		}
		if (waits) {
			this.prompt = question;
			this.confirmed = this.waitsSince != null;
			this.waitsSince = this.confirmed ? this.waitsSince : Long.valueOf(this.lookedAt);
		}
		else {
			forget();
		}
		this.nextLook = silence.plus(waits ? between(AGAIN, waited().dividedBy(SHARE)) : between(FIRST, silence));
	}

	private void forget() {
		this.waitsSince = null;
		this.confirmed = false;
	}

	private static Duration between(Duration least, Duration pause) {
		Duration atLeast = (pause.compareTo(least) < 0) ? least : pause;
		return (atLeast.compareTo(RAREST) < 0) ? atLeast : RAREST;
	}

	/** Whether the run was seen to wait twice in a row. */
	boolean isWaiting() {
		return this.confirmed;
	}

	/**
	 * How long it had been waiting at the last look; zero if it was not.
	 */
	Duration waited() {
		return (this.waitsSince != null) ? Duration.ofNanos(this.lookedAt - this.waitsSince) : Duration.ZERO;
	}

	/** The question, if it is known. */
	Optional<String> prompt() {
		return this.prompt;
	}

	/**
	 * How long until the next look.
	 * @param silence for how long the run has written nothing
	 */
	Duration untilNextLook(Duration silence) {
		return this.nextLook.minus(silence);
	}

}
