package io.strapper.testing;

import java.io.IOException;
import java.util.List;

/** A real message broker that speaks STOMP, for nodes. */
public interface MessageBroker extends AutoCloseable {

	/** The user that the nodes are. It may do nothing but what nodes do. */
	String LOGIN = "strapper";

	/** The user's password. */
	String PASSCODE = "hop skip jump";

	/** The port on which it speaks STOMP, also after it was started again. */
	int port();

	/** Starts it on its port, if it does not run. */
	void start() throws IOException;

	/** Ends it without a word to its clients. */
	void kill() throws IOException;

	/** The command line of a server that uses it. */
	default String[] arguments() {
		return arguments(port());
	}

	/**
	 * The command line of a server that uses it.
	 * @param port where the server reaches it
	 */
	default String[] arguments(int port) {
		return List.of("host=127.0.0.1", "port=" + port, "login=" + LOGIN, "passcode=" + PASSCODE)
			.stream()
			.map((setting) -> "--strapper.broker.relay." + setting)
			.toArray(String[]::new);
	}

	@Override
	default void close() throws IOException {
		kill();
	}

}
