package io.strapper.process;

import java.nio.file.FileSystemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process cannot be started; the message says why in one sentence. */
class LaunchException extends Exception {

	private static final long serialVersionUID = 1L;

	/** The system's error in messages of Java 17 and of Java 25, which adds advice. */
	private static final Pattern ERROR = Pattern.compile("error(?:=\\d+, (.+)|: \\d+ \\((.+?)\\))");

	LaunchException(String sentence) {
		super(sentence);
	}

	LaunchException(String sentence, Throwable cause) {
		super(sentence, cause);
	}

	/**
	 * The system's error message, such as "Too many open files", without Java's text
	 * around it.
	 */
	static String cause(Exception ex) {
		if (ex instanceof FileSystemException file && file.getReason() != null) {
			return file.getReason();
		}
		String message = String.valueOf(ex.getMessage());
		Matcher error = ERROR.matcher(message);
		if (error.find()) {
			return (error.group(1) != null) ? error.group(1) : error.group(2);
		}
		return message.replaceFirst("(?s)^Cannot run program \".*\"\\)?: ", "");
	}

}
