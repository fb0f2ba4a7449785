package io.strapper.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.strapper.testing.Client;
import io.strapper.testing.Folders;

import static org.awaitility.Awaitility.await;

/** The home of several nodes that are killed, as are their engines. */
final class NodeHome implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final CrashReport report;

	private final CrashScript script;

	private final CrashCluster cluster;

	private final RecordWatch watch;

	private final ToldRuns runs;

	private final ProcessMarks processes;

	private final OpenPages pages;

	/** Who press at the same time. Some wait until a node is thawed. */
	private final ExecutorService people = Executors.newCachedThreadPool();

	private final Silence silence = new Silence(CrashCluster.LEASE);

	NodeHome(Path folder, int nodes, int seed, CrashReport report) throws Exception {
		this.report = report;
		Path home = folder.resolve("home");
		this.script = new CrashScript(home, IntStream.range(0, 20).mapToObj((i) -> "app-" + i).toList(), seed,
				"0.$(((plan + i * 7) % 150 + 100))");
		place(home, nodes);
		this.processes = new ProcessMarks(this.script, report);
		this.cluster = CrashCluster.start(folder, home, nodes);
		this.watch = new RecordWatch(this.cluster.database().url(), this.processes, report);
		this.runs = new ToldRuns(this.script,
				new RunCheck(this.script, (run) -> this.silence.mayBeLost(run, this.watch), report), Set.of(409, 503),
				report);
		this.pages = new OpenPages(this.script, this.cluster.nodes(), report);
	}

	/** A third of the apps run on one node, a third on two, and the others anywhere. */
	private void place(Path home, int nodes) {
		for (int i = 0; i < this.script.apps().size(); i++) {
			String one = "web-" + (i % nodes + 1);
			String other = "web-" + ((i + 1) % nodes + 1);
			if (i % 3 > 0) {
				Folders.file(home, this.script.apps().get(i), "app.yml",
						"node: " + ((i % 3 == 1) ? one : "[" + one + ", " + other + "]") + "\n");
			}
		}
	}

	CrashCluster cluster() {
		return this.cluster;
	}

	Silence silence() {
		return this.silence;
	}

	/** Presses all apps, each on any node that is there. */
	void press(Random random) {
		List<CrashNode> there = this.cluster.nodes().stream().filter((node) -> !node.isAway()).toList();
		List<String> apps = new ArrayList<>(this.script.apps());
		Collections.shuffle(apps, random);
		CompletableFuture.allOf(apps.stream().map((app) -> {
			Client client = there.get(random.nextInt(there.size())).admin();
			return CompletableFuture.runAsync(() -> this.runs.press(client, app), this.people);
		}).toArray(CompletableFuture[]::new)).join();
	}

	void startAgain(CrashNode node) throws IOException {
		int attempts = node.start();
		if (attempts > 1) {
			this.report.count("node: started again, as the database was away");
		}
		this.report.count("run: active when its killed node was back", this.cluster.active(node));
	}

	/** Twenty runs, all faults at once, and then everything as it should be. */
	void round(List<NodeFault> nodeFaults, EngineFault engineFault, Random random) throws Exception {
		List<CrashNode> victims = new ArrayList<>(this.cluster.nodes());
		Collections.shuffle(victims, random);
		List<CompletableFuture<Void>> all = new ArrayList<>();
		all.add(async(new Random(random.nextLong()), this::press));
		for (int i = 0; i < nodeFaults.size(); i++) {
			NodeFault fault = nodeFaults.get(i);
			CrashNode node = victims.get(i);
			all.add(async(new Random(random.nextLong()), (moment) -> {
				Moments.pass(moment.nextDouble() * 5000);
				this.report.count("fault: node " + fault);
				fault.happen(this, node, moment);
			}));
		}
		all.add(async(new Random(random.nextLong()), (moment) -> {
			Moments.pass(moment.nextDouble() * 5000);
			this.report.count("fault: " + engineFault);
			engineFault.happen(this, moment);
		}));
		CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
		check();
	}

	private CompletableFuture<Void> async(Random random, Work work) {
		return CompletableFuture.runAsync(() -> {
			try {
				work.run(random);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}, (task) -> new Thread(task, "fault").start());
	}

	private void check() throws Exception {
		await().atMost(PATIENCE).ignoreExceptions().until(this.cluster::isAtRest);
		for (CrashNode node : this.cluster.nodes()) {
			await().atMost(PATIENCE).until(() -> isLooked(node.admin()));
		}
		this.processes.check(lost());
		this.processes.checkNoneAlive();
		this.pages.check(this.cluster.nodes().get(0).admin());
		long recorded = this.cluster.jdbc().sql("SELECT count(*) FROM run").query(Long.class).single();
		if (recorded != this.runs.size()) {
			this.report.wrong("The database has %d runs of %d", recorded, this.runs.size());
		}
	}

	/** A connection that was cut may be found out by the first request over it. */
	private boolean isLooked(Client client) {
		try {
			this.runs.look(client);
			return true;
		}
		catch (AssertionError ex) {
			return false;
		}
	}

	/** Writes what the nodes printed into a folder. */
	void keepOutputs(Path folder) throws IOException {
		for (CrashNode node : this.cluster.nodes()) {
			Files.writeString(folder.resolve(node + ".log"), node.output());
		}
	}

	private Set<String> lost() {
		return new HashSet<>(this.cluster.jdbc()
			.sql("SELECT app || '/' || number FROM run WHERE status = 'lost'")
			.query(String.class)
			.list());
	}

	@Override
	public void close() throws IOException {
		this.people.shutdownNow();
		this.pages.close();
		this.watch.close();
		this.cluster.close();
	}

	private interface Work {

		void run(Random random) throws Exception;

	}

}
