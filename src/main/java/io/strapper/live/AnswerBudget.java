package io.strapper.live;

import java.util.concurrent.atomic.AtomicLong;

import org.springframework.stereotype.Component;

/**
 * How much memory the answers take together that are being made and sent: a sixteenth of
 * the heap in characters of lines, each of which takes a byte or two. Safe for use by
 * several threads.
 */
@Component
public class AnswerBudget {

	private static final int SHARE = 16;

	private final AtomicLong left;

	AnswerBudget() {
		this(Runtime.getRuntime().maxMemory() / SHARE);
	}

	/** A budget of so many characters. */
	AnswerBudget(long characters) {
		this.left = new AtomicLong(characters);
	}

	/** An answer that takes nothing yet; whoever begins it closes it once it was sent. */
	public Answer begin() {
		return new Answer(this);
	}

	boolean take(long characters) {
		if (this.left.addAndGet(-characters) >= 0) {
			return true;
		}
		giveBack(characters);
		return false;
	}

	void giveBack(long characters) {
		this.left.addAndGet(characters);
	}

}
