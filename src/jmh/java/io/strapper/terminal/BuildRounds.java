package io.strapper.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;

/**
 * One of the two processes of {@link BuildComparison}: reads a corpus for each line of
 * standard input, and answers with the processor time that this took.
 */
public final class BuildRounds {

	private static final int LENGTH = 1 << 22;

	private static final int CHUNK = 1 << 16;

	private final byte[] bytes;

	private final boolean html;

	private long sum;

	private BuildRounds(String corpus, boolean html) {
		this.bytes = Corpus.of(corpus, LENGTH);
		this.html = html;
	}

	/**
	 * Takes rounds.
	 * @param args the corpus, and {@code parse} or {@code html}
	 * @throws IOException if a pipe breaks
	 */
	public static void main(String[] args) throws IOException {
		BuildRounds rounds = new BuildRounds(args[0], args[1].equals("html"));
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		while (orders.readLine() != null) {
			long begun = threads.getCurrentThreadCpuTime();
			rounds.run();
			System.out.println(threads.getCurrentThreadCpuTime() - begun);
		}
		System.err.print((rounds.sum == 0) ? "nothing was read\n" : "");
	}

	private void run() {
		Terminal terminal = this.html ? new Terminal((number, line) -> this.sum += HtmlRenderer.html(line).length())
				: new Terminal((number, line) -> this.sum += line.utf8().length);
		for (int offset = 0; offset < LENGTH; offset += CHUNK) {
			terminal.write(this.bytes, offset, CHUNK);
		}
	}

}
