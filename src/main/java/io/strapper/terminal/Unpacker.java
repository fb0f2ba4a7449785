package io.strapper.terminal;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Reads what a {@link Packer} wrote, in the same order. */
final class Unpacker {

	private final byte[] bytes;

	private int next;

	private final List<Style> styles = new ArrayList<>();

	Unpacker(byte[] bytes) {
		this.bytes = bytes;
	}

	long number() {
		long value = 0;
		int shift = 0;
		byte octet;
		do {
			octet = this.bytes[this.next++];
			value |= (octet & 0x7FL) << shift;
			shift += 7;
		}
		while (octet < 0);
		return value >>> 1 ^ -(value & 1);
	}

	int integer() {
		return (int) number();
	}

	boolean flag() {
		return number() != 0;
	}

	@Nullable String text() {
		int length = integer();
		if (length < 0) {
			return null;
		}
		char[] text = new char[length];
		for (int i = 0; i < length; i++) {
			text[i] = (char) integer();
		}
		return new String(text);
	}

	void bytes(byte[] to, int length) {
		System.arraycopy(this.bytes, this.next, to, 0, length);
		this.next += length;
	}

	Style style() {
		int known = integer();
		if (known >= 0) {
			return this.styles.get(known);
		}
		Style style = new Style(integer(), integer(), integer(), text());
		// There is one default style, and it is known by its identity
		Style one = style.equals(Style.DEFAULT) ? Style.DEFAULT : style;
		this.styles.add(one);
		return one;
	}

}
