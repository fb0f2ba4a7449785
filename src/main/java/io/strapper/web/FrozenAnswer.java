package io.strapper.web;

import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Part of a log that never changes again. A browser may keep it, but has to ask each time
 * whether its user may still see it: after a sign-out, a revocation or the log's deletion
 * it shows nothing from its cache. The answer to that question costs no rendering.
 */
final class FrozenAnswer {

	private FrozenAnswer() {
	}

	/** Whether the browser has the version with this tag. */
	static boolean isKnown(@Nullable String ifNoneMatch, String tag) {
		return ifNoneMatch != null && ifNoneMatch.contains(tag);
	}

	/** 304: what the browser has is right, and its user may see it. */
	static <T> ResponseEntity<T> unchanged(String tag) {
		return headers(ResponseEntity.status(HttpStatus.NOT_MODIFIED), tag).build();
	}

	/** 200, with what there is. */
	static <T> ResponseEntity<T> of(String tag, T body) {
		return headers(ResponseEntity.ok(), tag).body(body);
	}

	private static ResponseEntity.BodyBuilder headers(ResponseEntity.BodyBuilder answer, String tag) {
		return answer.cacheControl(CacheControl.noCache().cachePrivate()).varyBy(HttpHeaders.COOKIE).eTag(tag);
	}

}
