package io.strapper.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpRange;

/**
 * The bytes of a log up to a size: a log that grows while it is sent keeps the length
 * that was announced.
 */
final class RawLog extends FileSystemResource {

	private final long size;

	private RawLog(Path file, long size) {
		super(file);
		this.size = size;
	}

	static RawLog of(Path file) {
		try {
			return new RawLog(file, Files.size(file));
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
	public long contentLength() {
		return this.size;
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return new Bounded(super.getInputStream(), this.size);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RawLog log && log.size == this.size && super.equals(other);
	}

	@Override
	public int hashCode() {
		return super.hashCode();
	}

	/** Ends after a number of bytes, whatever comes behind them. */
	private static final class Bounded extends FilterInputStream {

		private long left;

		Bounded(InputStream in, long size) {
			super(in);
			this.left = size;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) == 1) ? one[0] & 0xff : -1;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			if (this.left == 0 && length > 0) {
				return -1;
			}
			int read = this.in.read(bytes, offset, (int) Math.min(length, this.left));
			this.left -= Math.max(read, 0);
			return read;
		}

		@Override
		public long skip(long count) throws IOException {
			long skipped = this.in.skip(Math.min(count, this.left));
			this.left -= skipped;
			return skipped;
		}

	}

}
