package io.strapper.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import io.strapper.testing.AppClient;
import io.strapper.testing.Artemis;
import io.strapper.testing.Cluster;
import io.strapper.testing.Folders;
import io.strapper.testing.MessageBroker;
import io.strapper.testing.Patience;
import io.strapper.testing.RabbitMq;
import io.strapper.testing.ServerProcess;
import io.strapper.testing.Threads;

import org.springframework.util.FileSystemUtils;

/**
 * Prints how soon a line is read by those who watch on the node that runs the script, and
 * by as many who watch at the same time on another node. The arguments are numbers of
 * viewers. Artemis runs in this virtual machine, the rest in processes of their own.
 */
public final class NodesBenchmark {

	private static final int SECONDS = 15;

	private static final String APP = "load";

	private static final String ROW = "| %s | %s | %s | %s | %s | %s |%n";

	private NodesBenchmark() {
	}

	public static void main(String[] arguments) throws Exception {
		Patience.set();
		System.out.printf(ROW, "work on each node", "broker", "node", "p50 ms", "p99 ms", "missing");
		System.out.println("|--|--|--|--|--|--|");
		List<Integer> viewers = Pattern.compile("\\d+")
			.matcher(String.join(" ", arguments))
			.results()
			.map((number) -> Integer.valueOf(number.group()))
			.toList();
		for (MessageBroker broker : List.of(RabbitMq.stopped(), Artemis.stopped())) {
			try (broker) {
				broker.start();
				for (int number : viewers) {
					measure(new Work(number, 10, SECONDS), broker);
				}
			}
		}
		// The threads of HTTP clients would stay for a while
		System.exit(0);
	}

	private static void measure(Work work, MessageBroker broker) throws Exception {
		Path home = Files.createTempDirectory("strapper-nodes");
		Folders.script(home, APP, "stop", "true");
		Folders.script(home, APP, "deploy", "exec " + String.join(" ", LogWriter.command(work.rate(), work.seconds())));
		Cluster cluster = new Cluster(home);
		String[] options = options(work, broker);
		try (ServerProcess owner = cluster.process("owner", options);
				ServerProcess other = cluster.process("other", options);
				Crowd near = new Crowd();
				Crowd far = new Crowd()) {
			AppClient app = owner.admin().app(APP);
			Tally local = watch(near, work, owner, app);
			Tally remote = watch(far, work, other, app);
			app.press("deploy");
			CompletableFuture<Void> others = CompletableFuture.runAsync(() -> await(far, work), Threads.OWN);
			await(near, work);
			others.join();
			print(work, broker, "its own", local, near.lost());
			print(work, broker, "another", remote, far.lost());
		}
		finally {
			FileSystemUtils.deleteRecursively(home);
		}
	}

	private static String[] options(Work work, MessageBroker broker) {
		return List
			.of(List.of(broker.arguments()),
					List.of("-XX:TieredStopAtLevel=4", "--strapper.live.sockets-per-user=" + work.viewers()))
			.stream()
			.flatMap(List::stream)
			.toArray(String[]::new);
	}

	private static Tally watch(Crowd crowd, Work work, ServerProcess server, AppClient app) throws IOException {
		Tally tally = new Tally();
		StompViewer.Session session = StompViewer.Session.of(server.admin(), APP);
		BooleanSupplier patience = work.patience();
		crowd.connect(work.viewers(), server.port(), (channel) -> new StompViewer(channel, tally, session), () -> {
			// Each is in when it hears of a run
			app.ended(app.press("stop"));
			return patience.getAsBoolean();
		});
		return tally;
	}

	private static void await(Crowd crowd, Work work) {
		try {
			crowd.watch(work.lines(), work.patience());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void print(Work work, MessageBroker broker, String node, Tally tally, int lost) {
		System.out.printf(ROW, work, broker.getClass().getSimpleName(), node, "%.2f".formatted(tally.millis(50)),
				"%.2f".formatted(tally.millis(99)), tally.missed() + ((lost > 0) ? " (" + lost + " lost)" : ""));
	}

}
