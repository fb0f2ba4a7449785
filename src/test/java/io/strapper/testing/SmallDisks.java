package io.strapper.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * File systems in memory that are soon full. They are unmounted after the test, also
 * where something still has files in them open.
 */
public final class SmallDisks implements AfterEachCallback {

	private static final String PURPOSE = "mounts a small file system";

	private final List<Path> mounted = new ArrayList<>();

	/**
	 * Mounts one that belongs to the owner of the folder.
	 * @param folder where; what is in it is hidden
	 * @param size as mount takes it, {@code 8m} for example
	 */
	public void mount(Path folder, String size) throws IOException {
		Object user = Files.getAttribute(folder, "unix:uid");
		Object group = Files.getAttribute(folder, "unix:gid");
		Superuser.run(PURPOSE, "mount", "-t", "tmpfs", "-o",
				"mode=700,size=%s,uid=%s,gid=%s".formatted(size, user, group), "tmpfs", folder.toString());
		this.mounted.add(folder);
	}

	/** Unmounts all. */
	public void unmount() {
		while (!this.mounted.isEmpty()) {
			Superuser.run(PURPOSE, "umount", "-l", this.mounted.remove(0).toString());
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		unmount();
	}

}
