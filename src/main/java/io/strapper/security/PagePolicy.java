package io.strapper.security;

/** What a page may load (Content-Security-Policy): its own files and nothing else. */
public final class PagePolicy {

	/**
	 * style-src-attr: for the colour of 24-bit text in a log, and the words at the end of
	 * a cut line.
	 */
	public static final String VALUE = """
			default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; \
			img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; \
			frame-ancestors 'none'""";

	private PagePolicy() {
	}

}
