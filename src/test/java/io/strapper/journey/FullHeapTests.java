package io.strapper.journey;

import java.nio.file.Path;

import io.strapper.testing.Client;
import io.strapper.testing.Ports;
import io.strapper.testing.ServerProcess;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A server whose heap is full ends, so that it is started again, without any option. */
class FullHeapTests {

	@TempDir
	private Path home;

	@ParameterizedTest
	@ValueSource(strings = { "web", "scheduled", "own" })
	void endsTheProcess(String thread) throws Exception {
		try (ServerProcess server = ServerProcess.launch(MemoryEater.class, this.home, Ports.free()).awaitAnswer()) {
			new Thread(() -> new Client(server.url()).poll("/js/eat?in=" + thread)).start();

			assertThat(server.awaitEnd()).isEqualTo(3);
			assertThat(server.output()).contains("Strapper ends: its memory is full.");
		}
	}

}
