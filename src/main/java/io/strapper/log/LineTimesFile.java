package io.strapper.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import org.jspecify.annotations.Nullable;

/**
 * Appends records to the file {@code times}, one write for each; {@link LineTimesReader}
 * describes the format. A truncated record at the end is overwritten. Not thread-safe.
 */
final class LineTimesFile implements Closeable {

	private final SideFile file;

	private final ByteBuffer buffer = ByteBuffer.allocate(1 + LineTime.LONGEST);

	private @Nullable FileChannel channel;

	private LineTime last = LineTime.ORIGIN;

	private long end;

	/** Whether there may be a truncated record behind the end. */
	private boolean untidy = true;

	/**
	 * Continues a file. If it does not exist, the first record makes it.
	 * @param file the file
	 * @param logSize bytes of the log: a file with records of more bytes belongs to
	 * another log
	 */
	LineTimesFile(SideFile file, long logSize) {
		this.file = file;
		try (LineTimesReader steps = new LineTimesReader(file)) {
			LineTime read = steps.last();
			if (read.offset() <= logSize) {
				this.last = read;
				this.end = steps.end();
			}
		}
		catch (IOException ex) {
			// The file does not exist, or it cannot be used
		}
	}

	/** The newest record in the file, or {@link LineTime#ORIGIN}. */
	LineTime last() {
		return this.last;
	}

	void append(LineTime step) throws IOException {
		long start = this.end;
		this.buffer.clear();
		step.pack(this.buffer, this.last);
		int used = (int) (this.end % LineTimesReader.BLOCK);
		if (used == 0 || used + this.buffer.position() > LineTimesReader.BLOCK) {
			start = (this.end + LineTimesReader.BLOCK - 1) / LineTimesReader.BLOCK * LineTimesReader.BLOCK;
			step.pack(this.buffer.clear().put(LineTimesReader.VERSION), LineTime.ORIGIN);
		}
		write(this.buffer.flip(), start);
		this.end = start + this.buffer.limit();
		this.last = step;
	}

	private void write(ByteBuffer bytes, long start) throws IOException {
		FileChannel target = this.channel;
		if (target == null) {
			target = this.file.write();
			this.channel = target;
		}
		if (this.untidy) {
			target.truncate(this.end);
		}
		this.untidy = true;
		while (bytes.hasRemaining()) {
			target.write(bytes, start + bytes.position());
		}
		this.untidy = false;
	}

	@Override
	public void close() throws IOException {
		if (this.channel != null) {
			this.channel.close();
		}
	}

}
