package io.strapper.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;

import io.strapper.live.NotVisibleException;
import io.strapper.log.LogBytes;
import io.strapper.log.RunLog;
import io.strapper.security.OngoingAccess;

import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpRange;

/**
 * The bytes of a log up to a size: a log that grows while it is sent keeps the length
 * that was announced.
 */
final class RawLog extends AbstractResource {

	private final RunLog log;

	private final long size;

	private final OngoingAccess access;

	private RawLog(RunLog log, long size, OngoingAccess access) {
		this.log = log;
		this.size = size;
		this.access = access;
	}

	/**
	 * A log as large as it is now.
	 * @param access asked while the bytes are sent, which takes as long as their reader
	 * likes
	 * @throws NotVisibleException if it is not there
	 */
	static RawLog of(RunLog log, OngoingAccess access) {
		try (LogBytes bytes = log.open()) {
			return new RawLog(log, bytes.size(), access);
		}
		catch (NoSuchFileException ex) {
			throw new NotVisibleException("log");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Whether there are bytes in each range that a Range header names. */
	boolean has(String range) {
		try {
			return !HttpRange.toResourceRegions(HttpRange.parseRanges(range), this).isEmpty();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/** The same bytes, of which no part can be had. */
	Resource whole() {
		try {
			return new InputStreamResource(getInputStream());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public boolean exists() {
		return this.log.exists();
	}

	@Override
	public long contentLength() {
		return this.size;
	}

	@Override
	public String getDescription() {
		return "log " + this.log;
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return new Bounded(this.log.open(), this.size, this.access);
	}

	/** Ends after a number of bytes, whatever comes behind them. */
	private static final class Bounded extends InputStream {

		private final LogBytes bytes;

		private final long size;

		private final OngoingAccess access;

		private long offset;

		Bounded(LogBytes bytes, long size, OngoingAccess access) {
			this.bytes = bytes;
			this.size = size;
			this.access = access;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) == 1) ? one[0] & 0xff : -1;
		}

		@Override
		public int read(byte[] target, int start, int length) throws IOException {
			if (!this.access.isAllowed()) {
				// The answer is cut off: its reader sees that bytes are missing
				throw new EOFException("The reader may not see the log any more");
			}
			int wanted = (int) Math.min(length, this.size - this.offset);
			int read = this.bytes.read(this.offset, target, start, wanted);
			this.offset += read;
			return (read == 0 && length > 0) ? -1 : read;
		}

		@Override
		public long skip(long count) {
			long skipped = Math.max(0, Math.min(count, this.size - this.offset));
			this.offset += skipped;
			return skipped;
		}

		@Override
		public void close() throws IOException {
			this.bytes.close();
		}

	}

}
