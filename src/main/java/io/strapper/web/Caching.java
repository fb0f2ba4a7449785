package io.strapper.web;

import java.time.Duration;

import org.springframework.http.CacheControl;

/** How long a browser keeps a part of a log. */
final class Caching {

	private static final Duration FOR_EVER = Duration.ofDays(365);

	private Caching() {
	}

	/**
	 * What a browser may do with a part of a log, which only its reader may see.
	 * @param immutable whether the part can never change again
	 */
	static CacheControl of(boolean immutable) {
		return immutable ? CacheControl.maxAge(FOR_EVER).cachePrivate().immutable()
				: CacheControl.noCache().cachePrivate();
	}

}
