package io.strapper.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.strapper.app.App;
import io.strapper.home.RunUser;
import io.strapper.run.Run;
import io.strapper.run.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of runs. Of the server's own variables a run gets only those
 * that every process needs and those that the settings name, so that no secret of the
 * server reaches a run.
 */
class RunEnvironment {

	private static final List<String> PASSED = List.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "TZ",
			"TMPDIR", "XDG_RUNTIME_DIR");

	/**
	 * Variables that turn off pagers, dialogs and questions, since nobody sits at the
	 * terminal of a run. {@code CI} is not among them: many tools then print no colours
	 * and no progress, and some build differently (frozen lock files, warnings as
	 * errors).
	 */
	private static final Map<String, String> NOBODY_THERE = Map.of("PAGER", "cat", "GIT_PAGER", "cat", "MANPAGER",
			"cat", "SYSTEMD_PAGER", "cat", "AWS_PAGER", "", "DEBIAN_FRONTEND", "noninteractive", "NEEDRESTART_MODE",
			"a", "NEEDRESTART_SUSPEND", "1", "GIT_TERMINAL_PROMPT", "0");

	/** Of the server's user alone. */
	private static final List<String> OWN = List.of("TMPDIR", "XDG_RUNTIME_DIR");

	private final Map<String, String> base;

	private final @Nullable RunUser user;

	/**
	 * Selects the variables from the server's environment.
	 * @param server all variables of the server
	 * @param passed names of variables that runs may see too
	 */
	RunEnvironment(Map<String, String> server, List<String> passed) {
		this(server, passed, null);
	}

	/**
	 * Selects the variables from the server's environment for runs of another user.
	 * @param user that user, or null for the server's own
	 */
	RunEnvironment(Map<String, String> server, List<String> passed, @Nullable RunUser user) {
		this.user = user;
		Map<String, String> base = new HashMap<>(Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "SHELL", "/bin/sh",
				"LANG", "C.UTF-8", "HOME", System.getProperty("user.home"), "USER", System.getProperty("user.name"),
				"LOGNAME", System.getProperty("user.name"), "TERM", "xterm-256color"));
		Set<String> names = new LinkedHashSet<>(PASSED);
		names.addAll(passed);
		names.forEach((name) -> Optional.ofNullable(server.get(name)).ifPresent((value) -> base.put(name, value)));
		this.base = Map.copyOf(base);
	}

	/** The user of runs; empty for the server's own. */
	Optional<RunUser> user() {
		return Optional.ofNullable(this.user);
	}

	/**
	 * The variables of a run's wrapper, without those of the app and the run.
	 */
	Map<String, String> base() {
		return this.base;
	}

	/**
	 * The variables of a run's process, except {@code STRAPPER_RUN_ID}.
	 * @param app the app, whose own variables override the server's
	 * @param run its run
	 * @return the variables
	 */
	Map<String, String> of(App app, Run run) {
		Map<String, String> variables = new HashMap<>(NOBODY_THERE);
		variables.putAll(this.base);
		user().ifPresent((user) -> {
			variables.keySet().removeAll(OWN);
			variables.putAll(Map.of("HOME", user.folder(), "USER", user.name(), "LOGNAME", user.name()));
		});
		variables.putAll(app.environment());
		variables.put("STRAPPER_APP", run.app().value());
		variables.put("STRAPPER_RUN", Long.toString(run.number()));
		variables.put("STRAPPER_ACTION", run.action().label());
		variables.put("STRAPPER_USER", run.startedBy());
		Optional.ofNullable(run.trigger()).ifPresent((trigger) -> put(variables, trigger));
		return variables;
	}

	/** What is unknown of a push has no variable. */
	private static void put(Map<String, String> variables, Trigger trigger) {
		putKnown(variables, "STRAPPER_BRANCH", trigger.branch());
		putKnown(variables, "STRAPPER_TAG", trigger.tag());
		putKnown(variables, "STRAPPER_COMMIT", trigger.commit());
		putKnown(variables, "STRAPPER_AUTHOR", trigger.author());
		putKnown(variables, "STRAPPER_MESSAGE", trigger.message());
	}

	private static void putKnown(Map<String, String> variables, String name, @Nullable String value) {
		if (value != null) {
			variables.put(name, value);
		}
	}

	/**
	 * Finds a program as a shell does.
	 * @param program its name
	 * @return its path, or empty if no folder of the PATH has it
	 */
	Optional<Path> find(String program) {
		for (String folder : this.base.getOrDefault("PATH", "").split(":")) {
			Path path = Path.of(folder, program).toAbsolutePath();
			if (Files.isRegularFile(path) && Files.isExecutable(path)) {
				return Optional.of(path);
			}
		}
		return Optional.empty();
	}

}
