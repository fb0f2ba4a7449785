package io.strapper.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import io.strapper.testing.Folders;

/**
 * What the apps of a home do. It follows from the number of a run, so that it can be told
 * without asking it: so many numbered lines, with pauses between them, and an exit code.
 * The file {@code marks} of an app tells when each of its processes began and ended.
 */
final class CrashScript {

	private final Path home;

	private final List<String> apps;

	private final int seed;

	/**
	 * Writes the apps.
	 * @param pause what a run waits after ten lines, in seconds, as the shell takes it
	 */
	CrashScript(Path home, List<String> apps, int seed, String pause) {
		this.home = home;
		this.apps = apps;
		this.seed = seed;
		for (String app : apps) {
			Folders.script(home, app, "deploy", script(app, pause));
		}
	}

	private String[] script(String app, String pause) {
		return new String[] { "echo begin $STRAPPER_RUN $$ >>marks",
				"plan=$((STRAPPER_RUN * 7919 + " + offset(app) + "))", "lines=$((plan % 3 * (plan % 499) + 1))",
				"code=$((plan % 5 * plan % 256))", "i=0", "while [ $i -lt $lines ]; do", "i=$((i + 1))",
				"echo \"line $i of $lines\"", "[ $((i % 10)) -ne 0 ] || sleep " + pause, "done",
				"echo end $STRAPPER_RUN $$ >>marks", "exit $code" };
	}

	private int offset(String app) {
		return this.seed + this.apps.indexOf(app) * 613;
	}

	private int plan(String app, int number) {
		return number * 7919 + offset(app);
	}

	/** The apps' names. */
	List<String> apps() {
		return this.apps;
	}

	/** The numbered lines that a run prints. */
	List<String> lines(String app, int number) {
		int plan = plan(app, number);
		int lines = plan % 3 * (plan % 499) + 1;
		return IntStream.rangeClosed(1, lines).mapToObj((i) -> "line " + i + " of " + lines).toList();
	}

	/** The exit code of a run. */
	int code(String app, int number) {
		int plan = plan(app, number);
		return plan % 5 * plan % 256;
	}

	/** The folder of an app. */
	Path folder(String app) {
		return this.home.resolve("apps").resolve(app);
	}

	/** The folder of a run. */
	Path folder(String app, int number) {
		return this.home.resolve("runs").resolve(app).resolve(Integer.toString(number));
	}

	/** The log of a run; empty if there is none. */
	String log(String app, int number) {
		return read(folder(app, number).resolve("log"));
	}

	/** When the processes of an app began and ended. */
	List<Mark> marks(String app) {
		return read(folder(app).resolve("marks")).lines().map(Mark::of).toList();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			return "";
		}
	}

	/**
	 * That the process of a run begins or ends.
	 *
	 * @param begin whether it begins
	 * @param run the run's number
	 * @param pid the process
	 */
	record Mark(boolean begin, int run, long pid) {

		static Mark of(String line) {
			String[] words = line.split(" ");
			return new Mark(words[0].equals("begin"), Integer.parseInt(words[1]), Long.parseLong(words[2]));
		}

	}

}
