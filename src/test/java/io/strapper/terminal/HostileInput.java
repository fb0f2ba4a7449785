package io.strapper.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Tries random and mutated input, and checks what it costs, and every line of it with
 * {@link HtmlCheck}: {@code HostileInput [count [seed]]}. Input number <i>n</i> depends
 * on the seed and <i>n</i> alone.
 */
public final class HostileInput {

	private static final String[] PIECES = { "a", "text ", "<b>", "&", "\"'", "日本", "👩‍💻", "e\u0301", "\u202E",
			"\u061C", "␊", "␊", "␍", "␈", "␉", "␘", "␛", "␛[", "␛]", "␛P", "␛[m", "␛[1;31m", "␛[38;5;", "␛[38:2::",
			"␛[48;2;1;2;3m", "␛[7;9;53m", "␛[99999999999", "A", "B", "C", "D", "G", "H", "J", "K", "L", "M", "P", "S",
			"T", "X", "@", "b", "m", "r", "␛[2J", "␛[5;9r", "␛[?6h", "␛[4h", "␛[?1049h", "␛c", "␛7", "␛8", "␛M", "␛D",
			"␛(0", "␛]8;;http://e.com/<\">␇", "␛]8;;javascript:x␇", "␛]8;;␇", "␛]0;", "␛\\", "␇", "\u009b",
			"\u009d8;;https://e.com", "\u009c", "\u0085", ";", ":", "?", "0", "7", "16383", "4096" };

	private static final String[] MARKERS = { "", "", "", "", "?", "!" };

	private static final String[] COUNTS = { "", "", "1", "2", "3", "4", "7", "47", "99", "160", "1048", "16777215",
			"3;40", "90;150", "2;99" };

	/** Most steps that a byte may cost: a row's cells and its styles, and all rows. */
	static final long STEPS = 2 * Window.WIDTH + Window.HEIGHT;

	private final long seed;

	private final List<byte[]> samples = new ArrayList<>();

	HostileInput(long seed) {
		this.seed = seed;
		try (Stream<Path> files = Files.list(Path.of("src/test/resources/terminal"))) {
			for (Path file : files.sorted().toList()) {
				this.samples.add(Files.readAllBytes(file));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Input number <i>n</i>. */
	byte[] bytes(long number) {
		Random random = new Random(this.seed * 1_000_003 + number);
		return switch (random.nextInt(6)) {
			case 0 -> noise(random);
			case 1 -> mutated(random);
			case 2, 3 -> controls(random);
			default -> pieces(random);
		};
	}

	private static byte[] noise(Random random) {
		byte[] bytes = new byte[random.nextInt(120)];
		random.nextBytes(bytes);
		return bytes;
	}

	private static byte[] pieces(Random random) {
		StringBuilder input = new StringBuilder();
		for (int i = random.nextInt(40); i >= 0; i--) {
			input.append(PIECES[random.nextInt(PIECES.length)]);
		}
		return Screenful.bytes(input.toString());
	}

	/** Every control function that a terminal may know, with parameters of any size. */
	private static byte[] controls(Random random) {
		StringBuilder input = new StringBuilder();
		for (int i = random.nextInt(40); i >= 0; i--) {
			switch (random.nextInt(6)) {
				case 0 -> input.append((char) ('␀' + random.nextInt(0x20)));
				case 1 -> input.append('␛').append((char) (0x30 + random.nextInt(0x4F)));
				case 2 -> input.append(PIECES[random.nextInt(PIECES.length)]);
				case 3 -> input.append("text, 日本, ".repeat(random.nextInt(30)));
				default -> input.append(sequence(random));
			}
		}
		return Screenful.bytes(input.toString());
	}

	private static String sequence(Random random) {
		String marker = MARKERS[random.nextInt(MARKERS.length)];
		String count = COUNTS[random.nextInt(COUNTS.length)];
		return "␛[" + marker + count + (char) (0x40 + random.nextInt(0x3F));
	}

	private byte[] mutated(Random random) {
		byte[] sample = this.samples.get(random.nextInt(this.samples.size()));
		int from = random.nextInt(sample.length);
		byte[] bytes = Arrays.copyOfRange(sample, from, Math.min(sample.length, from + 1 + random.nextInt(300)));
		for (int i = random.nextInt(8); i > 0; i--) {
			bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
		}
		return bytes;
	}

	/** Renders an input whole and in parts, and checks it. */
	void check(long number) {
		byte[] bytes = bytes(number);
		try {
			Screenful screen = Screenful.of(bytes);
			List<Line> whole = screen.lines();
			long steps = screen.terminal().steps();
			if (steps > STEPS * bytes.length) {
				throw new AssertionError(steps + " steps for " + bytes.length + " bytes");
			}
			whole.forEach(HtmlCheck::check);
			int split = new Random(number).nextInt(bytes.length + 1);
			List<Line> parts = new Screenful().write(bytes, 0, split).write(bytes, split, bytes.length - split).lines();
			if (!html(whole).equals(html(parts))) {
				throw new AssertionError("split at " + split + ": " + html(parts) + " instead of " + html(whole));
			}
		}
		catch (RuntimeException | AssertionError ex) {
			throw new AssertionError("input " + number + " of seed " + this.seed + ": " + Arrays.toString(bytes), ex);
		}
	}

	private static List<String> html(List<Line> lines) {
		return lines.stream().map(HtmlRenderer::html).toList();
	}

	public static void main(String[] args) {
		long count = (args.length > 0) ? Long.parseLong(args[0]) : 10_000_000;
		long seed = (args.length > 1) ? Long.parseLong(args[1]) : System.nanoTime();
		System.out.println("seed " + seed);
		HostileInput input = new HostileInput(seed);
		for (long number = 0; number < count; number++) {
			input.check(number);
			if ((number + 1) % 100_000 == 0) {
				System.out.println((number + 1) + " inputs");
			}
		}
	}

}
