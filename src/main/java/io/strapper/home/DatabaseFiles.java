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
 * Keeps the embedded database's files to ourselves. H2 makes them with the umask, which
 * stays as it is: deploys inherit it, and what they publish is for others to read.
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
