package io.strapper.secret;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

import io.strapper.log.LogBytes;
import io.strapper.log.Masks;
import io.strapper.log.RunLog;
import io.strapper.terminal.Corpus;
import io.strapper.terminal.Terminal;

/**
 * How much longer a log takes to read and to parse when secrets are looked for, and when
 * only declarations are: processor time, in turns, as a ratio to the same without any
 * mask. Also, how long a mask takes to make, and its size.
 */
public final class MaskComparison {

	private static final int LENGTH = 1 << 24;

	private static final int CHUNK = 1 << 16;

	private static final int ROUNDS = 15;

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private long frozen;

	private MaskComparison() {
	}

	/**
	 * Prints a table.
	 * @param args how many secrets; 50 if this is no number
	 * @throws IOException if the disk is full
	 */
	public static void main(String[] args) throws IOException {
		boolean counted = args.length > 0 && args[0].matches("[0-9]+");
		new MaskComparison().compare(counted ? Integer.parseInt(args[0]) : 50);
		makeOf(50);
		makeOf(500);
	}

	private void compare(int count) throws IOException {
		Path folder = Files.createTempDirectory("masks");
		Set<SecretValue> secrets = some(count);
		String name = count + " secrets";
		for (String corpus : List.of("plain", "color", "progress")) {
			Path log = Files.write(folder.resolve("log"), Corpus.of(corpus, LENGTH));
			Map<String, Supplier<Masks>> masks = Map.of("none", () -> Masks.NONE, "declarations",
					() -> new RunMasks(folder, Set::of, new MaskCache()), name,
					() -> new RunMasks(folder, () -> secrets, new MaskCache()));
			long[][] nanos = new long[3][ROUNDS];
			List<String> names = List.of("none", "declarations", name);
			for (int round = -5; round < ROUNDS; round++) {
				for (int i = 0; i < names.size(); i++) {
					long taken = read(new RunLog(log, Integer.MAX_VALUE, masks.get(names.get(i)).get()));
					if (round >= 0) {
						nanos[i][round] = taken;
					}
				}
			}
			print(corpus, names, nanos);
			Files.delete(log);
			Files.deleteIfExists(folder.resolve(KeptValues.NAME));
		}
		Files.delete(folder);
	}

	private void print(String corpus, List<String> names, long[][] nanos) {
		for (int i = 0; i < names.size(); i++) {
			double[] ratios = new double[ROUNDS];
			for (int round = 0; round < ROUNDS; round++) {
				ratios[round] = (double) nanos[i][round] / nanos[0][round];
			}
			Arrays.sort(ratios);
			Arrays.sort(nanos[i]);
			System.out.printf("%-9s %-14s %7.1f MB/s   x %.3f%n", corpus, names.get(i),
					LENGTH * 1e3 / nanos[i][ROUNDS / 2], ratios[ROUNDS / 2]);
		}
	}

	private long read(RunLog log) throws IOException {
		byte[] buffer = new byte[CHUNK];
		long begun = this.threads.getCurrentThreadCpuTime();
		Terminal terminal = new Terminal((number, line) -> this.frozen = number);
		try (LogBytes bytes = log.open()) {
			long offset = 0;
			for (int length = 1; length > 0; offset += length) {
				length = bytes.read(offset, buffer, 0, buffer.length);
				terminal.write(buffer, 0, length);
			}
		}
		return this.threads.getCurrentThreadCpuTime() - begun;
	}

	private static void makeOf(int count) {
		Set<SecretValue> secrets = secrets(tokens(new Random(count), count));
		long[] nanos = new long[ROUNDS];
		long before = used();
		Object mask = Masks.NONE;
		for (int round = 0; round < ROUNDS; round++) {
			long begun = System.nanoTime();
			mask = SecretMask.of(secrets);
			nanos[round] = System.nanoTime() - begun;
		}
		Arrays.sort(nanos);
		System.out.printf("%d secrets %s made in %.1f ms, %d KiB%n", count, mask.getClass().getSimpleName(),
				nanos[ROUNDS / 2] / 1e6, used() - before >> 10);
		Reference.reachabilityFence(mask);
	}

	private static long used() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private static List<String> tokens(Random random, int count) {
		List<String> values = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			byte[] bytes = new byte[6 + random.nextInt(40)];
			random.nextBytes(bytes);
			values.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
		}
		return values;
	}

	/** Passwords, tokens, and a key of several lines. */
	private static Set<SecretValue> some(int count) {
		Random random = new Random(1);
		List<String> values = tokens(random, count - 1);
		StringBuilder key = new StringBuilder("-----BEGIN PRIVATE KEY-----\n");
		for (int i = 0; i < 25; i++) {
			byte[] bytes = new byte[48];
			random.nextBytes(bytes);
			key.append(Base64.getEncoder().encodeToString(bytes)).append('\n');
		}
		values.add(key + "-----END PRIVATE KEY-----");
		return secrets(values);
	}

	private static Set<SecretValue> secrets(List<String> values) {
		Set<SecretValue> secrets = new LinkedHashSet<>();
		values.forEach((value) -> secrets.add(new SecretValue(value.getBytes(StandardCharsets.UTF_8), false)));
		return secrets;
	}

}
