package io.strapper.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RunDirectoryTests {

	@TempDir
	private Path folder;

	@Test
	void severalNodesMayDeleteItAtTheSameTime() throws Exception {
		ExecutorService nodes = Executors.newFixedThreadPool(4);
		try {
			for (int round = 0; round < 50; round++) {
				RunDirectory directory = new RunDirectory(this.folder.resolve("run-" + round));
				for (int i = 0; i < 10; i++) {
					Path inner = Files.createDirectories(directory.path().resolve("d" + i));
					Files.writeString(inner.resolve("file"), "x");
				}
				List<Future<Void>> deleted = new ArrayList<>();
				IntStream.range(0, 4).forEach((node) -> deleted.add(nodes.submit(() -> {
					directory.delete(false);
					return null;
				})));

				for (Future<Void> one : deleted) {
					one.get();
				}
				assertThat(directory.path()).doesNotExist();
			}
		}
		finally {
			nodes.shutdownNow();
		}
	}

}
