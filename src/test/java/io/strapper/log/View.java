package io.strapper.log;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What a page shows: the client's rule of one run, as short as it can be said. */
public final class View {

	private long offset;

	private long lineCount;

	/** Null where a line is known by number only. */
	private final List<@Nullable String> lines = new ArrayList<>();

	/**
	 * Hears a delta.
	 * @return false if it starts behind where this view stands: a snapshot is needed
	 */
	public boolean receive(Delta delta) {
		if (delta.to() <= this.offset) {
			return true;
		}
		if (delta.from() > this.offset) {
			return false;
		}
		while (this.lines.size() > delta.touched()) {
			this.lines.remove(this.lines.size() - 1);
		}
		while (this.lines.size() < delta.firstLine()) {
			this.lines.add(null);
		}
		this.lines.addAll(delta.lines());
		this.offset = delta.to();
		this.lineCount = delta.lineCount();
		return true;
	}

	/** How many bytes of the log it shows. */
	public long offset() {
		return this.offset;
	}

	/** Lines, with null where only the number is known. */
	public List<@Nullable String> lines() {
		if (this.lines.size() != this.lineCount) {
			throw new AssertionError(this.lines.size() + " lines where there should be " + this.lineCount);
		}
		return this.lines;
	}

}
