package io.strapper.process.proc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import io.strapper.testing.Threads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ShortFileTests {

	@Test
	void aFileThatIsMadeWhileItIsReadTellsNothingYet(@TempDir Path folder) throws Exception {
		Path ticket = Files.writeString(folder.resolve("ticket"), "text");
		Path wrapper = folder.resolve("wrapper");
		CompletableFuture<Void> wrappers = CompletableFuture.runAsync(() -> {
			for (int i = 0; i < 20_000; i++) {
				assertThat(ticket.toFile().renameTo(wrapper.toFile())).isTrue();
				assertThat(wrapper.toFile().renameTo(ticket.toFile())).isTrue();
			}
		}, Threads.OWN);

		while (!wrappers.isDone()) {
			assertThat(ShortFile.read(wrapper)).isIn("text", "");
		}
		wrappers.get();
	}

}
