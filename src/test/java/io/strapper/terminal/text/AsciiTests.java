package io.strapper.terminal.text;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.IntPredicate;

import io.strapper.testing.SeededTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is searched sixteen bytes at a time is what a loop over the bytes finds. */
class AsciiTests {

	private static final byte[] OTHERS = "// /<>&\"\u007F\n\té".getBytes(StandardCharsets.UTF_8);

	@SeededTest(3)
	void findsWhatALoopFinds(long seed) {
		Random random = new Random(seed);
		for (int round = 0; round < 20_000; round++) {
			byte[] bytes = text(random);
			int from = random.nextInt(bytes.length + 1);
			int to = from + random.nextInt(bytes.length + 1 - from);
			int end = bytes.length;

			assertThat(Ascii.endOfPrintable(bytes, from, to)).as("printable")
				.isEqualTo(first(from, to, to, (i) -> bytes[i] < 0x20 || bytes[i] == 0x7F));
			assertThat(Ascii.indexOfMarkup(bytes, from, to)).as("markup")
				.isEqualTo(first(from, to, to, (i) -> "<>&\"".indexOf(bytes[i]) >= 0));
			assertThat(Ascii.indexOfSlashes(bytes, from)).as("slashes")
				.isEqualTo(first(from, end - 1, end, (i) -> bytes[i] == '/' && bytes[i + 1] == '/'));
		}
	}

	@SeededTest(3)
	void tellsWhatATextHas(long seed) {
		Random random = new Random(seed);
		for (int round = 0; round < 20_000; round++) {
			byte[] bytes = "a".repeat(random.nextInt(80)).getBytes(StandardCharsets.UTF_8);
			for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
				bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
			}
			for (int i = random.nextInt(3); i > 0 && bytes.length > 1; i--) {
				int at = random.nextInt(bytes.length - 1);
				bytes[at] = ':';
				bytes[at + 1] = '/';
			}
			int end = bytes.length;

			int traits = Ascii.traits(bytes);

			assertThat(traits & Ascii.OTHERS)
				.isEqualTo(first(0, end, end, (i) -> bytes[i] < 0) < end ? Ascii.OTHERS : 0);
			assertThat(traits & Ascii.MARKUP)
				.isEqualTo(first(0, end, end, (i) -> "<>&\"".indexOf(bytes[i]) >= 0) < end ? Ascii.MARKUP : 0);
			assertThat(traits & Ascii.ADDRESS)
				.isEqualTo(first(1, end, end, (i) -> bytes[i - 1] == ':' && bytes[i] == '/') < end ? Ascii.ADDRESS : 0);
		}
	}

	@SeededTest(3)
	void decodesWhatTheLibraryDecodes(long seed) {
		Random random = new Random(seed);
		int[] characters = { 'a', ' ', '~', 0x7F, 9, 0xA0, 0x7FF, 0x800, 0x2713, 0xFFFD, 0x10000, 0x10FFFF };
		for (int round = 0; round < 2_000; round++) {
			StringBuilder text = new StringBuilder();
			for (int i = random.nextInt(60); i > 0; i--) {
				text.appendCodePoint(random.nextBoolean() ? 'b' : characters[random.nextInt(characters.length)]);
			}
			byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
			char[] decoded = new char[bytes.length];

			int length = Utf8.decode(bytes, bytes.length, decoded);

			assertThat(new String(decoded, 0, length)).isEqualTo(text.toString());
		}
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(textBlock = """
			# bytes after ESC, the length of the sequence
			[mabcdefg,   3
			[0mabcdef,   4
			[1;34mab,    7
			[38;51mm,    8
			[38;5;1m,    0
			[38;5;214m,  0
			[1Kmabcdef,  0
			[Ammmmmmm,   0
			[1éabcdef,   0
			[12345678,   0
			""")
	void findsShortSgrSequences(String bytes, int length) {
		byte[] sequence = ("\033" + bytes).getBytes(StandardCharsets.UTF_8);

		long selection = Ascii.selection(sequence, 0);

		assertThat(selection == 0 ? 0 : Ascii.length(selection)).isEqualTo(length);
		for (int i = 0; i < length; i++) {
			assertThat(selection >>> 8 * i & 0xFF).isEqualTo(sequence[i]);
		}
	}

	/** Mostly letters, and how few others there are differs. */
	private static byte[] text(Random random) {
		byte[] bytes = new byte[random.nextInt(70)];
		int rare = 1 + random.nextInt(60);
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (random.nextInt(rare) == 0) ? OTHERS[random.nextInt(OTHERS.length)] : (byte) ('a' + i % 26);
		}
		return bytes;
	}

	private static int first(int from, int to, int otherwise, IntPredicate wanted) {
		for (int i = from; i < to; i++) {
			if (wanted.test(i)) {
				return i;
			}
		}
		return otherwise;
	}

}
