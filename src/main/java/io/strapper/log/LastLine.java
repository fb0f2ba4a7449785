package io.strapper.log;

import java.io.IOException;
import java.util.Optional;

import io.strapper.terminal.Terminal;

/** The last line of a log, if it has no line feed yet: usually a question. */
public final class LastLine {

	/** How much of the log's end is read: more than any question has. */
	private static final int BYTES = 4096;

	/** How much of the line fits into a sentence. */
	private static final int CHARACTERS = 120;

	private LastLine() {
	}

	/**
	 * The text after the last line feed.
	 * @param log the log
	 * @return the text, its last 120 characters at most; empty if there is none but
	 * blanks, or if the log cannot be read now
	 */
	public static Optional<String> unfinished(RunLog log) {
		byte[] end = new byte[BYTES];
		try (LogBytes bytes = log.open()) {
			int length = bytes.read(Math.max(0, bytes.size() - BYTES), end, 0, BYTES);
			Terminal terminal = new Terminal((number, line) -> {
			});
			terminal.write(end, 0, length);
			if (length == 0 || end[length - 1] == '\n') {
				return Optional.empty();
			}
			String text = terminal.line(terminal.lineCount() - 1).text().strip();
			return Optional.of(text.substring(Math.max(0, text.length() - CHARACTERS)))
				.filter((question) -> !question.isEmpty());
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

}
