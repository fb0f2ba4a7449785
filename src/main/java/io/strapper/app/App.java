package io.strapper.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.strapper.secret.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * An app: a folder below {@code apps/}, as it was when it was last read.
 *
 * @param id the folder's name
 * @param name what people call it; the identifier unless {@code app.yml} says otherwise
 * @param description one line for the dashboard, or null
 * @param url where the app is reached (http or https), or null
 * @param labels what the app belongs to, the most important first
 * @param folder the absolute path of the folder
 * @param actions the executables that can be run: each has a button
 * @param timeout how long a run may take, or null for the server's default
 * @param silenceTimeout how long a run may write nothing, or null for the server's
 * default
 * @param keep which of its logs are kept
 * @param environment variables for the app's processes
 * @param secrets variables whose values nobody may see
 * @param access who may see and press
 * @param problems what is wrong with the folder, one plain sentence each; empty if
 * nothing is
 * @param hook what it wants of webhooks, or null if that cannot be told: it takes none
 * then
 * @param channels where notices of its runs go
 * @param badge whether everybody may see how its newest deploy went
 * @param nodes the names of the nodes that may run its actions, or none: any node may
 */
public record App(AppId id, String name, @Nullable String description, @Nullable String url, List<String> labels,
		Path folder, Set<Action> actions, @Nullable Duration timeout, @Nullable Duration silenceTimeout, Keep keep,
		Map<String, String> environment, Secrets secrets, AppAccess access, List<String> problems,
		@Nullable AppHook hook, List<NoticeChannel> channels, boolean badge, List<String> nodes) {

	/** An app without secrets and notices, and without wishes for webhooks. */
	public App(AppId id, String name, @Nullable String description, @Nullable String url, List<String> labels,
			Path folder, Set<Action> actions, @Nullable Duration timeout, @Nullable Duration silenceTimeout, Keep keep,
			Map<String, String> environment, AppAccess access, List<String> problems) {
		this(id, name, description, url, labels, folder, actions, timeout, silenceTimeout, keep, environment,
				Secrets.NONE, access, problems, HookYaml.UNSAID.in(folder), List.of(), false, List.of());
	}

	public App {
		labels = List.copyOf(labels);
		actions = Set.copyOf(actions);
		environment = Map.copyOf(environment);
		problems = List.copyOf(problems);
		channels = List.copyOf(channels);
		nodes = List.copyOf(nodes);
	}

	/** Whether the same is hidden in the logs of this app as in those of another one. */
	public boolean hidesTheSame(App other) {
		return this.secrets.equals(other.secrets);
	}

	/**
	 * The executable of an action.
	 * @param action the action
	 * @return its path, whether or not it exists
	 */
	public Path executable(Action action) {
		return this.folder.resolve(action.label());
	}

}
