package io.strapper.journey;

import java.io.IOException;
import java.util.Map;

import io.strapper.testing.RawSocket;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Compressed sockets, whose number is limited. */
class CompressionTests {

	private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

	@RunningServer("--strapper.live.compressed-sockets=2")
	private Server server;

	private RawSocket open() throws IOException {
		return new RawSocket(this.server.url(), Map.of("Origin", this.server.url(), "Cookie",
				this.server.admin().cookieHeader(), EXTENSIONS, "permessage-deflate; client_max_window_bits"));
	}

	@Test
	void onlySoManySocketsAreCompressed() throws IOException {
		try (RawSocket first = open(); RawSocket second = open(); RawSocket third = open()) {
			assertThat(first.head()).contains(EXTENSIONS + ": permessage-deflate");
			assertThat(second.head()).contains(EXTENSIONS + ": permessage-deflate");
			assertThat(third.head()).startsWith("HTTP/1.1 101").doesNotContain(EXTENSIONS);
		}
	}

}
