package io.strapper.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.strapper.testing.Cluster;
import io.strapper.testing.Folders;

/** Nodes that have an app, blog, whose deploy goes on until a gate is opened. */
final class GatedCluster implements AutoCloseable {

	/** The exit code of each deploy. */
	static final int EXIT_CODE = 5;

	private final Path home;

	private final Path gate;

	private final Cluster nodes;

	GatedCluster(Path home) {
		this.home = home;
		this.gate = home.resolve("gate");
		this.nodes = new Cluster(home);
		Folders.script(home, "blog", "deploy", "echo $$ >\"$STRAPPER_RUN.pid\"", "echo ready",
				"until [ -e '" + this.gate + "' ]; do sleep 0.05; done", "exit " + EXIT_CODE);
	}

	Cluster nodes() {
		return this.nodes;
	}

	void openGate() throws IOException {
		if (Files.notExists(this.gate)) {
			Files.createFile(this.gate);
		}
	}

	/** The process of a run that has written {@code ready}. */
	long pid(int run) throws IOException {
		return Long.parseLong(Files.readString(this.home.resolve("apps/blog/" + run + ".pid")).strip());
	}

	/** Nothing goes on after a test, whatever has failed. */
	@Override
	public void close() throws IOException {
		openGate();
	}

}
