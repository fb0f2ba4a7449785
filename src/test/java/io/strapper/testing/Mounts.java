package io.strapper.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A folder that is seen at other places too, as a shared directory is on several
 * machines. Each place can be read-only for a while: what is opened there meanwhile
 * cannot be written, and what was open stays so. All is unmounted after the test.
 */
public final class Mounts implements AfterEachCallback {

	private static final String PURPOSE = "mounts a folder at two places";

	private final Deque<Path> mounted = new ArrayDeque<>();

	/**
	 * Shows a folder at another place.
	 * @param folder the folder
	 * @param place a path that is not there yet
	 * @return the place
	 */
	public Path share(Path folder, Path place) throws IOException {
		mount(folder, Files.createDirectory(place));
		return place;
	}

	/**
	 * Shows a folder in the place of another one, which is there again when it is undone.
	 */
	public void mount(Path folder, Path place) {
		Superuser.run(PURPOSE, "mount", "--bind", folder.toString(), place.toString());
		this.mounted.push(place);
	}

	/** Makes a place read-only. */
	public void makeReadOnly(Path place) {
		mount(place, place);
		Superuser.run(PURPOSE, "mount", "-o", "remount,bind,ro", place.toString());
	}

	/** Undoes what was mounted last at a place. */
	public void undo(Path place) {
		this.mounted.removeFirstOccurrence(place);
		Superuser.run(PURPOSE, "umount", "-l", place.toString());
	}

	@Override
	public void afterEach(ExtensionContext context) {
		while (!this.mounted.isEmpty()) {
			undo(this.mounted.peek());
		}
	}

}
