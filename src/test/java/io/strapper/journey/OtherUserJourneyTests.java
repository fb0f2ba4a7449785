package io.strapper.journey;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.strapper.testing.Client;
import io.strapper.testing.Folders;
import io.strapper.testing.Ports;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Runs that start processes as another user with a cleared environment, as sudo does,
 * under a server that may not signal them: root, but without the capability to.
 */
class OtherUserJourneyTests {

	private static final List<String> WITHOUT_POWER = List.of("setpriv", "--bounding-set=-kill,-sys_ptrace",
			"--inh-caps=-all");

	private static final String AS_NOBODY = "setpriv --reuid=65534 --regid=65534 --clear-groups env -i ";

	private static final Pattern LEFT = Pattern
		.compile("Some processes could not be killed and are still running: sh \\((\\d+), of nobody\\)");

	@TempDir
	private Path home;

	@Test
	void aCancelEndsThemByTheTerminalOrNamesThem() throws Exception {
		// Each says itself that it is ready: before, it is not yet another user's
		Folders.script(this.home, "meek", "deploy", AS_NOBODY + "/bin/sh -c 'echo ready; exec /bin/sleep 60'");
		Folders.script(this.home, "stubborn", "deploy", "[ $STRAPPER_RUN = 1 ] || exit 0", AS_NOBODY
				+ "/bin/sh -c 'trap \"\" INT TERM HUP QUIT; echo ready; while :; do read -r a </dev/zero; done'");
		try (ServerProcess server = ServerProcess.launch(WITHOUT_POWER, this.home, Ports.free(),
				"--strapper.cancel-grace=1s")) {
			Client admin = new Client(server.awaitAnswer().url()).signIn("admin", Server.PASSWORD);
			for (String app : List.of("meek", "stubborn")) {
				admin.post("/api/apps/" + app + "/deploy");
				await().until(() -> admin.get("/api/apps/" + app + "/runs/1/log").body().contains("ready"));
				admin.post("/api/apps/" + app + "/runs/1/cancel");
			}

			assertThat(ended(admin, "meek").get("reason").asString(null)).isNull();
			String reason = ended(admin, "stubborn").get("reason").asString("");
			Matcher left = LEFT.matcher(reason);
			assertThat(left.find()).as(reason).isTrue();
			try {
				admin.post("/api/apps/stubborn/deploy");
				await().until(() -> admin.get("/api/apps/stubborn/runs/2/log").body().contains("succeeded"));
				assertThat(admin.get("/api/apps/stubborn/runs/2/log").body().lines().toList().get(1))
					.contains("Processes of #1 could not be killed and are still running: sh (" + left.group(1));
			}
			finally {
				ProcessHandle.of(Long.parseLong(left.group(1))).ifPresent(ProcessHandle::destroyForcibly);
			}
		}
	}

	private static JsonNode ended(Client admin, String app) {
		return await().until(() -> admin.json("/api/apps/" + app + "/runs/1"),
				(run) -> run.get("status").asString().equals("cancelled"));
	}

}
