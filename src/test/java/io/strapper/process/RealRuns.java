package io.strapper.process;

import java.nio.file.Path;

import io.strapper.app.Action;
import io.strapper.run.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of real processes begin with: a home, and a server that is yet to start. */
abstract class RealRuns {

	@TempDir
	Path root;

	RunServer server;

	@BeforeEach
	void makeServer() {
		this.server = new RunServer(this.root, database());
	}

	/** The URL of the empty database that the server uses. */
	String database() {
		return RunServer.embeddedDatabase();
	}

	@AfterEach
	void closeServer() {
		this.server.close();
	}

	/** Presses deploy, and waits until the script has written that it is ready. */
	Run pressed() {
		Run run = this.server.press(Action.DEPLOY);
		this.server.untilLog(run, "ready");
		return run;
	}

}
