package io.strapper.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.strapper.testing.Patience;

/**
 * Kills nodes, their broker and their database again and again, at random moments of
 * twenty runs, cuts their wires, and finds out whether that cost anything: a status, an
 * exit code, a line of a log, a page. Of three nodes two suffer something in each round,
 * of two nodes one. Every five rounds begin with a new home.
 *
 * <pre>{@code java -cp … io.strapper.crash.NodeRounds [rounds] [seed]}</pre>
 */
public final class NodeRounds {

	private static final int ROUNDS_PER_HOME = 5;

	private final CrashReport report = new CrashReport();

	private final Deque<NodeFault> nodeFaults = new ArrayDeque<>();

	private final Deque<EngineFault> engineFaults = new ArrayDeque<>();

	private final Random random;

	private NodeRounds(long seed) {
		this.random = new Random(seed);
	}

	public static void main(String[] args) throws Exception {
		Patience.set();
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : 100;
		long seed = (args.length > 1) ? Long.parseLong(args[1]) : System.nanoTime();
		CrashReport report = run(Files.createTempDirectory("crash"), rounds, seed);
		System.exit(report.wrong().isEmpty() ? 0 : 1);
	}

	/**
	 * Kills nodes and their engines.
	 * @param folder an empty folder for their homes
	 * @param rounds how often
	 * @param seed chooses the moments
	 * @return what came of it, which is also printed
	 */
	static CrashReport run(Path folder, int rounds, long seed) throws Exception {
		System.out.printf("%d rounds, seed %d%n", rounds, seed);
		NodeRounds crashes = new NodeRounds(seed);
		for (int done = 0; done < rounds; done += ROUNDS_PER_HOME) {
			crashes.home(Files.createDirectories(folder.resolve("cluster" + done)),
					(done / ROUNDS_PER_HOME % 2 == 0) ? 3 : 2, Math.min(ROUNDS_PER_HOME, rounds - done));
		}
		System.out.println(crashes.report);
		return crashes.report;
	}

	private void home(Path folder, int nodes, int rounds) throws Exception {
		int wrong = this.report.wrong().size();
		try (NodeHome home = new NodeHome(folder, nodes, this.random.nextInt(1_000_000), this.report)) {
			for (int round = 0; round < rounds && this.report.wrong().size() == wrong; round++) {
				round(home, nodes);
			}
			if (this.report.wrong().size() > wrong) {
				home.keepOutputs(folder);
			}
		}
	}

	/** What was wrong may make more wrong: its home is left for the next one. */
	private void round(NodeHome home, int nodes) {
		List<NodeFault> suffered = Stream.generate(() -> next(this.nodeFaults, NodeFault.values()))
			.limit(nodes - 1)
			.toList();
		EngineFault engine = next(this.engineFaults, EngineFault.values());
		Instant start = Instant.now();
		int wrong = this.report.wrong().size();
		try {
			home.round(suffered, engine, this.random);
		}
		catch (Exception ex) {
			this.report.wrong("The round did not end: %s", ex);
		}
		this.report.count("round: of " + nodes + " nodes");
		System.out.printf("%d nodes: %s, %s: %d s%n", nodes, suffered, engine,
				Duration.between(start, Instant.now()).toSeconds());
		this.report.wrong().stream().skip(wrong).forEach(System.out::println);
	}

	/** Each in turn, in a random order. */
	private <T> T next(Deque<T> left, T[] all) {
		if (left.isEmpty()) {
			List<T> shuffled = new ArrayList<>(Arrays.asList(all));
			Collections.shuffle(shuffled, this.random);
			left.addAll(shuffled);
		}
		return left.remove();
	}

}
