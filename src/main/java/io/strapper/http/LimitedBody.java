package io.strapper.http;

import java.io.IOException;
import java.io.InputStream;

import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;

/**
 * The body of a request that is no form. While it is waited for, the request counts among
 * those that wait for slow clients.
 */
public final class LimitedBody {

	/** So much more is read of a body that is too long, so that its client reads why. */
	private static final long MOST_DRAINED = 2 << 20;

	private LimitedBody() {
	}

	/**
	 * Reads a whole body.
	 * @param mostBytes how long it may be
	 * @throws RefusedRequestException 413 if it is longer, 503 if too many are waited for
	 */
	public static byte[] read(HttpServletRequest request, int mostBytes) throws IOException {
		if (!SlowBodyValve.enter(request)) {
			throw new RefusedRequestException(HttpStatus.SERVICE_UNAVAILABLE, Sentence.of("problem.address"));
		}
		try {
			InputStream in = request.getInputStream();
			byte[] body = in.readNBytes(mostBytes + 1);
			if (body.length > mostBytes) {
				in.skipNBytes(Math.min(MOST_DRAINED, Math.max(0, request.getContentLengthLong() - body.length)));
				throw new RefusedRequestException(HttpStatus.CONTENT_TOO_LARGE, Sentence.of("problem.body", mostBytes));
			}
			return body;
		}
		finally {
			SlowBodyValve.leave(request);
		}
	}

}
