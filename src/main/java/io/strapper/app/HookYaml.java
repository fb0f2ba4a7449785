package io.strapper.app;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an {@code app.yml} says about webhooks.
 *
 * @param secretFile the file with the secret, relative to the app's folder
 * @param branches patterns, or null
 * @param tags patterns, or null
 * @param paths patterns, or null
 * @param whenBusy what becomes of a push while the app has an active run
 */
record HookYaml(String secretFile, @Nullable List<String> branches, @Nullable List<String> tags,
		@Nullable List<String> paths, WhenBusy whenBusy) {

	/** The same for an app in a folder. */
	AppHook in(Path folder) {
		return new AppHook(folder.resolve(this.secretFile), this.branches, this.tags, this.paths, this.whenBusy);
	}

	/** Collects what a parser finds. Not thread-safe. */
	static final class Builder {

		private @Nullable String secretFile;

		private @Nullable List<String> branches;

		private @Nullable List<String> tags;

		private @Nullable List<String> paths;

		private WhenBusy whenBusy = WhenBusy.LATEST;

		void secretFile(String name) {
			this.secretFile = name;
		}

		void branches(List<String> patterns) {
			this.branches = List.copyOf(patterns);
		}

		void tags(List<String> patterns) {
			this.tags = List.copyOf(patterns);
		}

		void paths(List<String> patterns) {
			this.paths = List.copyOf(patterns);
		}

		void whenBusy(WhenBusy choice) {
			this.whenBusy = choice;
		}

		/** Whether there are filters without a secret. */
		boolean lacksSecret() {
			return this.secretFile == null && (this.branches != null || this.tags != null || this.paths != null);
		}

		/** What was found, or null if there is no secret. */
		@Nullable HookYaml result() {
			return (this.secretFile != null)
					? new HookYaml(this.secretFile, this.branches, this.tags, this.paths, this.whenBusy) : null;
		}

	}

}
