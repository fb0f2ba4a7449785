package io.strapper.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

import io.strapper.live.NotVisibleException;
import io.strapper.log.LogBytes;
import io.strapper.log.RunLog;
import io.strapper.security.OngoingAccess;

import org.springframework.http.HttpRange;

/**
 * The bytes of a log up to its size at the beginning: a log that grows while it is sent
 * keeps the announced Content-Length.
 */
final class RawLog {

	private final RunLog log;

	private final long size;

	private final OngoingAccess access;

	private RawLog(RunLog log, long size, OngoingAccess access) {
		this.log = log;
		this.size = size;
		this.access = access;
	}

	/**
	 * A log with its size of now.
	 * @param access checked while the bytes are sent, which may take long
	 * @throws NotVisibleException if the log does not exist
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

	/** How many bytes there are. */
	long size() {
		return this.size;
	}

	/** All of them. */
	Part whole() {
		return new Part(0, this.size);
	}

	/**
	 * The bytes that a Range header names; of several ranges, all bytes (RFC 9110, 14.2:
	 * a server may ignore the header).
	 * @return empty if there are no such bytes
	 */
	Optional<Part> part(String range) {
		try {
			List<HttpRange> ranges = HttpRange.parseRanges(range);
			if (ranges.size() > 1) {
				return Optional.of(whole());
			}
			long from = ranges.get(0).getRangeStart(this.size);
			long end = ranges.get(0).getRangeEnd(this.size) + 1;
			return (from < end && end <= this.size) ? Optional.of(new Part(from, end)) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** Some of a log's bytes. */
	final class Part {

		private final long from;

		private final long end;

		private Part(long from, long end) {
			this.from = from;
			this.end = end;
		}

		/** How many bytes they are. */
		long length() {
			return this.end - this.from;
		}

		/** What a Content-Range header says; empty for all. */
		Optional<String> range() {
			return (length() == RawLog.this.size) ? Optional.empty()
					: Optional.of("bytes " + this.from + "-" + (this.end - 1) + "/" + RawLog.this.size);
		}

		/** Opens them. */
		InputStream open() throws IOException {
			return new Bytes(RawLog.this.log.open(), this.from, this.end, RawLog.this.access);
		}

	}

	/** Ends at an offset, whatever comes behind it. */
	private static final class Bytes extends InputStream {

		private final LogBytes bytes;

		private final long end;

		private final OngoingAccess access;

		private long offset;

		Bytes(LogBytes bytes, long from, long end, OngoingAccess access) {
			this.bytes = bytes;
			this.end = end;
			this.access = access;
			this.offset = from;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) == 1) ? one[0] & 0xff : -1;
		}

		@Override
		public int read(byte[] target, int start, int length) throws IOException {
			if (!this.access.isAllowed()) {
				// The connection is closed: the client sees that bytes are missing
				throw new EOFException("The reader may not see the log any more");
			}
			int wanted = (int) Math.min(length, this.end - this.offset);
			int read = this.bytes.read(this.offset, target, start, wanted);
			this.offset += read;
			return (read == 0 && length > 0) ? -1 : read;
		}

		@Override
		public void close() throws IOException {
			this.bytes.close();
		}

	}

}
