package io.strapper.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The files of an app that exist in its folder. They stay the same while the folder's
 * modification time does not change, so a missing file need not be looked for again. Not
 * thread-safe.
 */
final class FolderNames {

	private static final List<String> ALL = List.of("app.yml", "app.yaml", "deploy", "stop", "destroy");

	private final Set<String> present = new HashSet<>();

	private @Nullable FileStat stat;

	private boolean linked;

	/**
	 * Whether a file is one of an app's files.
	 * @param name a path of one name
	 */
	static boolean isRead(Path name) {
		return ALL.contains(name.toString());
	}

	/**
	 * Reads the names again if the folder has changed.
	 * @param folder the folder
	 * @param now the folder's stat, taken before this call
	 * @throws IOException if a file cannot be examined
	 */
	void look(Path folder, FileStat now) throws IOException {
		if (now.equals(this.stat)) {
			return;
		}
		this.stat = null;
		this.present.clear();
		this.linked = Files.isSymbolicLink(folder);
		boolean rested = now.isRested(Instant.now());
		for (String name : ALL) {
			look(folder, name);
		}
		this.stat = rested ? now : null;
	}

	private void look(Path folder, String name) throws IOException {
		try {
			BasicFileAttributes file = Files.readAttributes(folder.resolve(name), BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			this.present.add(name);
			this.linked |= file.isSymbolicLink();
		}
		catch (NoSuchFileException ex) {
			// The file does not exist
		}
	}

	/** Whether there is a file, or a link, of that name. */
	boolean contain(String name) {
		return this.present.contains(name);
	}

	/** Whether the folder or one of the files is a link: its target is elsewhere. */
	boolean areLinked() {
		return this.linked;
	}

}
