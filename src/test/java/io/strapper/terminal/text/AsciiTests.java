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
	void stopsBeforeWhatIsNotOrdinary(long seed) {
		Random random = new Random(seed);
		for (int round = 0; round < 20_000; round++) {
			byte[] bytes = "a".repeat(random.nextInt(80)).getBytes(StandardCharsets.UTF_8);
			for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
				bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
			}
			int special = first(0, bytes.length, bytes.length, (i) -> bytes[i] < 0 || "<>&\"/".indexOf(bytes[i]) >= 0);

			int end = Ascii.endOfOrdinary(bytes);

			if (special == bytes.length) {
				assertThat(end).isEqualTo(special);
			}
			else {
				assertThat(end).isBetween(special - 15, special);
			}
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
