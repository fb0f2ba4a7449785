package io.strapper.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * Reads the records in the file {@code times}. The file has blocks of 4 KiB. A block
 * starts with the format's version; its first record is relative to nothing, so a binary
 * search over the blocks finds the record of any line. Zeros fill the end of a block into
 * which the next record did not fit. Not thread-safe; the file may grow meanwhile.
 */
final class LineTimesReader implements Closeable {

	static final int BLOCK = 4096;

	static final byte VERSION = 1;

	private final FileChannel channel;

	private final ByteBuffer block = ByteBuffer.allocate(BLOCK).limit(0);

	private final long blocks;

	private long number = -1;

	private LineTime step = LineTime.ORIGIN;

	/**
	 * Opens the file before its first record.
	 * @throws java.nio.file.NoSuchFileException if there is none
	 */
	LineTimesReader(SideFile file) throws IOException {
		this.channel = file.read();
		this.blocks = (this.channel.size() + BLOCK - 1) / BLOCK;
	}

	/** The next record, or empty at the end. */
	Optional<LineTime> next() throws IOException {
		Optional<LineTime> next = LineTime.unpack(this.block, this.step);
		while (next.isEmpty() && this.number + 1 < this.blocks) {
			read(this.number + 1);
			next = LineTime.unpack(this.block, this.step);
		}
		next.ifPresent((step) -> this.step = step);
		return next;
	}

	/** Continues before the record with the time of a line, or at an earlier record. */
	void seek(long line) throws IOException {
		long low = 0;
		long high = this.blocks;
		while (low + 1 < high) {
			long middle = (low + high) >>> 1;
			read(middle);
			boolean before = LineTime.unpack(this.block, this.step)
				.filter((first) -> first.lines() <= line)
				.isPresent();
			low = before ? middle : low;
			high = before ? high : middle;
		}
		read(low);
	}

	/**
	 * Continues behind the last record.
	 * @return that record, or {@link LineTime#ORIGIN} if there is none
	 */
	LineTime last() throws IOException {
		for (long candidate = this.blocks - 1; candidate >= 0; candidate--) {
			read(candidate);
			Optional<LineTime> next = LineTime.unpack(this.block, this.step);
			boolean any = next.isPresent();
			while (next.isPresent()) {
				this.step = next.get();
				next = LineTime.unpack(this.block, this.step);
			}
			if (any) {
				return this.step;
			}
		}
		return LineTime.ORIGIN;
	}

	/** The byte offset in the file at which the last record that was read ends. */
	long end() {
		return (this.step == LineTime.ORIGIN) ? 0 : this.number * BLOCK + this.block.position();
	}

	private void read(long number) throws IOException {
		this.number = number;
		this.step = LineTime.ORIGIN;
		this.block.clear();
		while (this.block.hasRemaining() && this.channel.read(this.block, number * BLOCK + this.block.position()) > 0) {
			continue;
		}
		this.block.flip();
		if (!this.block.hasRemaining() || this.block.get() != VERSION) {
			this.block.limit(this.block.position());
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
