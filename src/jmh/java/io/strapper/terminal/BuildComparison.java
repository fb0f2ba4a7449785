package io.strapper.terminal;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How fast this build reads logs beside another one. Both run in processes of their own
 * that take turns, and what counts is processor time: a machine that is busy with other
 * things slows both alike.
 */
public final class BuildComparison {

	private static final int FORKS = Integer.getInteger("forks", 5);

	private static final int WARM_UP = 80;

	private static final int ROUNDS = 40;

	private BuildComparison() {
	}

	/**
	 * Prints a table of this build's speed by that of the other one: above 1 this one is
	 * faster.
	 * @param args the folder of the other build's classes, then the corpora if not all
	 * @throws IllegalArgumentException if the folder has no terminal: this build would be
	 * compared with itself
	 * @throws IOException if a process cannot be started
	 */
	public static void main(String[] args) throws IOException {
		if (Files.notExists(Path.of(args[0], "io/strapper/terminal/Terminal.class"))) {
			throw new IllegalArgumentException(
					args[0] + " has no io/strapper/terminal/Terminal.class. Name the folder of the other build's classes.");
		}
		String own = System.getProperty("java.class.path");
		String other = args[0] + File.pathSeparator + own;
		List<String> corpora = (args.length > 1) ? List.of(args).subList(1, args.length)
				: List.of("plain", "color", "progress");
		System.out.printf("%-10s %-6s %6s   %s%n", "corpus", "what", "speed", "of each pair of processes");
		for (String corpus : corpora) {
			compare(other, own, corpus, "parse");
			compare(other, own, corpus, "html");
		}
	}

	private static void compare(String other, String own, String corpus, String what) throws IOException {
		List<Double> all = new ArrayList<>();
		StringBuilder each = new StringBuilder();
		for (int i = 0; i < FORKS; i++) {
			List<Double> ratios = ratios(other, own, corpus, what);
			all.addAll(ratios);
			each.append(String.format(" %.3f", median(ratios)));
		}
		System.out.printf("%-10s %-6s %6.3f  %s%n", corpus, what, median(all), each);
	}

	private static List<Double> ratios(String other, String own, String corpus, String what) throws IOException {
		try (Build before = new Build(other, corpus, what); Build after = new Build(own, corpus, what)) {
			List<Double> ratios = new ArrayList<>();
			for (int round = 0; round < WARM_UP + ROUNDS; round++) {
				double old = (round % 2 == 0) ? before.round() : 0;
				double now = after.round();
				old = (round % 2 == 0) ? old : before.round();
				ratios.add(old / now);
			}
			return ratios.subList(WARM_UP, ratios.size());
		}
	}

	private static double median(List<Double> ratios) {
		List<Double> sorted = new ArrayList<>(ratios);
		Collections.sort(sorted);
		return sorted.get(sorted.size() / 2);
	}

	/** A process that reads a corpus when it is told to. */
	private static final class Build implements Closeable {

		private final Process process;

		private final PrintStream orders;

		private final BufferedReader answers;

		Build(String classPath, String corpus, String what) throws IOException {
			String java = System.getProperty("java.home") + "/bin/java";
			this.process = new ProcessBuilder(java, "-Xbatch", "-XX:+UseSerialGC", "-Xmx256m", "-Xms256m", "-cp",
					classPath, BuildRounds.class.getName(), corpus, what)
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			this.orders = new PrintStream(this.process.getOutputStream(), true, StandardCharsets.UTF_8);
			this.answers = this.process.inputReader(StandardCharsets.UTF_8);
		}

		long round() throws IOException {
			this.orders.println();
			String answer = this.answers.readLine();
			if (answer == null) {
				throw new IOException("The process has ended");
			}
			return Long.parseLong(answer);
		}

		@Override
		public void close() {
			this.process.destroy();
		}

	}

}
