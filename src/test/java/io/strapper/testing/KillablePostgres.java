package io.strapper.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of one test, which can be killed and started again. */
public final class KillablePostgres implements AutoCloseable {

	private final Path data;

	private final int port;

	private @Nullable EmbeddedPostgres server;

	/**
	 * A PostgreSQL that is not started.
	 * @param data an empty folder for its files
	 */
	public KillablePostgres(Path data) throws IOException {
		this.data = data;
		this.port = Ports.free();
	}

	/** The port on which it listens, also after it was started again. */
	public int port() {
		return this.port;
	}

	/** The URL of its database. */
	public String url() {
		return url(this.port);
	}

	/**
	 * The URL of its database.
	 * @param port where it is reached
	 */
	public String url(int port) {
		return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
	}

	/** Starts it, if it does not run. What was committed is there. */
	public synchronized void start() throws IOException {
		if (this.server == null) {
			this.server = EmbeddedPostgres.builder()
				.setDataDirectory(this.data)
				.setCleanDataDirectory(false)
				.setPort(this.port)
				.setPGStartupWait(Patience.LIMIT)
				// By itself this library's databases may forget the last commits
				.setServerConfig("synchronous_commit", "on")
				.start();
		}
	}

	/** {@code kill -9} of all its processes. */
	public synchronized void kill() throws IOException {
		if (this.server != null) {
			try (Stream<String> lines = Files.lines(this.data.resolve("postmaster.pid"))) {
				lines.findFirst().map(Long::valueOf).flatMap(ProcessHandle::of).ifPresent(KillablePostgres::kill);
			}
			this.server.close();
		}
		this.server = null;
	}

	private static void kill(ProcessHandle process) {
		List<ProcessHandle> all = Stream.concat(Stream.of(process), process.descendants()).toList();
		all.forEach(ProcessHandle::destroyForcibly);
		all.forEach((it) -> it.onExit().join());
	}

	@Override
	public void close() throws IOException {
		kill();
	}

}
