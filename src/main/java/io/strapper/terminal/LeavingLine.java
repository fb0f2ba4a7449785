package io.strapper.terminal;

/**
 * The line whose rows are leaving the window at its top. When its last row has left, it
 * is handed out as frozen.
 */
final class LeavingLine {

	private final FrozenLines sink;

	/** A row for the place of one that is held; or the held one itself. */
	private Row spare;

	/**
	 * The first row of the line has left and is held as it is: most long lines have two
	 * rows, and these are joined without a copy in between.
	 */
	private boolean held;

	/** What else has left the window of the line. */
	private final JoinedRows head = new JoinedRows();

	private long frozen;

	/** How many of the frozen lines at their end are blank. */
	private long blank;

	LeavingLine(FrozenLines sink, Meter meter) {
		this.sink = sink;
		this.spare = new Row(meter);
	}

	/** How many lines have left wholly. */
	long frozen() {
		return this.frozen;
	}

	/** How many of the frozen lines at their end are blank. */
	long blank() {
		return this.blank;
	}

	/** Whether the line has so much text that no more rows belong to it. */
	boolean isFull() {
		return this.head.isFull();
	}

	/** A copy of what has left. */
	JoinedRows head() {
		JoinedRows copy = this.head.copy();
		if (this.held) {
			copy.append(this.spare);
		}
		return copy;
	}

	/**
	 * A row leaves.
	 * @param goesOn whether the row below belongs to the same line
	 * @return the row, or another one for its place if this one is held
	 */
	Row leave(Row row, boolean goesOn) {
		if (goesOn && !row.isJoined()) {
			Row other = this.spare;
			this.spare = row;
			this.held = true;
			return other;
		}
		append(row, goesOn);
		return row;
	}

	private void append(Row row, boolean goesOn) {
		if (!goesOn && !row.isJoined()) {
			freeze(row.toLine(), row.isBlank());
		}
		else if (this.held && !goesOn && this.spare.isFullOfText() && row.isText()) {
			freeze(this.spare.toLine(row), false);
			letGo();
		}
		else {
			appendHeld();
			this.head.append(row);
			if (!goesOn) {
				end();
			}
		}
	}

	private void appendHeld() {
		if (this.held) {
			this.head.append(this.spare);
			letGo();
		}
	}

	private void letGo() {
		this.held = false;
		this.spare.clear(Style.DEFAULT);
	}

	/** The rows that have left are a line: the next one does not go on from them. */
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
		out.number(this.frozen);
		out.number(this.blank);
		this.head.save(out);
		out.flag(this.held);
		if (this.held) {
			this.spare.save(out);
		}
	}

	void restore(Unpacker in) {
		this.frozen = in.number();
		this.blank = in.number();
		this.head.restore(in);
		this.held = in.flag();
		if (this.held) {
			this.spare.restore(in);
		}
	}

}
