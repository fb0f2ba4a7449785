package io.strapper.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.strapper.home.Home;
import io.strapper.process.proc.Proc;
import io.strapper.process.proc.ProcessIdentity;
import io.strapper.process.proc.ShortFile;
import io.strapper.run.Run;
import io.strapper.run.RunDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes that outlived a cancelled run, in the file {@code survivors} of its
 * folder, one identity per line. The next runs of the app name those that still exist.
 */
final class Survivors {

	private static final Logger log = LoggerFactory.getLogger(Survivors.class);

	/** In how many earlier runs survivors are looked for. */
	private static final int RUNS = 10;

	private Survivors() {
	}

	static void write(RunDirectory directory, List<ProcessHandle> processes) {
		List<String> lines = processes.stream()
			.flatMap((process) -> ProcessIdentity.of(process.pid()).stream())
			.map(ProcessIdentity::text)
			.toList();
		try {
			Files.write(file(directory), lines);
		}
		catch (IOException ex) {
			log.warn("Who outlived the run in {} is not kept", directory.path(), ex);
		}
	}

	/**
	 * A warning about survivors before a run starts.
	 * @param home the home with the runs
	 * @param run the run
	 * @return a sentence, or empty if no process of the earlier runs is left
	 */
	static Optional<String> of(Home home, Run run) {
		for (long number = run.number() - 1; number > 0 && number >= run.number() - RUNS; number--) {
			String left = alive(RunDirectory.of(home, run.app(), number));
			if (!left.isEmpty()) {
				return Optional
					.of("Processes of #%d could not be killed and are still running: %s.".formatted(number, left));
			}
		}
		return Optional.empty();
	}

	private static String alive(RunDirectory directory) {
		return ShortFile.read(file(directory))
			.lines()
			.flatMap((line) -> ProcessIdentity.parse(line).stream())
			.filter(ProcessIdentity::alive)
			.flatMap((process) -> ProcessHandle.of(process.pid()).stream())
			.map(Survivors::name)
			.collect(Collectors.joining(", "));
	}

	/** A process as people recognize it: {@code sleep (123, of root)}. */
	static String name(ProcessHandle process) {
		String program = Proc.name(process.pid());
		return "%s (%d, of %s)".formatted(program.isEmpty() ? "?" : program, process.pid(),
				process.info().user().orElse("nobody known"));
	}

	private static Path file(RunDirectory directory) {
		return directory.path().resolve("survivors");
	}

}
