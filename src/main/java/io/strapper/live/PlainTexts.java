package io.strapper.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;

import io.strapper.log.PlainText;
import io.strapper.run.Run;
import io.strapper.user.ConcurrencyLimit;

import org.springframework.stereotype.Component;

/**
 * Logs as text. Each takes a terminal and a thread of the server for as long as its
 * reader likes, so there are few.
 */
@Component
public class PlainTexts {

	private static final int MOST = 8;

	private static final int MOST_OF_A_USER = 2;

	/** What the window of a terminal holds, as a rule, and what is on its way. */
	private static final int CHARACTERS = 1 << 18;

	private final ConcurrencyLimit readers = new ConcurrencyLimit(MOST, MOST_OF_A_USER);

	private final Logs logs;

	PlainTexts(Logs logs) {
		this.logs = logs;
	}

	/**
	 * The text of a log as large as it is now.
	 * @param run the run
	 * @param user who reads it
	 * @param answer needs it, and closes it
	 * @throws NotVisibleException if the log is not there
	 * @throws LogRemovedException if the log was removed
	 * @throws TooBusyException if there is no room for it now
	 */
	public PlainText open(Run run, String user, Answer answer) {
		answer.take(CHARACTERS);
		if (!this.readers.enter(user)) {
			throw new TooBusyException();
		}
		answer.holds(() -> this.readers.leave(user));
		try {
			PlainText text = PlainText.of(this.logs.log(run));
			answer.holds(text);
			return text;
		}
		catch (NoSuchFileException ex) {
			throw new NotVisibleException("log");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
