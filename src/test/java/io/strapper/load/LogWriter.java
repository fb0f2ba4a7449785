package io.strapper.load;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes coloured lines at a steady rate: {@code lines-a-second seconds [file]}, to
 * standard output if there is no file. A second passes before the first.
 */
public final class LogWriter {

	private static final String[] WORDS = "building image layer pulling cache step compile test push deploy ready"
		.split(" ");

	private static final int[] COLOURS = { 32, 33, 36, 31 };

	private static final int WIDTH = 110;

	private static final Path CLASSES = Path.of("target/test-classes").toAbsolutePath();

	private LogWriter() {
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		int rate = Integer.parseInt(arguments[0]);
		long lines = rate * Long.parseLong(arguments[1]);
		try (OutputStream out = (arguments.length > 2) ? new FileOutputStream(arguments[2], true) : System.out) {
			Thread.sleep(1000);
			write(lines, TimeUnit.SECONDS.toNanos(1) / rate, out);
		}
	}

	private static void write(long lines, long interval, OutputStream out) throws IOException, InterruptedException {
		long start = System.nanoTime();
		for (long line = 0; line < lines; line++) {
			long wait = start + line * interval - System.nanoTime();
			if (wait > 0) {
				TimeUnit.NANOSECONDS.sleep(wait);
			}
			out.write(text(line).getBytes(StandardCharsets.UTF_8));
			out.flush();
		}
	}

	private static String text(long line) {
		StringBuilder text = new StringBuilder(Stamps.now(line)).append(' ');
		for (int i = (int) line; text.length() < WIDTH; i++) {
			String word = WORDS[i % WORDS.length];
			text.append((i % 3 == 0) ? "\033[" + COLOURS[i % COLOURS.length] + "m" + word + "\033[0m" : word)
				.append(' ');
		}
		return text.append('\n').toString();
	}

	/** The command that runs this. */
	static List<String> command(int rate, int seconds, String... file) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-Xmx32m", "-XX:+UseSerialGC", "-cp", CLASSES.toString(), LogWriter.class.getName(),
						Integer.toString(rate), Integer.toString(seconds)));
		command.addAll(List.of(file));
		return command;
	}

}
