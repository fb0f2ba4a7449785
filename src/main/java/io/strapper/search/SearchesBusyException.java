package io.strapper.search;

import io.strapper.language.Sentence;

/** Too many searches go on: this one has to wait. */
public class SearchesBusyException extends RuntimeException implements Sentence.Told {

	private static final long serialVersionUID = 1L;

	@Override
	public Sentence sentence() {
		return Sentence.of("problem.search.busy", seconds());
	}

	@Override
	public String getMessage() {
		return sentence().toString();
	}

	/**
	 * Seconds to wait before the next attempt: by then the abandoned searches have ended.
	 */
	public static long seconds() {
		return OngoingSearch.ABANDONED.toSeconds();
	}

}
