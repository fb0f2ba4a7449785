package io.strapper.feed;

import java.nio.charset.StandardCharsets;

import io.strapper.user.Sha256;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.WebRequest;

/** Answers that are asked for again and again: with an ETag of their content. */
final class Tagged {

	private Tagged() {
	}

	/**
	 * An answer that is asked for anew each time, and sent only if it has changed.
	 * @param content the whole answer
	 * @param type its media type
	 * @param personal whether it must not be kept for others
	 */
	static ResponseEntity<byte[]> answer(String content, String type, boolean personal, WebRequest request) {
		byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
		String tag = "W/\"" + Sha256.of(bytes).substring(0, 22) + "\"";
		CacheControl caching = personal ? CacheControl.noCache().cachePrivate() : CacheControl.noCache();
		boolean known = isKnown(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag);
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
			.cacheControl(caching)
			.eTag(tag);
		return known ? answer.build() : answer.header(HttpHeaders.CONTENT_TYPE, type).body(bytes);
	}

	private static boolean isKnown(@Nullable String header, String tag) {
		return header != null && header.contains(tag.substring(2));
	}

}
