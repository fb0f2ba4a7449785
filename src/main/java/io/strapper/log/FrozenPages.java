package io.strapper.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.strapper.terminal.FrozenLines;
import io.strapper.terminal.HtmlRenderer;
import io.strapper.terminal.Line;

/**
 * Renders any range of a log's lines from the file, beginning at the nearest checkpoint,
 * in memory bounded by the range.
 *
 * @param log the log; rendering adds missing checkpoints to its index
 */
public record FrozenPages(RunLog log) {

	/** Lines of a full page. */
	public static final int PAGE_LINES = 1000;

	/**
	 * The frozen lines of a page, rendered one by one as the caller reads them.
	 * @param to how many bytes of the log count
	 * @param page number of the page, from 0
	 * @return HTML of the lines from {@code 1000 * page} on, at most a full page of them
	 * @throws java.nio.file.NoSuchFileException if the log is not there
	 */
	public RenderedLines page(long to, long page) throws IOException {
		return new RenderedLines(this.log, to, page * PAGE_LINES, (page + 1) * PAGE_LINES);
	}

	/**
	 * A snapshot of any length, for callers that want more lines than a
	 * {@link Transcript} keeps.
	 * @param to how many bytes count
	 * @param firstLine number of the first line wanted
	 * @return the snapshot; it begins at a later line if they are so long that they would
	 * take more than {@value Transcript#SNAPSHOT_CHARACTERS} characters
	 * @throws java.nio.file.NoSuchFileException if the log is not there
	 */
	public Delta snapshot(long to, long firstLine) throws IOException {
		Newest newest = new Newest(firstLine);
		Replay replay = this.log.replayFrom(firstLine, to, newest);
		try (LogBytes bytes = this.log.open()) {
			while (replay.advance(bytes, to)) {
				continue;
			}
		}
		List<String> lines = new ArrayList<>(newest.lines);
		for (long number = Math.max(firstLine, replay.frozen()); number < replay.lineCount(); number++) {
			lines.add(HtmlRenderer.html(replay.line(number)));
		}
		return new Delta(0, replay.offset(), 0, replay.lineCount() - lines.size(), lines, replay.frozen(),
				replay.lineCount());
	}

	/**
	 * Reads lines, frozen or not, one by one.
	 * @param to how many bytes count
	 * @param from number of the first line
	 * @param until number of the line before which to end
	 * @param lines takes each line with its number
	 * @throws java.nio.file.NoSuchFileException if the log is not there
	 */
	public void read(long to, long from, long until, FrozenLines lines) throws IOException {
		try (LineReader reader = new LineReader(this.log, to, from, until)) {
			long number = from;
			for (Line line = reader.next(); line != null; line = reader.next()) {
				lines.frozen(number++, line);
			}
			Replay replay = reader.replay();
			long end = Math.min(until, replay.lineCount());
			for (number = Math.max(from, replay.frozen()); number < end; number++) {
				lines.frozen(number, replay.line(number));
			}
		}
	}

	/** Keeps the newest frozen lines, as many as a snapshot may have. */
	private static final class Newest implements FrozenLines {

		private final long from;

		private final Deque<String> lines = new ArrayDeque<>();

		private long characters;

		Newest(long from) {
			this.from = from;
		}

		@Override
		public void frozen(long number, Line line) {
			if (number < this.from) {
				return;
			}
			String html = HtmlRenderer.html(line);
			this.lines.addLast(html);
			this.characters += html.length();
			while (this.characters > Transcript.SNAPSHOT_CHARACTERS) {
				this.characters -= this.lines.removeFirst().length();
			}
		}

	}

}
