package io.strapper.live;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.strapper.log.RenderedLines;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a page: first as many as may be held in memory; the others, if there
 * are any, while they are sent. Not thread-safe.
 */
final class PageReader implements Closeable {

	/** Most characters of a page that are held in memory; nearly all pages have fewer. */
	static final int HELD_CHARACTERS = 1 << 20;

	private final RenderedLines source;

	private final int count;

	private final List<String> held = new ArrayList<>();

	/**
	 * Starts before the first line.
	 * @param source the lines; closed with this
	 * @param count how many there are
	 */
	PageReader(RenderedLines source, int count) {
		this.source = source;
		this.count = count;
	}

	/**
	 * Reads as many lines as may be held.
	 * @param answer takes them from its budget
	 * @return whether these are all lines of the page
	 */
	boolean hold(Answer answer) throws IOException {
		long characters = 0;
		for (String line = next(); line != null; line = next()) {
			answer.take(line.length());
			this.held.add(line);
			characters += line.length();
			if (characters > HELD_CHARACTERS && this.held.size() < this.count) {
				return false;
			}
		}
		return true;
	}

	private @Nullable String next() throws IOException {
		return (this.held.size() < this.count) ? this.source.next() : null;
	}

	/** The lines that are held. */
	List<String> held() {
		return List.copyOf(this.held);
	}

	/**
	 * All lines. Those that are not held are rendered during the iteration, which is
	 * possible only once.
	 */
	Iterable<String> all() {
		return All::new;
	}

	@Override
	public void close() throws IOException {
		this.source.close();
	}

	/** Iterates over the held lines, and then the others. */
	private final class All implements Iterator<String> {

		private int number;

		@Override
		public boolean hasNext() {
			return this.number < PageReader.this.count;
		}

		@Override
		public String next() {
			int next = this.number++;
			return (next < PageReader.this.held.size()) ? PageReader.this.held.get(next) : render();
		}

		private String render() {
			try {
				String line = PageReader.this.source.next();
				if (line == null) {
					// The client must notice that the page is incomplete
					throw new IOException("The log was shortened while a page of it was sent");
				}
				return line;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
