package io.strapper.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes the embedded database's files readable by the server's user only. H2 creates them
 * with the process's umask. The umask itself stays unchanged: deploys inherit it, and
 * other users must be able to read the files that they publish.
 */
@Component
class DatabaseFiles {

	private final Home home;

	DatabaseFiles(Home home) {
		this.home = home;
	}

	@EventListener(ApplicationReadyEvent.class)
	void keep() throws IOException {
		List<Path> files;
		try (Stream<Path> all = Files.list(this.home.database())) {
			files = all.filter(Files::isRegularFile).toList();
		}
		for (Path file : files) {
			OwnerOnly.restrict(file);
		}
	}

}
