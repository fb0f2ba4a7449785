package io.strapper.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.strapper.home.Home;
import io.strapper.run.Run;
import io.strapper.run.RunDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of a run that could not be ended with it, in the file {@code survivors}
 * of its folder: an identity a line. The next runs of the app say that they are still
 * there.
 */
final class Survivors {

	private static final Logger log = LoggerFactory.getLogger(Survivors.class);

	/** How many runs back it is looked for them. */
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
	 * What is to be said before a run starts.
	 * @param home where runs are
	 * @param run the run
	 * @return a sentence, or empty if nobody is left of the runs before
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

	/** How a person knows a process: {@code sleep (123, of root)}. */
	static String name(ProcessHandle process) {
		String program = Proc.name(process.pid());
		return "%s (%d, of %s)".formatted(program.isEmpty() ? "?" : program, process.pid(),
				process.info().user().orElse("nobody known"));
	}

	private static Path file(RunDirectory directory) {
		return directory.path().resolve("survivors");
	}

}
