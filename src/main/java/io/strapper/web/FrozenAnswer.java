package io.strapper.web;

import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * An answer with a part of a log that never changes again. A browser may cache it but has
 * to revalidate it each time: after a sign-out, a revocation or the log's deletion it
 * shows nothing from its cache. A revalidation renders nothing.
 */
final class FrozenAnswer {

	private FrozenAnswer() {
	}

	/** Whether the browser's cache has the version with this ETag. */
	static boolean isKnown(@Nullable String ifNoneMatch, String tag) {
		return ifNoneMatch != null && ifNoneMatch.contains(tag);
	}

	/** 304 Not Modified. */
	static <T> ResponseEntity<T> unchanged(String tag) {
		return headers(ResponseEntity.status(HttpStatus.NOT_MODIFIED), tag).build();
	}

	/** 200 OK with a body. */
	static <T> ResponseEntity<T> of(String tag, T body) {
		return headers(ResponseEntity.ok(), tag).body(body);
	}

	private static ResponseEntity.BodyBuilder headers(ResponseEntity.BodyBuilder answer, String tag) {
		return answer.cacheControl(CacheControl.noCache().cachePrivate()).varyBy(HttpHeaders.COOKIE).eTag(tag);
	}

}
