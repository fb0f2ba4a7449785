package io.strapper.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.testing.Server;

import static org.awaitility.Awaitility.await;

/** Apps that have channels of notices. */
final class Channelled {

	private Channelled() {
	}

	/** Writes a file that only its owner can read. */
	static Path secret(Server server, String app, String name, String content) {
		server.file(app, name, content + "\n");
		Path file = server.home().resolve("apps/" + app + "/" + name);
		try {
			return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Writes an app.yml and a deploy, and waits until the server knows the channels.
	 * @param notify what the app.yml says behind {@code notify:}
	 */
	static void app(Server server, String app, String notify, String... deploy) {
		server.file(app, "app.yml", "name: The " + app + "\nnotify: " + notify + "\n");
		server.script(app, "deploy", deploy);
		await().until(() -> server.bean(Apps.class)
			.find(new AppId(app))
			.filter((it) -> !it.channels().isEmpty())
			.isPresent());
	}

	/** The notices of an app, the oldest first. */
	static List<Notice> notices(Server server, String app) {
		return server.bean(Outbox.class)
			.of(app, 1000)
			.stream()
			.sorted((one, other) -> Long.compare(one.id(), other.id()))
			.toList();
	}

	/** Waits until every notice of an app is sent or given up, and returns them. */
	static List<Notice> settled(Server server, String app, int count) {
		return await().until(() -> notices(server, app), (notices) -> notices.size() >= count
				&& notices.stream().allMatch((notice) -> notice.state() != Notice.State.WAITING));
	}

}
