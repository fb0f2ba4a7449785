package io.strapper.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Follows one log from where its index ends: each poll reads what is new, at most a chunk
 * of it. For one thread; its {@link #transcript()} is for all.
 */
public final class Follower implements Closeable {

	/**
	 * Most bytes that one poll reads: what a flood costs before others have their turn.
	 */
	public static final int CHUNK = 1 << 20;

	private final LogFile file;

	private final LogIndex index;

	private final Transcript transcript;

	private final byte[] buffer;

	private final @Nullable LineClock clock;

	/**
	 * Reads a log to its end.
	 * @param log the file, which may not be there yet
	 * @param index its index
	 */
	public Follower(Path log, LogIndex index) {
		this(log, index, null, CHUNK);
	}

	/**
	 * Follows a log as it grows.
	 * @param log the file, which may not be there yet
	 * @param index its index
	 * @param clock keeps the time of its lines; closed with this
	 */
	public Follower(Path log, LogIndex index, LineClock clock) {
		this(log, index, clock, CHUNK);
	}

	Follower(Path log, LogIndex index, @Nullable LineClock clock, int chunk) {
		this.file = new LogFile(log);
		this.index = index;
		this.clock = clock;
		this.transcript = new Transcript(index);
		this.buffer = new byte[chunk];
	}

	/**
	 * Reads on if the file has changed: unchanged costs one {@code stat}.
	 * @return whether there was anything new, which the transcript's next delta tells
	 * @throws LogLostException if the log shrank, vanished or was replaced: what was read
	 * stays, but there is no following it any further
	 */
	public boolean poll() throws IOException, LogLostException {
		boolean changed = this.file.changed();
		if (this.clock != null) {
			this.clock.looked(this.file.size());
		}
		if (!changed && !behind()) {
			return false;
		}
		int length = this.file.read(this.transcript.offset(), this.buffer);
		if (length == 0) {
			return false;
		}
		if (this.clock != null) {
			this.transcript.append(this.buffer, length, this.clock);
		}
		else {
			this.transcript.append(this.buffer, length);
		}
		this.transcript.offerTo(this.index);
		return true;
	}

	/** Whether bytes are known to wait for the next poll. */
	public boolean behind() {
		return this.transcript.offset() < this.file.size();
	}

	/** The view as far as the log was read. */
	public Transcript transcript() {
		return this.transcript;
	}

	@Override
	public void close() throws IOException {
		this.file.close();
		if (this.clock != null) {
			this.clock.close();
		}
	}

}
