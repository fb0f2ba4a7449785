package io.strapper.journey;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.strapper.testing.Client;
import io.strapper.testing.Folders;
import io.strapper.testing.Ports;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import tools.jackson.databind.JsonNode;

import static org.awaitility.Awaitility.await;

/**
 * Runs that write logs of any size, under a server of 256 MiB whose pages are all open:
 * what it costs, in figures, and whether any line is lost. {@link BigLogTests} starts it.
 */
final class BigLogs implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(9);

	private static final int ERRORS = 1000;

	private static final int PAGE = 1000;

	/** Most bytes that a page may receive while a log bursts. */
	private static final long MOST_RECEIVED = 20_000_000;

	private final ScaleReport report = new ScaleReport();

	private final Random random = new Random(1);

	private final List<ScalePage> pages = new ArrayList<>();

	private final Path home;

	private final Path corpus;

	private final Path gate;

	private final long lines;

	private final int logs;

	private ServerProcess server;

	private Client admin;

	private BigLogs(Path folder, long lines, int logs) throws IOException {
		this.home = folder.resolve("home");
		this.lines = lines;
		this.logs = logs;
		this.corpus = folder.resolve("corpus");
		this.gate = Files.createFile(folder.resolve("gate"));
		try (BufferedWriter out = Files.newBufferedWriter(this.corpus)) {
			for (long line = 0; line < lines; line++) {
				out.write(line(line));
			}
		}
		for (int log = 0; log < logs; log++) {
			Folders.script(this.home, app(log), "deploy", waitToGo(app(log)), append());
		}
		Folders.script(this.home, "growing", "deploy", waitToGo("growing"), append(), append(), append());
		Folders.script(this.home, "ticking", "deploy",
				"while [ -e " + this.gate + " ]; do date +%s%N; sleep 0.02; done");
		this.server = start();
		this.admin = new Client(this.server.url()).signIn("admin", Server.PASSWORD);
	}

	/**
	 * Measures.
	 * @param folder an empty folder, on a disk with room for the logs
	 * @param lines how many lines a log has, of a hundred bytes each
	 * @param logs how many logs there are
	 * @return the table, which is also printed, and what is wrong
	 */
	static ScaleReport measure(Path folder, long lines, int logs) throws Exception {
		try (BigLogs big = new BigLogs(folder, lines, logs)) {
			big.burst();
			big.restart();
			big.look("");
			big.search();
			big.text();
			big.grow();
			big.report.row("most memory that the server took", "%d MB resident", big.server.residentMegabytes());
			return big.report;
		}
	}

	private static String line(long number) {
		return "12:34:56.789 \u001b[32mINFO\u001b[0m [worker-%d] step %d compiled module-%d/src/main/File%d.java in %d ms%s%n"
			.formatted(number % 13, number, number % 97, number % 1009, number * 31 % 977,
					(number % ERRORS == 7) ? " with an error" : "");
	}

	private static String app(int log) {
		return "log" + log;
	}

	/** Not through the pseudo-terminal, which takes 100 MB/s. */
	private String append() {
		return "cat " + this.corpus + " >>" + this.home + "/runs/$STRAPPER_APP/$STRAPPER_RUN/log";
	}

	private Path go(String app) {
		return this.home.resolve("apps").resolve(app).resolve("go");
	}

	private String waitToGo(String app) {
		return "while [ ! -e " + go(app) + " ]; do sleep 0.05; done";
	}

	private ServerProcess start() throws IOException {
		// What is short ends before the second compiler has done its work
		int compiler = (this.lines < 1_000_000) ? 1 : 4;
		return ServerProcess
			.launch(this.home, Ports.free(), "-XX:TieredStopAtLevel=" + compiler, "-XX:+ExitOnOutOfMemoryError")
			.awaitAnswer();
	}

	private ScalePage open(String app) throws Exception {
		ScalePage page = new ScalePage(this.admin, app);
		this.pages.add(page);
		return page;
	}

	/** A run whose page is known to hear of it, and that now writes. */
	private ScalePage deployBeforePage(String app) throws Exception {
		ScalePage page = open(app);
		deploy(app);
		await().atMost(PATIENCE).until(() -> page.bytes() > 0);
		Files.createFile(go(app));
		return page;
	}

	private void deploy(String app) {
		int status = this.admin.post("/api/apps/" + app + "/deploy").statusCode();
		this.report.check(status == 202, "A press of %s gave %d", app, status);
	}

	private JsonNode run(String app) {
		return this.admin.json("/api/apps/" + app + "/runs/1");
	}

	/** Each log is written at once, while its page and that of another run are open. */
	private void burst() throws Exception {
		ScalePage ticking = open("ticking");
		deploy("ticking");
		await().atMost(PATIENCE).until(() -> ticking.bytes() > 20_000);
		this.report.row("another run's lines, write to page, before a burst", ticking.takeDelays());
		double[] seconds = new double[this.logs];
		double[] megabytes = new double[this.logs];
		double[] cpu = new double[this.logs];
		for (int log = 0; log < this.logs; log++) {
			String app = app(log);
			ScalePage page = deployBeforePage(app);
			double before = cpuSeconds();
			seconds[log] = seconds(() -> awaitEnd(app, page)).toMillis() / 1000.0;
			cpu[log] = cpuSeconds() - before;
			megabytes[log] = page.bytes() / 1e6;
			this.report.check(page.bytes() < MOST_RECEIVED, "A page received %d bytes", page.bytes());
		}
		this.report.row("another run's lines, write to page, during bursts", ticking.takeDelays());
		this.report.row("bytes of a log", "%,d", Files.size(this.corpus));
		this.report.row("from its first byte until its page stands at the end of the log", "s", seconds);
		this.report.row("time of all processors in the server meanwhile", "s", cpu);
		this.report.row("received by an open page", "MB", megabytes);
	}

	private Void awaitEnd(String app, ScalePage page) {
		await().atMost(PATIENCE)
			.until(() -> run(app).get("status").asString().equals("succeeded")
					&& page.position() >= run(app).get("size").asLong());
		return null;
	}

	/** One log has lost its index meanwhile. */
	private void restart() throws Exception {
		this.server.terminate();
		Files.delete(this.home.resolve("runs/log0/1/index"));
		this.server = start();
		this.admin.turnTo(this.server.url());
		this.admin.json("/api/apps");
		for (int log = this.logs - 1; log >= 0; log--) {
			String app = app(log);
			long before = this.server.output().length();
			Duration time = seconds(() -> checkEnd(app));
			this.report.row("end of " + app + " after a restart" + ((log == 0) ? ", without an index" : ""), "%d ms",
					time.toMillis());
			this.report.check(this.server.output().length() == before, "The server says: %s", this.server.output());
		}
		for (ScalePage page : this.pages) {
			page.close();
		}
		this.pages.clear();
	}

	private Void checkEnd(String app) {
		String screen = this.admin.json("/api/apps/" + app + "/runs/1/screen?lines=500").toString();
		this.report.check(screen.contains("step " + (this.lines - 1) + " "), "The end of %s is not shown: %s", app,
				screen);
		return null;
	}

	/** Pages of lines at random places. */
	private void look(String when) throws Exception {
		List<Duration> times = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			String app = app(this.random.nextInt(this.logs));
			long page = this.random.nextLong(this.lines / PAGE - 1);
			times.add(seconds(() -> checkPage(app, page)));
		}
		// The first ones find a cold server
		this.report.row("page of 1,000 lines anywhere in any log" + when,
				times.subList(times.size() / 5, times.size()));
	}

	private Void checkPage(String app, long page) {
		JsonNode lines = this.admin.json("/api/apps/" + app + "/runs/1/lines/" + page + "?v=1").get("lines");
		// Line 0 is the banner
		String first = lines.get(1).asString();
		this.report.check(lines.size() == PAGE && first.contains("step " + page * PAGE + " "), "%s, page %d: %s", app,
				page, first);
		return null;
	}

	/** A whole log as text, on its way. */
	private void text() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.server.url() + "/api/apps/log1/runs/1/log?plain"))
			.header("Cookie", this.admin.cookieHeader())
			.build();
		long began = System.nanoTime();
		try (Stream<String> text = HttpClient.newHttpClient()
			.send(request, HttpResponse.BodyHandlers.ofLines())
			.body()) {
			long steps = text.filter((line) -> line.contains(" step ")).count();
			this.report.check(steps == this.lines, "As text a log has %d lines", steps);
		}
		this.report.row("a log as text", "%.1f s", (System.nanoTime() - began) / 1e9);
	}

	private void search() throws Exception {
		long errors = this.lines / ERRORS;
		search("text that is in few lines", "q=with+an+error", errors);
		search("text that is in all lines", "q=compiled", this.lines);
		search("expression for few lines", "regex=true&q=File%5Cd%2B%5C.java.%2Aan+err%5Ba-z%5D%2B%24", errors);
		search("expression for all lines", "regex=true&q=%5Cbstep+%5B0-9%5D%2B", this.lines);
		search("(a+)+$", "regex=true&q=%28a%2B%29%2B%24", 0);
	}

	private void search(String what, String query, long expected) throws Exception {
		String path = "/api/apps/log1/runs/1/search?" + query;
		double before = cpuSeconds();
		long began = System.nanoTime();
		JsonNode answer = this.admin.json(path);
		while (answer.get("matches").isEmpty() && !answer.get("complete").asBoolean()) {
			answer = this.admin.json(path);
		}
		Duration first = Duration.ofNanos(System.nanoTime() - began);
		while (!answer.get("complete").asBoolean()) {
			answer = this.admin.json(path);
		}
		this.report.row("search: " + what, "first hits %d ms, total %.1f s, processors %.1f s", first.toMillis(),
				(System.nanoTime() - began) / 1e9, cpuSeconds() - before);
		long total = answer.get("total").asLong();
		this.report.check(total == expected, "%s: %d matches", what, total);
	}

	/** All that again while a log grows, its page and all others open. */
	private void grow() throws Exception {
		for (int log = 0; log < this.logs; log++) {
			open(app(log));
		}
		ScalePage ticking = open("ticking");
		ScalePage growing = deployBeforePage("growing");
		look(" while another grows");
		search("text again, while another log grows", "q=with+an+error&case=true", this.lines / ERRORS);
		await().atMost(PATIENCE).until(() -> growing.position() > 3 * Files.size(this.corpus));
		this.report.check(growing.bytes() < 3 * MOST_RECEIVED, "A page received %d bytes", growing.bytes());
		this.report.row("another run's lines meanwhile", ticking.takeDelays());
	}

	private Duration seconds(Callable<Void> task) throws Exception {
		long began = System.nanoTime();
		task.call();
		return Duration.ofNanos(System.nanoTime() - began);
	}

	private double cpuSeconds() {
		return ProcessHandle.of(this.server.pid())
			.flatMap((process) -> process.info().totalCpuDuration())
			.orElse(Duration.ZERO)
			.toMillis() / 1000.0;
	}

	@Override
	public void close() throws IOException {
		Files.deleteIfExists(this.gate);
		try {
			await().atMost(PATIENCE).until(() -> !run("ticking").get("status").asString().equals("running"));
			this.pages.forEach(ScalePage::close);
		}
		finally {
			this.server.close();
		}
	}

}
