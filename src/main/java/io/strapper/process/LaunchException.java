package io.strapper.process;

import java.nio.file.FileSystemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process cannot be started; the message says why in one sentence. */
class LaunchException extends Exception {

	private static final long serialVersionUID = 1L;

	/** As Java 17 and as Java 25 tell the system's error; the latter adds advice. */
	private static final Pattern ERROR = Pattern.compile("error(?:=\\d+, (.+)|: \\d+ \\((.+?)\\))");

	LaunchException(String sentence) {
		super(sentence);
	}

	LaunchException(String sentence, Throwable cause) {
		super(sentence, cause);
	}

	/**
	 * The system's own words for what went wrong, such as "Too many open files", without
	 * what Java puts around them.
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
