package io.strapper.http;

import java.io.IOException;
import java.io.InputStream;

import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * The body of a request that is no form. While it is waited for, the request counts among
 * those that wait for slow clients.
 */
public final class LimitedBody {

	/**
	 * So much is read of a body that is too long: many clients read no answer before they
	 * have sent all.
	 */
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
			boolean told = request.getContentLengthLong() > mostBytes;
			byte[] body = told ? new byte[0] : request.getInputStream().readNBytes(mostBytes + 1);
			if (told || body.length > mostBytes) {
				drain(request);
				throw new RefusedRequestException(HttpStatus.CONTENT_TOO_LARGE, Sentence.of("problem.body", mostBytes));
			}
			return body;
		}
		finally {
			SlowBodyValve.leave(request);
		}
	}

	private static void drain(HttpServletRequest request) throws IOException {
		if (request.getHeader(HttpHeaders.EXPECT) != null) {
			// Reading would ask for the body
			return;
		}
		SlowBodyValve.drain(request);
		InputStream in = request.getInputStream();
		byte[] unwanted = new byte[1 << 13];
		long left = MOST_DRAINED;
		for (int read = 0; read >= 0 && left > 0; left -= read) {
			read = in.read(unwanted);
		}
	}

}
