package io.strapper.live;

import io.strapper.user.KeptBytes;

import org.springframework.stereotype.Component;

/**
 * How much memory the answers take together that are being made: a sixteenth of the heap
 * in characters of lines, each of which takes a byte or two, and for one user a quarter
 * of that. Safe for use by several threads.
 */
@Component
public class AnswerBudget {

	private static final int SHARE = 16;

	private static final int SHARE_OF_A_USER = 4;

	/** What one answer may need, however small the heap. */
	private static final long LARGEST_ANSWER = 4 << 20;

	private final KeptBytes kept;

	AnswerBudget() {
		this(Runtime.getRuntime().maxMemory() / SHARE);
	}

	/** A budget of so many characters. */
	AnswerBudget(long characters) {
		this.kept = new KeptBytes(characters,
				Math.max(characters / SHARE_OF_A_USER, Math.min(characters, LARGEST_ANSWER)));
	}

	/**
	 * Begins an answer that takes nothing yet; the caller closes it after it was sent.
	 * @param user who gets it
	 */
	public Answer begin(String user) {
		return new Answer(this, user);
	}

	boolean take(String user, long characters) {
		if (this.kept.keep(user, characters)) {
			return true;
		}
		giveBack(user, characters);
		return false;
	}

	void giveBack(String user, long characters) {
		this.kept.release(user, characters);
	}

}
