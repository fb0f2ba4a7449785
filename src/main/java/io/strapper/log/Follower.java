package io.strapper.log;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Follows one log from the last checkpoint of its index: each poll reads the new bytes,
 * at most one buffer full. Only one thread at a time may call its methods,
 * {@link #close()} included; {@link #transcript()} is for all threads.
 */
public final class Follower implements Closeable {

	private final RunLog log;

	private final Transcript transcript;

	private final @Nullable LineClock clock;

	private @Nullable LogBytes bytes;

	private Optional<LogStat> stat = Optional.empty();

	/** The size of the log at which no more could be read, or -1. */
	private long stuck = -1;

	/**
	 * Reads a log to its end.
	 * @param log the log, which may not be there yet
	 */
	public Follower(RunLog log) {
		this(log, null, null);
	}

	/**
	 * Follows a log as it grows.
	 * @param log the log, which may not be there yet
	 * @param clock records the times of the lines and is closed with this follower; null
	 * to record none
	 * @param sink takes its lines and markers if it is followed from its start; null if
	 * nobody does
	 */
	public Follower(RunLog log, @Nullable LineClock clock, @Nullable LogSink sink) {
		this.log = log;
		this.clock = clock;
		this.transcript = new Transcript(log, sink);
	}

	/**
	 * Reads on if the file has changed. An unchanged file costs one {@code stat}.
	 * @param buffer takes the bytes that are read
	 * @return whether there were new bytes; the transcript's next delta shows them
	 * @throws LogLostException if the log shrank, vanished or was replaced: the lines
	 * read so far stay, but the log cannot be followed any further
	 */
	public boolean poll(byte[] buffer) throws IOException, LogLostException {
		boolean changed = look();
		if (this.clock != null) {
			this.clock.looked(size());
		}
		if (!changed && this.transcript.offset() >= size()) {
			return false;
		}
		int length = bytes().read(this.transcript.offset(), buffer, 0, buffer.length);
		this.stuck = (length == 0) ? size() : -1;
		if (length == 0) {
			return false;
		}
		this.transcript.append(buffer, length);
		if (this.clock != null) {
			this.clock.began(this.transcript.offset(), this.transcript.linesBegun());
		}
		return true;
	}

	private boolean look() throws IOException, LogLostException {
		Optional<LogStat> now = this.log.stat();
		Optional<Tampering> tampering = LogStat.tampering(this.stat, now);
		if (tampering.isPresent()) {
			throw new LogLostException(tampering.get());
		}
		boolean changed = now.isPresent() && (this.stat.isEmpty() || now.get().changedSince(this.stat.get()));
		this.stat = now;
		return changed;
	}

	private LogBytes bytes() throws IOException {
		LogBytes open = this.bytes;
		if (open == null) {
			open = this.log.open();
			this.bytes = open;
		}
		return open;
	}

	/** When the log was last written to before the last look. */
	public Instant written() {
		return this.stat.map((it) -> it.modified().toInstant()).orElse(Instant.EPOCH);
	}

	/** Bytes of the log at the last look. */
	private long size() {
		return this.stat.map(LogStat::size).orElse(0L);
	}

	/** Whether the last look found bytes that the next poll can read. */
	public boolean behind() {
		return this.transcript.offset() < size() && this.stuck != size();
	}

	/** The log that is followed. */
	public RunLog log() {
		return this.log;
	}

	/** Whether secrets were added: see {@link RunLog#isOutdated()}. */
	public boolean isOutdated() {
		return this.log.isOutdated();
	}

	/**
	 * Takes over from this follower, which must not be used any more: the log is read
	 * again from the last checkpoint under its new mask.
	 * @param log the same log under another mask
	 * @param sink takes its lines and markers if it is followed from its start; null if
	 * nobody does
	 */
	public Follower renewed(RunLog log, @Nullable LogSink sink) throws IOException {
		closeBytes();
		Follower next = new Follower(log, this.clock, sink);
		next.stat = this.stat;
		return next;
	}

	/** The view as far as the log was read. */
	public Transcript transcript() {
		return this.transcript;
	}

	/** Packs the view and closes the file until there is something to read. */
	public void rest() throws IOException {
		if (this.transcript.rest()) {
			closeBytes();
		}
	}

	private void closeBytes() throws IOException {
		if (this.bytes != null) {
			this.bytes.close();
			this.bytes = null;
		}
	}

	@Override
	public void close() throws IOException {
		closeBytes();
		if (this.clock != null) {
			this.clock.close();
		}
	}

}
