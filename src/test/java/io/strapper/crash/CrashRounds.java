package io.strapper.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.strapper.testing.Client;
import io.strapper.testing.Ports;
import io.strapper.testing.ServerProcess;
import io.strapper.testing.Threads;

/**
 * Kills the server again and again, at random moments, and finds out whether that cost
 * anything: a status, an exit code, a line of a log, a committed row. Every ten rounds
 * begin with a new home, whose first start is killed while it makes the database.
 *
 * <pre>{@code java -cp … io.strapper.crash.CrashRounds [rounds] [seed]}</pre>
 */
public final class CrashRounds {

	private static final int ROUNDS_PER_HOME = 10;

	private final CrashReport report = new CrashReport();

	private final Random random;

	/** How long the last start took. */
	private long startMillis = 4000;

	private CrashRounds(long seed) {
		this.random = new Random(seed);
	}

	public static void main(String[] args) throws Exception {
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : 100;
		long seed = (args.length > 1) ? Long.parseLong(args[1]) : System.nanoTime();
		CrashReport report = run(Files.createTempDirectory("crash"), rounds, seed);
		System.exit(report.wrong().isEmpty() ? 0 : 1);
	}

	/**
	 * Kills servers.
	 * @param folder an empty folder for their homes
	 * @param rounds how often
	 * @param seed chooses the moments
	 * @return what came of it, which is also printed
	 */
	static CrashReport run(Path folder, int rounds, long seed) throws IOException, InterruptedException {
		System.out.printf("%d rounds, seed %d%n", rounds, seed);
		CrashRounds crashes = new CrashRounds(seed);
		for (int done = 0; done < rounds; done += ROUNDS_PER_HOME) {
			crashes.home(folder.resolve("home" + done), Math.min(ROUNDS_PER_HOME, rounds - done));
		}
		System.out.println(crashes.report);
		return crashes.report;
	}

	private void home(Path path, int rounds) throws IOException, InterruptedException {
		CrashHome home = new CrashHome(path, this.random.nextInt(1_000_000), this.report);
		int port = Ports.free();
		for (int round = 0; round < rounds; round++) {
			if (round == 0 || this.random.nextBoolean()) {
				killStarting(home, port,
						(round == 0) ? "first start, making the database" : "starting, taking runs up");
			}
			killServing(home, port);
		}
		try (ServerProcess server = start(home, port)) {
			home.finish(client(server));
			server.terminate();
		}
		home.checkDatabase();
	}

	private void killStarting(CrashHome home, int port, String when) throws IOException, InterruptedException {
		try (ServerProcess server = ServerProcess.launch(home.path(), port)) {
			passMillis(this.random.nextDouble() * this.startMillis);
			server.kill();
			this.report.count("kill -9 of a server: " + when);
			home.crashed();
		}
	}

	private void killServing(CrashHome home, int port) throws IOException, InterruptedException {
		try (ServerProcess server = start(home, port)) {
			Client client = client(server);
			home.runs().look(client);
			List<String> apps = new ArrayList<>(home.apps());
			Collections.shuffle(apps, this.random);
			// A server that is not hurried by four presses gets further with one
			CompletableFuture<?>[] presses = apps.subList(0, 1 + this.random.nextInt(apps.size()))
				.stream()
				.map((app) -> CompletableFuture.runAsync(() -> home.runs().press(client, app), Threads.OWN))
				.toArray(CompletableFuture[]::new);
			// Often at the very start of the runs, else anywhere up to their end
			passMillis(this.random.nextDouble() * (this.random.nextBoolean() ? 250 : 4000));
			server.kill();
			this.report.count("kill -9 of a server: serving, runs starting and going on");
			home.crashed();
			CompletableFuture.allOf(presses).join();
		}
	}

	private ServerProcess start(CrashHome home, int port) throws IOException {
		long launched = System.nanoTime();
		ServerProcess server = ServerProcess.launch(home.path(), port).awaitAnswer();
		this.startMillis = Duration.ofNanos(System.nanoTime() - launched).toMillis();
		return server;
	}

	private static Client client(ServerProcess server) {
		Client client = server.admin();
		// A session's first page makes its token: presses at once would each make one
		client.csrf();
		return client;
	}

	/** A random moment is all that this waits for. */
	private static void passMillis(double millis) throws InterruptedException {
		TimeUnit.MICROSECONDS.sleep((long) (millis * 1000));
	}

}
