package io.strapper.live;

import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** The full pages that were requested last. Safe for use by several threads. */
final class PageCache {

	/**
	 * Most characters of all pages together, unless this is more than a part of the heap.
	 */
	private static final long MOST_CHARACTERS = 16 << 20;

	private static final int SHARE = 32;

	private final Cache<Key, List<String>> pages = Caffeine.newBuilder()
		.maximumWeight(Math.min(MOST_CHARACTERS, Runtime.getRuntime().maxMemory() / SHARE))
		.weigher((Key key, List<String> lines) -> lines.stream().mapToInt(String::length).sum() + lines.size())
		.build();

	Optional<List<String>> find(RunKey run, long mask, long page) {
		return Optional.ofNullable(this.pages.getIfPresent(new Key(run, mask, page)));
	}

	void put(RunKey run, long mask, long page, List<String> lines) {
		this.pages.put(new Key(run, mask, page), lines);
	}

	void forget(RunKey run) {
		this.pages.asMap().keySet().removeIf((key) -> key.run.equals(run));
	}

	/**
	 * The key of a page.
	 *
	 * @param run the run
	 * @param mask the version of the mask under which it was rendered
	 * @param page its number
	 */
	private record Key(RunKey run, long mask, long page) {
	}

}
