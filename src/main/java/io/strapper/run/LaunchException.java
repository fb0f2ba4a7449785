package io.strapper.run;

import java.nio.file.FileSystemException;

/** A process cannot be started; the message says why in one sentence. */
class LaunchException extends Exception {

	private static final long serialVersionUID = 1L;

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
		return String.valueOf(ex.getMessage())
			.replaceFirst("(?s)^Cannot run program \".*\"\\)?: (?:Exec failed, )?", "")
			.replaceFirst("^error[=:] ?[0-9]+,? ", "");
	}

}
