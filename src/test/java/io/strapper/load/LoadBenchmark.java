package io.strapper.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.strapper.testing.Patience;

import org.springframework.util.FileSystemUtils;

/**
 * Prints how soon a line is read by those who watch, beside simpler programs, each
 * measured in turn on this machine. The arguments are numbers of viewers. Messages and KB
 * are those of one viewer; KB of the socket loop are those of the log.
 */
public final class LoadBenchmark {

	private static final int SECONDS = 15;

	private static final String ROW = "| %s | %s | %s | %s | %s | %s | %s | %s | %s |%n";

	private LoadBenchmark() {
	}

	public static void main(String[] arguments) throws Exception {
		Patience.set();
		Path folder = Files.createTempDirectory("strapper-load");
		try {
			List<Peer> peers = new ArrayList<>(List.of(new StrapperPeer(), new SocketPeer()));
			FrontailPeer.install(folder.resolve("frontail")).ifPresent(peers::add);
			System.out.printf("%d processors, %s, Java %s%n%n", Runtime.getRuntime().availableProcessors(),
					System.getProperty("os.name"), System.getProperty("java.version"));
			System.out.printf(ROW, "work", "program", "p50 ms", "p99 ms", "missing", "messages a second", "KB", "CPU s",
					"MB");
			System.out.println("|--|--|--|--|--|--|--|--|--|");
			for (int viewers : numbers(arguments)) {
				compare(peers, new Work(viewers, 10, SECONDS), folder);
				if (viewers == 1) {
					compare(peers, new Work(viewers, 1000, SECONDS), folder);
				}
			}
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
		// The threads of HTTP clients would stay for a while
		System.exit(0);
	}

	private static List<Integer> numbers(String[] arguments) {
		return Pattern.compile("\\d+")
			.matcher(String.join(" ", arguments))
			.results()
			.map((number) -> Integer.valueOf(number.group()))
			.toList();
	}

	private static void compare(List<Peer> peers, Work work, Path folder) throws Exception {
		List<Peer> all = new ArrayList<>(peers);
		if (work.viewers() == 1) {
			all.add(new TailPeer());
		}
		for (Peer peer : all) {
			print(work, peer.name(), peer.measure(work, Files.createTempDirectory(folder, "run")));
		}
	}

	private static void print(Work work, String name, Result result) {
		Tally tally = result.tally();
		System.out.printf(ROW, work, name, "%.2f".formatted(tally.millis(50)), "%.2f".formatted(tally.millis(99)),
				tally.missed() + ((result.lost() > 0) ? " (" + result.lost() + " lost)" : ""),
				"%.1f".formatted((double) tally.messages() / work.viewers() / work.seconds()),
				tally.bytes() / work.viewers() >> 10, "%.1f".formatted(result.processorSeconds()), result.megabytes());
	}

}
