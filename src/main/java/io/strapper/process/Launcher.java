package io.strapper.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.strapper.app.App;
import io.strapper.home.Home;
import io.strapper.home.RunUser;
import io.strapper.node.Lease;
import io.strapper.run.Run;
import io.strapper.run.RunSecrets;
import io.strapper.secret.UnusableSecretException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Starts the process of a run independently of this server: in its own session, under a
 * pseudo-terminal that the server does not hold, with its output appended to the log by
 * {@code script}. {@code run.sh} does the rest.
 */
@Component
class Launcher {

	private static final Logger log = LoggerFactory.getLogger(Launcher.class);

	/**
	 * Whether the run is detached from the server. The first process of a container (PID
	 * 1) inherits orphans, which Java does not reap: there a run stays a child of the
	 * server.
	 */
	private static final boolean DETACHES = ProcessHandle.current().pid() != 1;

	private static final ProcessBuilder.Redirect NULL = ProcessBuilder.Redirect.from(new File("/dev/null"));

	private final Home home;

	private final RunEnvironment environment;

	private final RunSecrets secrets;

	private final Lease lease;

	private final byte[] script;

	private @Nullable Boolean terminal;

	Launcher(Home home, RunEnvironment environment, RunSecrets secrets, Lease lease) {
		this.home = home;
		this.environment = environment;
		this.secrets = secrets;
		this.lease = lease;
		try (InputStream resource = Launcher.class.getResourceAsStream("run.sh")) {
			if (resource == null) {
				throw new IllegalStateException("run.sh is missing from the classpath");
			}
			this.script = resource.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts a run's process. A second call for the same run, for example after a crash,
	 * starts no second process.
	 * @param run the recorded run
	 * @param runId the text by which a cancel finds processes that left the group
	 * @param app its app
	 * @return the wrapper, which begins the run if no other wrapper has
	 * @throws LaunchException if the process cannot be started; the log ends with the
	 * reason, if there can be a log
	 */
	ProcessHandle launch(Run run, String runId, App app) throws LaunchException {
		WrapperFiles files = WrapperFiles.of(this.home, run);
		try {
			// In this order: a wrapper from before a crash may take the ticket at this
			// moment, and then it has begun the run
			boolean fresh = !files.waits() && !files.begun();
			if (fresh) {
				files.prepare(Banner.first(run), Banner.last(run), this.script);
				Survivors.of(this.home, run).ifPresent((sentence) -> note(files, sentence));
			}
			return start(run, runId, app, files, fresh);
		}
		catch (IOException ex) {
			throw new LaunchException("The run's files could not be written: " + LaunchException.cause(ex) + ".", ex);
		}
	}

	/** Best effort, since the run does not depend on the note. */
	private static void note(WrapperFiles files, String sentence) {
		try {
			files.append(Banner.note(sentence));
		}
		catch (IOException ex) {
			log.debug("Not noted: {}", sentence, ex);
		}
	}

	private ProcessHandle start(Run run, String runId, App app, WrapperFiles files, boolean fresh)
			throws LaunchException, IOException {
		try {
			Optional<String> note = Executable.check(app.executable(run.action()));
			program("setsid");
			checkUser(app, run);
			if (fresh) {
				note.ifPresent((sentence) -> note(files, sentence));
			}
			// The input is a pipe: run.sh keeps both ends open, see there
			ProcessBuilder process = new ProcessBuilder(program("sh"), files.script().toString())
				.directory(app.folder().toFile())
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
			Map<String, String> variables = process.environment();
			variables.clear();
			variables.putAll(variables(run, runId, app, files));
			if (!this.lease.held()) {
				// Whoever takes the run withdraws the ticket: nobody begins the run later
				throw new LaunchException("The node had lost touch with the database before it could start the run.");
			}
			try {
				Process launched = process.start();
				launched.getOutputStream().close();
				return launched.toHandle();
			}
			// The second is how Java refuses a NUL in a variable
			catch (IOException | IllegalArgumentException ex) {
				throw new LaunchException("The process could not be started: " + LaunchException.cause(ex) + ".", ex);
			}
		}
		catch (LaunchException ex) {
			if (files.withdraw()) {
				files.append(Banner.notStarted(run, String.valueOf(ex.getMessage())));
			}
			throw ex;
		}
	}

	private Map<String, String> variables(Run run, String runId, App app, WrapperFiles files)
			throws LaunchException, IOException {
		Map<String, String> variables = this.environment.of(app, run);
		try {
			this.secrets.give(app, run).forEach((secret) -> variables.put(secret.name(), secret.value()));
		}
		catch (UnusableSecretException ex) {
			throw new LaunchException(String.valueOf(ex.getMessage()));
		}
		variables.put("STRAPPER_INSIDE_DIRECTORY", files.directory().path().toString());
		variables.put("STRAPPER_INSIDE_EXECUTABLE", app.executable(run.action()).toString());
		variables.put("STRAPPER_INSIDE_RUN_ID", runId);
		// The app may choose these for itself, but not for the wrapper
		for (String name : List.of("PATH", "SHELL")) {
			variables.put("STRAPPER_INSIDE_" + name, variables.getOrDefault(name, ""));
			variables.put(name, this.environment.base().getOrDefault(name, ""));
		}
		if (DETACHES) {
			variables.put("STRAPPER_INSIDE_DETACHES", "yes");
		}
		if (hasTerminal()) {
			variables.put("STRAPPER_INSIDE_TERMINAL", "script");
		}
		else {
			variables.putIfAbsent("FORCE_COLOR", "1");
			variables.putIfAbsent("CLICOLOR_FORCE", "1");
		}
		this.environment.user().ifPresent((user) -> leaveToUser(variables, user));
		return variables;
	}

	/**
	 * What the app chooses counts after the change of the user, not before: the wrapper
	 * would load a library that {@code LD_PRELOAD} names, for example.
	 */
	private void leaveToUser(Map<String, String> variables, RunUser user) {
		Map<String, String> chosen = new TreeMap<>(variables);
		chosen.keySet().removeIf((name) -> name.startsWith("STRAPPER_"));
		chosen.entrySet().removeAll(this.environment.base().entrySet());
		chosen.forEach((name, value) -> {
			variables.remove(name);
			variables.put("STRAPPER_INSIDE_OF_" + name, value);
		});
		variables.put("STRAPPER_INSIDE_NAMES", String.join(" ", chosen.keySet()));
		variables.put("STRAPPER_INSIDE_SETPRIV", RunUser.SETPRIV);
		variables.put("STRAPPER_INSIDE_UID", String.valueOf(user.uid()));
		variables.put("STRAPPER_INSIDE_GID", String.valueOf(user.gid()));
	}

	/** Whoever can change an app.yml can have anything done as the server's user. */
	private void checkUser(App app, Run run) throws LaunchException {
		RunUser user = this.environment.user().orElse(null);
		if (user == null) {
			return;
		}
		Path folder = app.folder();
		Path yaml = folder.resolve("app.yml");
		if (user.canChange(folder) || (Files.exists(yaml) && user.canChange(yaml))) {
			throw new LaunchException("The user %s can change apps/%s or its app.yml, and so act as the server’s user. "
				.formatted(user.name(), app.id()) + "Run chown root: and chmod go-w on both.");
		}
		if (!user.canExecute(app.executable(run.action()))) {
			throw new LaunchException("The user %s may not execute %s. Run chmod -R go+rX apps/%s."
				.formatted(user.name(), run.action().label(), app.id()));
		}
	}

	private String program(String name) throws LaunchException {
		return this.environment.find(name)
			.map(Path::toString)
			.orElseThrow(() -> new LaunchException("The program " + name
					+ " is not on the server's PATH. Install it (package util-linux) and try again."));
	}

	/** Whether there is a {@code script} and it is util-linux's, which we know to use. */
	private synchronized boolean hasTerminal() {
		if (this.terminal == null) {
			try {
				Path script = this.environment.find("script").orElse(null);
				this.terminal = script != null && works(script);
			}
			catch (IOException ex) {
				// No process can be had just now: this run, not all that follow
				return false;
			}
			if (!this.terminal) {
				log.info("No usable script(1) on the PATH: runs get no pseudo-terminal. Install util-linux.");
			}
		}
		return this.terminal;
	}

	private static boolean works(Path script) throws IOException {
		ProcessBuilder probe = new ProcessBuilder(script.toString(), "-qefc", "exit 7", "/dev/null").redirectInput(NULL)
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD);
		probe.environment().put("SHELL", "/bin/sh");
		Process process = probe.start();
		try {
			boolean ended = process.waitFor(5, TimeUnit.SECONDS);
			process.destroyForcibly();
			return ended && process.exitValue() == 7;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
