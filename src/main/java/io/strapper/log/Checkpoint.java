package io.strapper.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * A checkpoint: a terminal's state in the file of an index, as a header and the packed
 * state behind it.
 *
 * @param offset byte offset in the log at which the terminal had this state
 * @param frozen how many lines were frozen at that offset
 * @param position where in the file the packed state starts, in bytes
 * @param packed how many bytes it takes there
 * @param length how many bytes the state has
 * @param checksum CRC-32 of the packed state and of this record without the position
 */
record Checkpoint(long offset, long frozen, long position, int packed, int length, int checksum) {

	/** Offset, frozen lines, length packed, length, checksum. */
	static final int HEADER = 2 * Long.BYTES + 3 * Integer.BYTES;

	/**
	 * The checkpoint of a state.
	 * @param start where in the file its header starts
	 */
	static Checkpoint of(long offset, long frozen, long start, PackedTerminal state) {
		return new Checkpoint(offset, frozen, start + HEADER, state.bytes().length, state.length(),
				checksum(offset, frozen, state));
	}

	/**
	 * Reads a header, which may be damaged.
	 * @param start where in the file it starts
	 */
	static Checkpoint read(ByteBuffer header, long start) {
		return new Checkpoint(header.getLong(), header.getLong(), start + HEADER, header.getInt(), header.getInt(),
				header.getInt());
	}

	void write(ByteBuffer header) {
		header.putLong(this.offset).putLong(this.frozen);
		header.putInt(this.packed).putInt(this.length).putInt(this.checksum);
	}

	/** Where in the file the packed state ends, in bytes. */
	long end() {
		return this.position + this.packed;
	}

	/** Whether the checksum matches this header and a state. */
	boolean fits(PackedTerminal state) {
		return this.checksum == checksum(this.offset, this.frozen, state);
	}

	private static int checksum(long offset, long frozen, PackedTerminal state) {
		CRC32 sum = new CRC32();
		sum.update(ByteBuffer.allocate(HEADER)
			.putLong(offset)
			.putLong(frozen)
			.putInt(state.bytes().length)
			.putInt(state.length())
			.flip());
		sum.update(state.bytes());
		return (int) sum.getValue();
	}

}
