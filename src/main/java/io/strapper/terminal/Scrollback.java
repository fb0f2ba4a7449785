package io.strapper.terminal;

/**
 * What has left the window at its top. A row joins the rows of its line that left before
 * it; when the line's last row has left, the line is handed out as frozen, and nothing of
 * it is kept here.
 */
final class Scrollback {

	private final FrozenLines sink;

	/** A row for the place of one that is held; or the held one itself. */
	private Row spare;

	/**
	 * The first row of the line that the window begins in has left and is held as it is:
	 * most long lines have two rows, and these are joined without a copy in between.
	 */
	private boolean held;

	/** What else has left of the line that the window begins in. */
	private final JoinedRows head = new JoinedRows();

	private long frozen;

	private long blank;

	Scrollback(FrozenLines sink, Row spare) {
		this.sink = sink;
		this.spare = spare;
	}

	/** How many lines were handed out. */
	long frozen() {
		return this.frozen;
	}

	/** How many of these are blank and have no text after them. */
	long blank() {
		return this.blank;
	}

	/** Whether the line that the window begins in takes no more text. */
	boolean isFull() {
		return this.head.isFull();
	}

	/** A copy of what has left of the line that the window begins in. */
	JoinedRows begun() {
		JoinedRows begun = this.head.copy();
		if (this.held) {
			begun.append(this.spare);
		}
		return begun;
	}

	/**
	 * Holds the first row of a line that goes on.
	 * @return a row for its place in the window, to be cleared
	 */
	Row hold(Row row) {
		Row other = this.spare;
		this.spare = row;
		this.held = true;
		return other;
	}

	/**
	 * Takes what a row shows.
	 * @param goesOn whether its line has a row below it
	 * @return whether a blank line was handed out
	 */
	boolean add(Row row, boolean goesOn) {
		if (!goesOn && !row.isJoined()) {
			boolean isBlank = row.isBlank();
			freeze(row.toLine(), isBlank);
			return isBlank;
		}
		if (this.held && !goesOn && this.spare.length() == Window.WIDTH && this.spare.isText() && row.isText()) {
			freeze(this.spare.toLine(row), false);
			release();
		}
		else {
			appendHeld();
			this.head.append(row);
			if (!goesOn) {
				end();
			}
		}
		return false;
	}

	private void appendHeld() {
		if (this.held) {
			this.head.append(this.spare);
			release();
		}
	}

	private void release() {
		this.held = false;
		this.spare.clear(Style.DEFAULT);
	}

	/** The line of which rows have left has no more of them. */
	void end() {
		appendHeld();
		freeze(this.head.toLine(), false);
		this.head.clear();
	}

	private void freeze(Line line, boolean isBlank) {
		this.sink.frozen(this.frozen, line);
		this.frozen++;
		this.blank = isBlank ? this.blank + 1 : 0;
	}

	void save(Packer out) {
		this.head.save(out);
		out.flag(this.held);
		if (this.held) {
			this.spare.save(out);
		}
	}

	/** Restores what {@link #save} and the two counts tell. */
	void restore(long frozen, long blank, Unpacker in) {
		this.frozen = frozen;
		this.blank = blank;
		this.head.restore(in);
		this.held = in.flag();
		if (this.held) {
			this.spare.restore(in);
		}
	}

}
