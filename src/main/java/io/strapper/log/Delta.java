package io.strapper.log;

import java.util.List;

/**
 * The difference between two views of a log. Any view at an offset in [from, to] becomes
 * the view at {@code to}: it drops its lines from number {@code touched} on and puts
 * {@code lines} at {@code firstLine}. A snapshot is the delta from offset 0 that touches
 * line 0.
 *
 * @param from byte offset that this delta starts at
 * @param to byte offset of the newer view
 * @param touched number of the lowest line that the bytes touched; {@code lineCount} if
 * none
 * @param firstLine number of the first of {@code lines}; lines between {@code touched}
 * and this one are frozen and known by number only
 * @param lines HTML of the lines {@code firstLine} to {@code lineCount - 1}
 * @param frozen how many lines can never change again
 * @param lineCount how many lines there are
 * @throws IllegalArgumentException if these numbers do not fit each other
 */
public record Delta(long from, long to, long touched, long firstLine, List<String> lines, long frozen, long lineCount) {

	public Delta {
		lines = List.copyOf(lines);
		if (from < 0 || from > to) {
			throw new IllegalArgumentException("No delta goes from offset %d to offset %d".formatted(from, to));
		}
		if (touched < 0 || touched > firstLine || firstLine + lines.size() != lineCount) {
			throw new IllegalArgumentException("A delta that touches line %d cannot have %d lines from %d to %d"
				.formatted(touched, lines.size(), firstLine, lineCount));
		}
		if (frozen < 0 || frozen > lineCount) {
			throw new IllegalArgumentException("Of %d lines, %d cannot be frozen".formatted(lineCount, frozen));
		}
	}

	/**
	 * What a snapshot says to a view that stands at an offset already: its frozen lines
	 * stay as they are.
	 * @param offset where the view stands, at most {@code to}
	 * @param alreadyFrozen how many lines of the view can never change again, all of
	 * which it knows by number at least
	 */
	public Delta since(long offset, long alreadyFrozen) {
		long kept = Math.max(0, Math.min(alreadyFrozen, this.frozen));
		long begin = Math.max(this.firstLine, kept);
		List<String> news = this.lines.subList((int) (begin - this.firstLine), this.lines.size());
		return new Delta(offset, this.to, kept, begin, news, this.frozen, this.lineCount);
	}

	/** How many characters the lines take. */
	public long characters() {
		return this.lines.stream().mapToLong(String::length).sum();
	}

}
