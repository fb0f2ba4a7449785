package io.strapper.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.strapper.testing.Client;
import io.strapper.testing.Folders;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import io.strapper.testing.Visitor;

import static org.awaitility.Awaitility.await;

/**
 * Runs that write, viewers that watch, and all attackers at once, under a server of 256
 * MiB: how long an innocent page and an innocent line take, and whether anything is lost.
 * {@link MixedLoadTests} starts it.
 */
final class MixedLoad implements AutoCloseable {

	private static final String PASSWORD = "long enough to watch";

	private static final Path OUTPUT = Path.of("target/mixed-load.log");

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final Duration PAGE_EVERY = Duration.ofMillis(250);

	private static final int VIEWERS_A_USER = 50;

	/** Lines of a thousand links: four megabytes each. */
	private static final int LINKS = Integer.getInteger("load.links", 10);

	private final ScaleReport report = new ScaleReport();

	private final List<Duration> pages = new ArrayList<>();

	private final Queue<Duration> lines = new ConcurrentLinkedQueue<>();

	private final List<LoadViewer> viewers = new ArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Path home;

	private final Path enough;

	private final int runs;

	private final ServerProcess server;

	private final Client admin;

	private MixedLoad(Path folder, int runs) throws IOException {
		this.home = Files.createDirectories(folder.resolve("home"));
		this.enough = folder.resolve("enough");
		this.runs = runs;
		for (int run = 0; run < runs; run++) {
			// Five lines a second, of which each tells when it was written
			Folders.script(this.home, app(run), "deploy", "until [ -e " + this.enough + " ]; do",
					"  printf '\\033[32mok\\033[0m at=%s; a line of an ordinary deploy\\n' $(date +%s%3N)",
					"  printf 'progress\\r'", "  sleep 0.2", "done");
		}
		Folders.script(this.home, "large", "deploy",
				"yes 'a line of an ordinary log, which is neither short nor long' | head -n 240000",
				"until [ -e " + this.enough + " ]; do head -c 2000 /dev/zero | tr '\\0' x; echo; sleep 0.05; done");
		Folders.script(this.home, "wide", "deploy",
				"for i in $(seq 60); do head -c 16000 /dev/zero | tr '\\0' x; echo; done");
		Folders.script(this.home, "hostile", "deploy", "cat links");
		hostileLinks(this.home.resolve("apps/hostile/links"));
		this.server = ServerProcess.start(this.home, "-Xmx256m");
		this.admin = new Client(this.server.url()).signIn("admin", Server.PASSWORD);
		await().until(() -> this.admin.get("/api/apps/hostile").statusCode() == 200);
	}

	/** Lines of a thousand links, of 4 KB each. */
	private static void hostileLinks(Path file) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < 1000; i++) {
			line.append("\u001b]8;;http://host/")
				.append(i)
				.append("x".repeat(4000))
				.append("\u001b\\a\u001b]8;;\u001b\\");
		}
		Files.writeString(file, line.append('\n').toString().repeat(LINKS));
	}

	/**
	 * Measures.
	 * @param folder an empty folder
	 * @param length how long all goes on at once
	 * @param runs how many runs write
	 * @param viewers how many pages watch them
	 * @return the table, which is also printed, and what is wrong
	 */
	static ScaleReport measure(Path folder, Duration length, int runs, int viewers) throws Exception {
		try (MixedLoad load = new MixedLoad(folder, runs)) {
			load.watch(viewers);
			load.attack(length);
			load.end();
			return load.report;
		}
	}

	private static String app(int run) {
		return "writer" + run;
	}

	/** Starts the runs, and opens the viewers' pages. */
	private void watch(int count) throws InterruptedException {
		for (int run = 0; run < this.runs; run++) {
			this.admin.app(app(run)).press("deploy");
		}
		List<Client> users = users("viewer", (count + VIEWERS_A_USER - 1) / VIEWERS_A_USER);
		for (int i = 0; i < count; i++) {
			LoadViewer viewer = new LoadViewer(users.get(i / VIEWERS_A_USER), app(i % this.runs),
					(millis) -> this.lines.add(Duration.ofMillis(millis)));
			this.viewers.add(viewer);
			this.threads.execute(viewer);
		}
		await().atMost(PATIENCE).until(() -> this.lines.size() > count * 10);
		this.lines.clear();
		look(Duration.ofSeconds(5));
		this.report.row("a page, before any attack", this.pages);
		this.report.row("a line, from its writing to a viewer, before any attack", List.copyOf(this.lines));
		this.pages.clear();
		this.lines.clear();
	}

	private List<Client> users(String name, int count) {
		return IntStream.range(0, count).mapToObj((i) -> {
			this.admin.post("/users", Map.of("username", name + i, "password", PASSWORD, "role", "VIEWER"));
			return new Client(this.server.url()).signIn(name + i, PASSWORD);
		}).toList();
	}

	private void attack(Duration length) throws Exception {
		this.admin.app("large").press("deploy");
		this.admin.app("wide").deployed();
		List<Client> attackers = users("attacker", 3);
		try (Attacks attacks = new Attacks(this.server.port(), attackers)) {
			attacks.begin("large/runs/1", "wide/runs/1");
			this.admin.app("hostile").press("deploy");
			look(length);
		}
		this.report.row("a page, all the while", this.pages);
		this.report.row("a line, from its writing to a viewer, all the while", List.copyOf(this.lines));
	}

	/** Looks at a page now and then, as somebody who has nothing to do with all that. */
	private void look(Duration length) throws InterruptedException {
		Visitor visitor = new Visitor(this.admin, "/apps/" + app(0));
		long end = System.nanoTime() + length.toNanos();
		while (System.nanoTime() < end) {
			try {
				this.pages.add(visitor.visit());
			}
			catch (IOException ex) {
				this.report.check(false, "A page was not answered: %s", ex);
			}
			TimeUnit.MILLISECONDS.sleep(PAGE_EVERY.toMillis());
		}
	}

	/** Ends the runs, and waits until every viewer has seen all. */
	private void end() throws Exception {
		Files.createFile(this.enough);
		this.threads.shutdown();
		boolean complete = this.threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		this.report.check(complete, "Not every viewer came to the end");
		this.viewers
			.forEach((viewer) -> this.report.check(viewer.failure() == null, "Of a viewer: %s", viewer.failure()));
		this.report.row("viewers whose lines are the server's in the end", "%d of %d",
				this.viewers.stream().filter((viewer) -> viewer.failure() == null).count(), this.viewers.size());
		this.report.row("times that a viewer's socket was cut, and came back", "%d",
				this.viewers.stream().mapToInt(LoadViewer::cut).sum());
		this.report.row("times that a viewer was told to ask again", "%d",
				this.viewers.stream().mapToInt(LoadViewer::refused).sum());
		this.report.row("most memory that the server took", "%d MB resident", this.server.residentMegabytes());
		String output = this.server.output();
		this.report.check(!output.contains("OutOfMemoryError"), "The server's memory was full");
		this.report.check(!output.contains("Refused a connection"),
				"The attackers' network is the visitors', and is full");
		this.report.check(!output.contains(" ERROR "), "The server logged an error: look into " + OUTPUT);
		this.report.row("lines that the server printed, which are kept in " + OUTPUT, "%d", output.lines().count());
		Files.writeString(OUTPUT, output);
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
		this.server.close();
	}

}
