package io.strapper.live;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One answer that is being made and sent: until it is closed it holds its part of the
 * {@link AnswerBudget} and its open resources. Not thread-safe.
 */
public class Answer implements Closeable {

	private final AnswerBudget budget;

	private final String user;

	private final List<Closeable> open = new ArrayList<>();

	private long taken;

	Answer(AnswerBudget budget, String user) {
		this.budget = budget;
		this.user = user;
	}

	/**
	 * Takes room for more.
	 * @param characters how many
	 * @throws TooBusyException if the answers under way, or those of this user, leave
	 * none
	 */
	public void take(long characters) {
		if (!this.budget.take(this.user, characters)) {
			throw new TooBusyException();
		}
		this.taken += characters;
	}

	/** Closes a resource together with this answer. */
	void holds(Closeable more) {
		this.open.add(more);
	}

	@Override
	public void close() throws IOException {
		this.budget.giveBack(this.user, this.taken);
		this.taken = 0;
		for (Closeable each : this.open) {
			each.close();
		}
		this.open.clear();
	}

}
