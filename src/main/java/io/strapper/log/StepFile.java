package io.strapper.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Appends steps to the file {@code times}, whose form {@link Steps} tells; each is one
 * write. What was cut off in the middle is written over. Not thread-safe.
 */
final class StepFile implements Closeable {

	private static final FileAttribute<?> OURS = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

	private final Path file;

	private final ByteBuffer buffer = ByteBuffer.allocate(1 + Step.LONGEST);

	private @Nullable FileChannel channel;

	private Step last = Step.ORIGIN;

	private long end;

	/** Whether there may be something behind the end. */
	private boolean untidy = true;

	/**
	 * Goes on with a file, which is made with the first step if it is not there.
	 * @param file the file
	 * @param logSize bytes of the log: a file that tells of more tells of another log
	 */
	StepFile(Path file, long logSize) {
		this.file = file;
		try (Steps steps = new Steps(file)) {
			Step read = steps.last();
			if (read.offset() <= logSize) {
				this.last = read;
				this.end = steps.end();
			}
		}
		catch (IOException ex) {
			// Not begun, or of no use
		}
	}

	/** The newest step in the file, or {@link Step#ORIGIN}. */
	Step last() {
		return this.last;
	}

	void append(Step step) throws IOException {
		long start = this.end;
		this.buffer.clear();
		step.pack(this.buffer, this.last);
		int used = (int) (this.end % Steps.BLOCK);
		if (used == 0 || used + this.buffer.position() > Steps.BLOCK) {
			start = (this.end + Steps.BLOCK - 1) / Steps.BLOCK * Steps.BLOCK;
			step.pack(this.buffer.clear().put(Steps.VERSION), Step.ORIGIN);
		}
		write(this.buffer.flip(), start);
		this.end = start + this.buffer.limit();
		this.last = step;
	}

	private void write(ByteBuffer bytes, long start) throws IOException {
		FileChannel target = this.channel;
		if (target == null) {
			target = FileChannel.open(this.file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE), OURS);
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
