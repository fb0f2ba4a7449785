package io.strapper.log;

import java.io.Closeable;
import java.io.IOException;

import io.strapper.terminal.HtmlRenderer;
import io.strapper.terminal.Line;
import org.jspecify.annotations.Nullable;

/**
 * Frozen lines as HTML, rendered one by one as the caller reads them. Not thread-safe.
 */
public final class RenderedLines implements Closeable {

	private final LineReader lines;

	RenderedLines(RunLog log, long to, long from, long until) throws IOException {
		this.lines = new LineReader(log, to, from, until);
	}

	/** The next line's HTML, or null after the last. */
	public @Nullable String next() throws IOException {
		Line line = this.lines.next();
		return (line != null) ? HtmlRenderer.html(line) : null;
	}

	@Override
	public void close() throws IOException {
		this.lines.close();
	}

}
