package io.strapper.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

import io.strapper.terminal.FrozenLines;
import io.strapper.terminal.HtmlRenderer;
import io.strapper.terminal.Line;
import io.strapper.terminal.Terminal;

/**
 * Renders any range of a log's lines from the file, beginning at the nearest checkpoint,
 * in memory bounded by the range.
 *
 * @param log the file
 * @param index its index, which learns from what is rendered
 */
public record FrozenPages(Path log, LogIndex index) {

	/** Lines of a full page. */
	public static final int PAGE_LINES = 1000;

	/** Most characters that the frozen lines of a snapshot take. */
	static final int SNAPSHOT_CHARACTERS = 8 << 20;

	/**
	 * The lines of a page that are frozen after some bytes of the log.
	 * @param to how many bytes count
	 * @param page number of the page, from 0
	 * @return HTML of the lines from {@code 1000 * page} on, at most a full page of them
	 */
	public List<String> page(long to, long page) throws IOException {
		Collector collector = new Collector(page * PAGE_LINES, (page + 1) * PAGE_LINES, Long.MAX_VALUE,
				HtmlRenderer::html);
		replay(to, collector);
		return List.copyOf(collector.lines);
	}

	/**
	 * A snapshot of any length, where a {@link Transcript} keeps fewer lines than are
	 * wanted.
	 * @param to how many bytes count
	 * @param firstLine number of the first line wanted
	 * @return the snapshot; it begins at a later line if they are so long that they would
	 * take too much memory
	 */
	public Delta snapshot(long to, long firstLine) throws IOException {
		Collector collector = new Collector(firstLine, Long.MAX_VALUE, SNAPSHOT_CHARACTERS, HtmlRenderer::html);
		Terminal terminal = replay(to, collector);
		collector.addWindow(terminal);
		return new Delta(0, to, 0, terminal.lineCount() - collector.lines.size(), List.copyOf(collector.lines),
				terminal.frozen(), terminal.lineCount());
	}

	/**
	 * What lines say, frozen or not.
	 * @param to how many bytes count
	 * @param from number of the first line
	 * @param until number of the line before which to end
	 * @return the lines' texts, without their style
	 */
	public List<String> texts(long to, long from, long until) throws IOException {
		Collector collector = new Collector(from, until, Long.MAX_VALUE, Line::text);
		collector.addWindow(replay(to, collector));
		return List.copyOf(collector.lines);
	}

	private Terminal replay(long to, Collector collector) throws IOException {
		LogIndex.Resumed resumed = this.index.resume(collector.from, to, collector);
		Terminal terminal = resumed.terminal();
		byte[] buffer = new byte[1 << 16];
		try (LogFile file = new LogFile(this.log)) {
			for (long offset = resumed.offset(); offset < to && !collector.full;) {
				int length = (int) Math.min(file.read(offset, buffer), to - offset);
				if (length <= 0) {
					break;
				}
				terminal.write(buffer, 0, length);
				offset += length;
				this.index.offer(offset, terminal);
			}
		}
		return terminal;
	}

	/** Keeps the newest lines of a range as they freeze. */
	private static final class Collector implements FrozenLines {

		private final long from;

		private final long to;

		private final long most;

		private final Deque<String> lines = new ArrayDeque<>();

		private final Function<Line, String> view;

		private long characters;

		private boolean full;

		Collector(long from, long to, long most, Function<Line, String> view) {
			this.from = from;
			this.to = to;
			this.most = most;
			this.view = view;
		}

		/** Takes those lines of the range that are not frozen. */
		void addWindow(Terminal terminal) {
			long end = Math.min(this.to, terminal.lineCount());
			for (long number = Math.max(this.from, terminal.frozen()); number < end; number++) {
				this.lines.add(this.view.apply(terminal.line(number)));
			}
		}

		@Override
		public void frozen(long number, Line line) {
			if (number >= this.from && number < this.to) {
				String shown = this.view.apply(line);
				this.lines.addLast(shown);
				this.characters += shown.length();
				while (this.characters > this.most) {
					this.characters -= this.lines.removeFirst().length();
				}
			}
			this.full = number >= this.to - 1;
		}

	}

}
