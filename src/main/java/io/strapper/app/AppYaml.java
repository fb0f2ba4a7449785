package io.strapper.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.strapper.secret.SecretSource;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an {@code app.yml}. If one of them is wrong, none of them counts: only
 * an administrator sees the app, and it has no buttons, until the file is corrected.
 * Otherwise a mistyped {@code viewers} would open the app to everybody.
 *
 * @param name what people call the app, or null
 * @param description one line for the dashboard, or null
 * @param url where the app is reached, or null
 * @param labels what the app belongs to
 * @param timeout how long a run may take, or null
 * @param silenceTimeout how long a run may write nothing, or null
 * @param keep which logs are kept
 * @param environment variables for the app's processes
 * @param secrets variables whose values nobody may see
 * @param access who may see and press
 * @param problems what is wrong with the file, one plain sentence each
 * @param hook what it says about webhooks, or null if it cannot be parsed
 * @param channels where notices go
 * @param badge whether everybody may see how its newest deploy went
 * @param nodes the names of the nodes that may run its actions, or none: any node may
 */
record AppYaml(@Nullable String name, @Nullable String description, @Nullable String url, List<String> labels,
		@Nullable Duration timeout, @Nullable Duration silenceTimeout, Keep keep, Map<String, String> environment,
		List<SecretSource> secrets, AppAccess access, List<String> problems, @Nullable HookYaml hook,
		List<NoticeChannel> channels, boolean badge, List<String> nodes) {

	/** The defaults, for an app without {@code app.yml}. */
	static final AppYaml NONE = new AppYaml(null, null, null, List.of(), null, null, Keep.UNSAID, Map.of(), List.of(),
			AppAccess.OPEN, List.of(), HookYaml.UNSAID, List.of(), false, List.of());

	AppYaml {
		labels = List.copyOf(labels);
		environment = Map.copyOf(environment);
		secrets = List.copyOf(secrets);
		channels = List.copyOf(channels);
		nodes = List.copyOf(nodes);
		problems = List.copyOf(problems);
		access = problems.isEmpty() ? access : AppAccess.CLOSED;
	}

	static AppYaml broken(String problem) {
		return new AppYaml(null, null, null, List.of(), null, null, Keep.UNSAID, Map.of(), List.of(), AppAccess.CLOSED,
				List.of(problem), null, List.of(), false, List.of());
	}

	boolean broken() {
		return !this.problems.isEmpty();
	}

}
