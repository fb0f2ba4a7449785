package io.strapper.search;

/** Decodes characters of valid UTF-8. */
final class Utf8 {

	private Utf8() {
	}

	/** The character whose first byte is at an index. */
	static int at(byte[] text, int first) {
		int octet = text[first];
		return switch (bytes(text[first])) {
			case 1 -> octet;
			case 2 -> (octet & 0x1F) << 6 | rest(text, first + 1);
			case 3 -> (octet & 0x0F) << 12 | rest(text, first + 1) << 6 | rest(text, first + 2);
			default ->
				(octet & 0x07) << 18 | rest(text, first + 1) << 12 | rest(text, first + 2) << 6 | rest(text, first + 3);
		};
	}

	private static int rest(byte[] text, int at) {
		return text[at] & 0x3F;
	}

	/** How many bytes a character has, by its first one. */
	static int bytes(byte first) {
		return (first >= 0) ? 1 : (first < (byte) 0xE0) ? 2 : (first < (byte) 0xF0) ? 3 : 4;
	}

	/** How many UTF-16 units a character has, by its first byte in UTF-8. */
	static int units(byte first) {
		return (first < 0 && first >= (byte) 0xF0) ? 2 : 1;
	}

}
