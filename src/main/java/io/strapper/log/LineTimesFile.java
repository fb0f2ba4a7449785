package io.strapper.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import org.jspecify.annotations.Nullable;

/**
 * Appends steps to the file {@code times}, whose form {@link LineTimesReader} tells; each
 * is one write. What was cut off in the middle is written over. Not thread-safe.
 */
final class LineTimesFile implements Closeable {

	private final SideFile file;

	private final ByteBuffer buffer = ByteBuffer.allocate(1 + LineTime.LONGEST);

	private @Nullable FileChannel channel;

	private LineTime last = LineTime.ORIGIN;

	private long end;

	/** Whether there may be something behind the end. */
	private boolean untidy = true;

	/**
	 * Goes on with a file, which is made with the first step if it is not there.
	 * @param file the file
	 * @param logSize bytes of the log: a file that tells of more tells of another log
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
			// Not begun, or of no use
		}
	}

	/** The newest step in the file, or {@link LineTime#ORIGIN}. */
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
