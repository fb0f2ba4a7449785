package io.strapper.terminal;

import java.util.Arrays;

import io.strapper.terminal.text.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * The characters of a row, by column: at most {@link Window#WIDTH}. As long as they are
 * ASCII they are bytes, moved in bulk; the first other one turns them into code points.
 * The second column of a wide character holds {@link #SECOND_HALF}, and what combines
 * with a character stands beside it in {@code marks}.
 */
final class Columns {

	/** Most chars that combine with one character; further ones are dropped. */
	private static final int MAX_MARKS = 16;

	private static final int SECOND_HALF = -1;

	private static final int[] NONE = {};

	private final Meter meter;

	private final byte[] ascii = new byte[Window.WIDTH];

	private int[] codePoints = NONE;

	private @Nullable String @Nullable [] marks;

	private boolean wide;

	private int length;

	Columns(Meter meter) {
		this.meter = meter;
	}

	int length() {
		return this.length;
	}

	/** Whether there is nothing but spaces. */
	boolean isBlank() {
		for (int i = 0; i < this.length; i++) {
			if ((this.wide ? this.codePoints[i] : this.ascii[i]) != ' ') {
				return false;
			}
		}
		return this.marks == null;
	}

	/** Writes bytes of printable ASCII; {@code at} is at most {@link #length()}. */
	void put(int at, byte[] printable, int offset, int count) {
		if (this.wide) {
			for (int i = 0; i < count; i++) {
				this.codePoints[at + i] = printable[offset + i];
			}
			forgetMarks(at, at + count);
		}
		else {
			System.arraycopy(printable, offset, this.ascii, at, count);
		}
		this.length = Math.max(this.length, at + count);
	}

	/** Writes a character of one or two columns. */
	void put(int at, int codePoint, int width) {
		this.meter.add(width);
		if (!this.wide && codePoint > 0x7F) {
			widen();
		}
		if (this.wide) {
			this.codePoints[at] = codePoint;
			if (width == 2) {
				this.codePoints[at + 1] = SECOND_HALF;
			}
			forgetMarks(at, at + width);
		}
		else {
			this.ascii[at] = (byte) codePoint;
		}
		this.length = Math.max(this.length, at + width);
	}

	void blank(int from, int to) {
		this.meter.add(to - from);
		if (this.wide) {
			Arrays.fill(this.codePoints, from, to, ' ');
			forgetMarks(from, to);
		}
		else {
			Arrays.fill(this.ascii, from, to, (byte) ' ');
		}
		this.length = Math.max(this.length, to);
	}

	/** Combines a character with the one that ends before a column. */
	void combine(int before, int codePoint) {
		widen();
		this.meter.add(1);
		int at = isSecondHalf(before - 1) ? before - 2 : before - 1;
		@Nullable String[] marks = this.marks;
		if (marks == null) {
			marks = new String[this.codePoints.length];
			this.marks = marks;
		}
		String old = marks[at];
		if (old == null) {
			marks[at] = Character.toString(codePoint);
		}
		else if (old.length() < MAX_MARKS) {
			marks[at] = old + Character.toString(codePoint);
		}
	}

	boolean isSecondHalf(int column) {
		return this.wide && column < this.length && this.codePoints[column] == SECOND_HALF;
	}

	/** Moves the columns from {@code at} on to the right, leaving blanks. */
	void insert(int at, int count) {
		int moved = this.length - at;
		this.meter.add(moved);
		if (this.wide) {
			System.arraycopy(this.codePoints, at, this.codePoints, at + count, moved);
			if (this.marks != null) {
				System.arraycopy(this.marks, at, this.marks, at + count, moved);
			}
		}
		else {
			System.arraycopy(this.ascii, at, this.ascii, at + count, moved);
		}
		this.length += count;
		blank(at, at + count);
	}

	/** Removes columns; those behind them move to the left. */
	void delete(int from, int to) {
		int moved = this.length - to;
		this.meter.add(moved);
		if (this.wide) {
			System.arraycopy(this.codePoints, to, this.codePoints, from, moved);
			if (this.marks != null) {
				System.arraycopy(this.marks, to, this.marks, from, moved);
			}
		}
		else {
			System.arraycopy(this.ascii, to, this.ascii, from, moved);
		}
		truncate(this.length - (to - from));
	}

	void truncate(int length) {
		forgetMarks(length, this.length);
		this.length = length;
		if (length == 0) {
			this.wide = false;
			this.marks = null;
		}
	}

	private void forgetMarks(int from, int to) {
		if (this.marks != null) {
			Arrays.fill(this.marks, from, to, null);
		}
	}

	private void widen() {
		if (this.wide) {
			return;
		}
		if (this.codePoints == NONE) {
			this.codePoints = new int[Window.WIDTH];
		}
		this.meter.add(this.length);
		for (int i = 0; i < this.length; i++) {
			this.codePoints[i] = this.ascii[i];
		}
		this.wide = true;
	}

	/** Whether a column is the same as the place in the text. */
	boolean isAscii() {
		return !this.wide;
	}

	/** The text. */
	byte[] utf8() {
		if (!this.wide) {
			return Arrays.copyOf(this.ascii, this.length);
		}
		byte[] utf8 = new byte[maxBytes()];
		return Arrays.copyOf(utf8, encode(0, this.length, utf8, 0));
	}

	/** The text with that of other columns behind it, if both are ASCII. */
	byte[] utf8(Columns more) {
		byte[] both = Arrays.copyOf(this.ascii, this.length + more.length);
		System.arraycopy(more.ascii, 0, both, this.length, more.length);
		return both;
	}

	/** As many bytes as the text takes at most. */
	int maxBytes() {
		if (!this.wide) {
			return this.length;
		}
		int bytes = 4 * this.length;
		if (this.marks != null) {
			for (int i = 0; i < this.length; i++) {
				bytes += (this.marks[i] == null) ? 0 : 3 * this.marks[i].length();
			}
		}
		return bytes;
	}

	/** Encodes columns as UTF-8; returns the index for the next ones. */
	int encode(int from, int to, byte[] into, int at) {
		if (!this.wide) {
			System.arraycopy(this.ascii, from, into, at, to - from);
			return at + to - from;
		}
		int next = at;
		for (int i = from; i < to; i++) {
			int codePoint = this.codePoints[i];
			if (codePoint != SECOND_HALF) {
				next = Utf8.encode(codePoint, into, next);
			}
			if (this.marks != null) {
				next = encodeMarks(this.marks[i], into, next);
			}
		}
		return next;
	}

	private static int encodeMarks(@Nullable String marks, byte[] into, int at) {
		int next = at;
		for (int k = 0; marks != null && k < marks.length(); k = marks.offsetByCodePoints(k, 1)) {
			next = Utf8.encode(marks.codePointAt(k), into, next);
		}
		return next;
	}

	void save(Packer out) {
		out.number(this.length);
		out.flag(this.wide);
		if (!this.wide) {
			out.bytes(this.ascii, this.length);
			return;
		}
		for (int i = 0; i < this.length; i++) {
			out.number(this.codePoints[i]);
		}
		out.flag(this.marks != null);
		for (int i = 0; this.marks != null && i < this.length; i++) {
			out.text(this.marks[i]);
		}
	}

	/** For columns that hold nothing yet. */
	void restore(Unpacker in) {
		int saved = in.integer();
		boolean wide = in.flag();
		if (!wide) {
			in.bytes(this.ascii, saved);
			this.length = saved;
			return;
		}
		widen();
		this.length = saved;
		for (int i = 0; i < saved; i++) {
			this.codePoints[i] = in.integer();
		}
		@Nullable String[] marks = in.flag() ? new String[this.codePoints.length] : null;
		for (int i = 0; marks != null && i < saved; i++) {
			marks[i] = in.text();
		}
		this.marks = marks;
	}

}
