package io.strapper.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What an {@code app.yml} says about webhooks.
 *
 * @param secretFile the file with the secret, relative to the app's folder, or null
 * @param branches patterns, or null
 * @param tags patterns, or null
 * @param paths patterns, or null
 * @param whenBusy what becomes of a push while the app has an active run
 */
record HookYaml(@Nullable String secretFile, @Nullable List<String> branches, @Nullable List<String> tags,
		@Nullable List<String> paths, WhenBusy whenBusy) {

	/** For an app that says nothing: every branch deploys. */
	static final HookYaml UNSAID = new HookYaml(null, null, null, null, WhenBusy.LATEST);

	/** The same for an app in a folder. */
	AppHook in(Path folder) {
		Path file = (this.secretFile != null) ? folder.resolve(this.secretFile) : null;
		return new AppHook(file, this.branches, this.tags, this.paths, this.whenBusy);
	}

	/** Reads {@code hook}, key by key. Not thread-safe. */
	static final class Builder {

		private static final int MAX_PATTERNS = 50;

		private static final Pattern PATTERN = Pattern.compile("[^\\p{Cntrl}]{1,200}");

		private final NodeReader reader;

		private @Nullable String secretFile;

		private @Nullable List<String> branches;

		private @Nullable List<String> tags;

		private @Nullable List<String> paths;

		private WhenBusy whenBusy = WhenBusy.LATEST;

		Builder(NodeReader reader) {
			this.reader = reader;
		}

		/** Reads {@code hook}. */
		void read(ScalarNode key, Node value) {
			this.reader.map(key, value, "`hook: {branches: [main]}`", this::setting);
		}

		private void setting(ScalarNode key, Node value) {
			switch (key.getValue()) {
				case "secret-file" -> this.reader.line(key, value, 200, (name) -> this.secretFile = name);
				case "branches" -> patterns(key, value, (branches) -> this.branches = branches);
				case "tags" -> patterns(key, value, (tags) -> this.tags = tags);
				case "paths" -> patterns(key, value, (paths) -> this.paths = paths);
				default ->
					this.reader.problem(key, "unknown setting %s in hook. Use secret-file, branches, tags or paths.",
							NodeReader.quoted(key.getValue()));
			}
		}

		private void patterns(ScalarNode key, Node value, Consumer<List<String>> setter) {
			List<String> patterns = new ArrayList<>();
			if (value instanceof SequenceNode sequence && sequence.getValue().size() <= MAX_PATTERNS) {
				for (Node item : sequence.getValue()) {
					if (item instanceof ScalarNode scalar && PATTERN.matcher(scalar.getValue()).matches()) {
						patterns.add(scalar.getValue());
					}
				}
				if (patterns.size() == sequence.getValue().size()) {
					setter.accept(List.copyOf(patterns));
					return;
				}
			}
			this.reader.problem(value, "%s must be a list of at most %d patterns, e.g. [main, \"release/*\"].",
					NodeReader.quoted(key.getValue()), MAX_PATTERNS);
		}

		void whenBusy(WhenBusy choice) {
			this.whenBusy = choice;
		}

		/** What was found. */
		HookYaml result() {
			return new HookYaml(this.secretFile, this.branches, this.tags, this.paths, this.whenBusy);
		}

	}

}
