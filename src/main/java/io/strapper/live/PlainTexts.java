package io.strapper.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;

import io.strapper.log.PlainText;
import io.strapper.run.Run;
import io.strapper.user.ConcurrencyLimit;

import org.springframework.stereotype.Component;

/**
 * Logs as plain text. Each takes a terminal and a thread of the server for as long as the
 * client reads, so their number is limited.
 */
@Component
public class PlainTexts {

	private static final int MOST = 8;

	private static final int MOST_OF_A_USER = 2;

	/** The usual size of a terminal's window plus the text that is being sent. */
	private static final int CHARACTERS = 1 << 18;

	private final ConcurrencyLimit readers = new ConcurrencyLimit(MOST, MOST_OF_A_USER);

	private final Logs logs;

	PlainTexts(Logs logs) {
		this.logs = logs;
	}

	/**
	 * The text of a log with its size of now.
	 * @param run the run
	 * @param user the user who reads it
	 * @param answer takes it from its budget, and closes it
	 * @throws NotVisibleException if the log is not there
	 * @throws LogRemovedException if the log was removed
	 * @throws TooBusyException if there is no room for it now, or if its end is not here
	 * yet
	 */
	public PlainText open(Run run, String user, Answer answer) {
		answer.take(CHARACTERS);
		if (!this.readers.enter(user)) {
			throw new TooBusyException();
		}
		answer.holds(() -> this.readers.leave(user));
		try {
			PlainText text = PlainText.of(this.logs.whole(run));
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
