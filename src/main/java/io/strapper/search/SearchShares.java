package io.strapper.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The searches that go on, with a limit for each user and one in all. A user at the limit
 * who begins another search ends their oldest one for which no request waits. Safe for
 * use by several threads.
 */
public final class SearchShares {

	static final int MOST = 32;

	static final int MOST_OF_A_USER = 4;

	private final Set<OngoingSearch> going = new LinkedHashSet<>();

	/**
	 * Lets a search go on.
	 * @throws SearchesBusyException if too many other searches go on
	 */
	synchronized void enter(OngoingSearch search) {
		if (this.going.contains(search) && search.isWanted()) {
			return;
		}
		List<OngoingSearch> others = this.going.stream()
			.filter((other) -> other != search && other.user().equals(search.user()) && other.isWanted())
			.toList();
		if (others.size() >= MOST_OF_A_USER) {
			others.stream()
				.filter((other) -> !other.isAwaited())
				.findFirst()
				.orElseThrow(SearchesBusyException::new)
				.abandon();
		}
		if (this.going.size() >= MOST && !this.going.contains(search)) {
			throw new SearchesBusyException();
		}
		this.going.add(search);
	}

	/** Removes a search, which rests now. */
	synchronized void leave(OngoingSearch search) {
		this.going.remove(search);
	}

	synchronized int size() {
		return this.going.size();
	}

}
