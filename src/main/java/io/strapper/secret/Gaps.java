package io.strapper.secret;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The gaps of a text, which are bytes that a terminal does not show: those across which a
 * pattern may go. Not thread-safe.
 */
final class Gaps {

	/** There is no gap. */
	static final int NONE = Integer.MAX_VALUE;

	/** It cannot be told yet where a gap ends. */
	private static final int UNKNOWN = -1;

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private static final int PADDING = Long.BYTES;

	private static final byte MARK = (byte) 0x80;

	private static final byte[] UNMARKED = new byte[Suspects.BLOCK];

	private final Grams grams;

	/** Marks at control characters. */
	private final byte[] controls = new byte[Suspects.BLOCK + PADDING];

	/** All marks; in front, the gaps that were found. */
	private final int[] places = new int[Suspects.BLOCK + PADDING];

	private int count;

	/** The next of the places. */
	private int next;

	private int unknown;

	Gaps(Grams grams) {
		this.grams = grams;
	}

	/**
	 * Looks for gaps.
	 * @param bytes a block, behind which eight bytes can be read
	 */
	void look(byte[] bytes, int length) {
		mark(bytes, this.controls, length);
		Arrays.fill(this.controls, length, length + PADDING, (byte) 0);
		int first = Arrays.mismatch(this.controls, 0, length, UNMARKED, 0, length);
		this.count = 0;
		this.next = 0;
		this.unknown = length;
		if (first >= 0) {
			judge(bytes, this.grams.follow(bytes, this.places, collect(first, length)), length);
		}
	}

	/**
	 * Marks control characters other than BS, HT, LF, VT, FF and CR. The compiler makes
	 * vector instructions of this loop.
	 */
	private static void mark(byte[] bytes, byte[] controls, int length) {
		for (int i = 0; i < length; i++) {
			controls[i] = (byte) (((bytes[i] ^ 8) - 0x20 & ~((bytes[i] ^ 8) - 6)) & MARK);
		}
	}

	/**
	 * Collects the places of marks. Most words have one or none: there, no branch depends
	 * on the text.
	 * @return how many there are
	 */
	private int collect(int first, int length) {
		int[] places = this.places;
		int count = 0;
		for (int i = first & -Long.BYTES; i < length; i += Long.BYTES) {
			long marks = (long) LONGS.get(this.controls, i);
			places[count] = i + (Long.numberOfTrailingZeros(marks) >>> 3);
			for (long more = marks & marks - 1; more != 0; more &= more - 1) {
				places[++count] = i + (Long.numberOfTrailingZeros(more) >>> 3);
			}
			count += (int) ((marks | -marks) >>> 63);
		}
		return count;
	}

	private void judge(byte[] bytes, int marked, int length) {
		int last = length - Grams.LENGTH;
		int before = 0;
		for (int i = 0; i < marked; i++) {
			int place = this.places[i];
			if (place < before || !SequenceSkipper.isSkipped(bytes[place])) {
				continue;
			}
			int end = end(bytes, place, length);
			boolean mixed = false;
			while (end >= 0 && end < length && this.controls[end] != 0 && SequenceSkipper.isSkipped(bytes[end])) {
				mixed |= bytes[end] != SequenceSkipper.ESC;
				end = end(bytes, end, length);
			}
			if (end < 0 || end > last) {
				this.unknown = place;
				return;
			}
			if (mixed || place > 0 && this.grams.hasPair(bytes[place - 1], bytes[end])
					&& maySpan(bytes, before, place, end)) {
				this.places[this.count++] = place;
			}
			before = end;
		}
	}

	/** Whether a pattern may go across a gap. If another gap is near, it may. */
	private boolean maySpan(byte[] bytes, int before, int place, int end) {
		return before + Grams.LENGTH > place || (int) INTS.get(this.controls, end) != 0
				|| this.grams.span(bytes, place, end);
	}

	/**
	 * Where a gap ends.
	 * @return the index of what follows, which may be another gap, or {@link #UNKNOWN}
	 */
	private static int end(byte[] bytes, int place, int length) {
		int end = shortEnd((long) LONGS.get(bytes, place));
		return (end > 0 && place + end <= length) ? place + end : longEnd(bytes, place, length);
	}

	/**
	 * The length of a control sequence (CSI) of eight bytes or less; 0 if this is none.
	 * Its last byte is the first with bit 6, and those before it have bit 5.
	 */
	private static int shortEnd(long word) {
		long last = Long.lowestOneBit(word & 0x4040_4040_4040_0000L);
		long parameters = (last >>> 6) - 1 & ~0xffff;
		long odd = word & 0x8080_8080_8080_8080L & (last << 2) - 1 | ~word & 0x2020_2020_2020_2020L & parameters;
		boolean usual = last != 0 && odd == 0 && (word & 0xffff) == ('[' << Byte.SIZE | SequenceSkipper.ESC);
		return usual ? (Long.numberOfTrailingZeros(last) >>> 3) + 1 : 0;
	}

	private static int longEnd(byte[] bytes, int place, int length) {
		int last = place + 2;
		while (last < length && bytes[last] >= 0x20 && bytes[last] < 0x40) {
			last++;
		}
		boolean usual = bytes[place] == SequenceSkipper.ESC && bytes[place + 1] == '[' && last < length
				&& bytes[last] >= 0x40 && last < place + SequenceSkipper.LONGEST;
		return usual ? last + 1 : unusualEnd(bytes, place, length);
	}

	private static int unusualEnd(byte[] bytes, int place, int length) {
		SequenceSkipper sequences = new SequenceSkipper();
		for (int i = place; i < length; i++) {
			int end = switch (sequences.take(bytes[i])) {
				case BEGINS -> (i > place) ? i : UNKNOWN;
				case CONTINUES -> UNKNOWN;
				case ENDS, ALONE -> i + 1;
				case IS_TEXT, BREAKS -> i;
			};
			if (end != UNKNOWN) {
				return end;
			}
		}
		return UNKNOWN;
	}

	/**
	 * The first gap at or behind a place across which a pattern may go.
	 * @param from not before that of the last call
	 * @return {@link #NONE} if there is none
	 */
	int find(int from) {
		while (this.next < this.count && this.places[this.next] < from) {
			this.next++;
		}
		return (this.next < this.count) ? this.places[this.next] : NONE;
	}

	/** The first gap of which it is not known what follows, or the text's length. */
	int unknown() {
		return this.unknown;
	}

	/** A place, or the beginning of the gap in which it is. */
	int outside(byte[] bytes, int place, int length) {
		for (int i = place - 1; i >= Math.max(0, place - SequenceSkipper.LONGEST - 1); i--) {
			if (this.controls[i] != 0) {
				int end = end(bytes, i, length);
				return (end == UNKNOWN || end > place) ? i : place;
			}
		}
		return place;
	}

}
