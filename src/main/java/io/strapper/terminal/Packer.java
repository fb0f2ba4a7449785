package io.strapper.terminal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Writes a terminal's state as bytes that {@link Unpacker} reads: numbers are varints,
 * and each style is written once.
 */
final class Packer {

	private byte[] bytes = new byte[4096];

	private int size;

	private final int most;

	private boolean full;

	private final Map<Style, Integer> styles = new HashMap<>();

	/** A packer that takes at most so many bytes. */
	Packer(int most) {
		this.most = most;
	}

	/** A varint of a zigzag number: seven bits in each byte, the lowest first. */
	void number(long value) {
		long rest = value << 1 ^ value >> 63;
		for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
			put((byte) (rest | 0x80));
		}
		put((byte) rest);
	}

	void flag(boolean value) {
		number(value ? 1 : 0);
	}

	void text(@Nullable String text) {
		number((text != null) ? text.length() : -1);
		for (int i = 0; text != null && i < text.length(); i++) {
			number(text.charAt(i));
		}
	}

	void bytes(byte[] from, int length) {
		if (reserve(length)) {
			System.arraycopy(from, 0, this.bytes, this.size, length);
			this.size += length;
		}
	}

	void style(Style style) {
		Integer known = this.styles.putIfAbsent(style, this.styles.size());
		number((known != null) ? known : -1);
		if (known == null) {
			number(style.foreground());
			number(style.background());
			number(style.attributes());
			text(style.link());
		}
	}

	/** The bytes that were written; empty if they were too many. */
	Optional<byte[]> packed() {
		return this.full ? Optional.empty() : Optional.of(Arrays.copyOf(this.bytes, this.size));
	}

	private void put(byte octet) {
		if (reserve(1)) {
			this.bytes[this.size++] = octet;
		}
	}

	private boolean reserve(int more) {
		this.full |= more > this.most - this.size;
		if (!this.full && this.size + more > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(this.size + more, this.bytes.length * 2));
		}
		return !this.full;
	}

}
