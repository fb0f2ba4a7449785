package io.strapper.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.strapper.home.Home;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Whether there is room for the log of one more run, and for its row. */
@Component
public class FreeSpace {

	private static final Logger log = LoggerFactory.getLogger(FreeSpace.class);

	private final Home home;

	private final DataSize least;

	FreeSpace(Home home, StorageSettings settings) {
		this.home = home;
		this.least = settings.minFreeSpace();
	}

	/**
	 * Refuses a run that would probably run out of disk space.
	 * @throws DiskFullException if less space is free than the minimum
	 */
	public void require() {
		// The logs and the database may lie on two disks
		for (Path path : List.of(this.home.runs(), this.home.root())) {
			long free = free(path);
			if (free < this.least.toBytes()) {
				throw new DiskFullException(path, DataSize.ofBytes(free), this.least);
			}
		}
	}

	private static long free(Path path) {
		try {
			return Files.exists(path) ? Files.getFileStore(path).getUsableSpace() : Long.MAX_VALUE;
		}
		catch (IOException ex) {
			log.debug("What is free at {} cannot be told: the run finds out", path, ex);
			return Long.MAX_VALUE;
		}
	}

}
