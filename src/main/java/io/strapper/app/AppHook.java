package io.strapper.app;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an app wants of webhooks. Patterns have {@code *} for any characters but
 * {@code /}, {@code **} for any characters, and {@code ?} for one.
 *
 * @param secretFile the file with the secret that forges sign with, or null: the secret
 * that was made on the app's page counts
 * @param branches patterns of the branches whose pushes deploy, or null: all if no tags
 * are wanted either
 * @param tags patterns of the tags whose pushes deploy, or null: none
 * @param paths patterns of files, one of which a push has to change, or null: any
 * @param whenBusy what becomes of a push while the app has an active run
 */
public record AppHook(@Nullable Path secretFile, @Nullable List<String> branches, @Nullable List<String> tags,
		@Nullable List<String> paths, WhenBusy whenBusy) {

	public AppHook {
		branches = (branches != null) ? List.copyOf(branches) : null;
		tags = (tags != null) ? List.copyOf(tags) : null;
		paths = (paths != null) ? List.copyOf(paths) : null;
	}

}
