package io.strapper.terminal;

/** The rows of a window, which move without being copied. */
abstract class RowRing {

	private final Meter meter;

	/** A ring that starts at {@code first}. */
	private final Row[] rows = new Row[Window.HEIGHT];

	private int first;

	RowRing(Meter meter) {
		this.meter = meter;
		for (int y = 0; y < Window.HEIGHT; y++) {
			this.rows[y] = new Row(meter);
		}
	}

	final Row row(int y) {
		return this.rows[index(y)];
	}

	final void row(int y, Row row) {
		this.rows[index(y)] = row;
	}

	private int index(int y) {
		int at = this.first + y;
		return (at < Window.HEIGHT) ? at : at - Window.HEIGHT;
	}

	final void blank(int y, Style style) {
		blank(row(y), style);
	}

	private void blank(Row row, Style style) {
		row.clear(style);
		row.begins();
		this.meter.add(1);
	}

	/** Moves all rows up: the first ones become blank and come last. */
	final void turn(int count, Style style) {
		for (int y = 0; y < count; y++) {
			blank(y, style);
		}
		this.first = index(count);
	}

	/** Moves the rows behind the first ones of a region to its top; blank ones follow. */
	final void moveUp(int top, int bottom, int count, Style style) {
		Row[] leaving = new Row[count];
		for (int i = 0; i < count; i++) {
			leaving[i] = row(top + i);
			blank(leaving[i], style);
		}
		for (int y = top; y + count <= bottom; y++) {
			row(y, row(y + count));
		}
		for (int i = 0; i < count; i++) {
			row(bottom + 1 - count + i, leaving[i]);
		}
		this.meter.add(bottom + 1 - top);
	}

	/** Moves the rows of a region down: blank ones come in, the last ones are lost. */
	final void moveDown(int top, int bottom, int count, Style style) {
		Row[] leaving = new Row[count];
		for (int i = 0; i < count; i++) {
			leaving[i] = row(bottom - i);
			blank(leaving[i], style);
		}
		for (int y = bottom; y - count >= top; y--) {
			row(y, row(y - count));
		}
		for (int i = 0; i < count; i++) {
			row(top + i, leaving[i]);
		}
		this.meter.add(bottom + 1 - top);
	}

}
