package io.strapper.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.strapper.testing.Client;
import io.strapper.testing.Ports;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The first start, and starts that cannot succeed. */
class StartTests {

	@TempDir
	private Path folder;

	@Test
	void aNewHomeIsOursAloneAndHasADemoThatCanBeDeployed() throws Exception {
		Path home = this.folder.resolve("home");
		try (Server server = Server.start(home)) {
			Client admin = server.admin();

			assertThat(admin.post("/api/apps/demo/stop").statusCode()).isEqualTo(202);
			assertThat(admin.app("demo").ended(1).get("status").asString()).isEqualTo("succeeded");
			assertThat(permissions(home, Files::isDirectory)).isNotEmpty().containsOnly("rwx------");
			assertThat(permissions(home.resolve("db"), Files::isRegularFile)).isNotEmpty().containsOnly("rw-------");
			assertThat(permissions(home.resolve("runs"), Files::isRegularFile)).isNotEmpty().containsOnly("rw-------");
			assertThat(permissions(home.resolve("lock"), Files::isRegularFile)).containsOnly("rw-------");
			assertThat(admin.json("/api/apps").get(0).get("app").asString()).isEqualTo("demo");
			assertThat(admin.json("/api/apps").get(0).get("actions").toString()).isEqualTo("[\"deploy\",\"stop\"]");
			assertThat(admin.json("/api/apps").get(0).get("problems").toString()).isEqualTo("[]");
		}
	}

	private static Set<String> permissions(Path folder, Predicate<Path> which) throws IOException {
		Set<String> permissions = new TreeSet<>();
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.filter(which).toList()) {
				permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
			}
		}
		return permissions;
	}

	@Test
	void whoStartsItAsRootIsWarned() throws Exception {
		boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
		try (ServerProcess server = ServerProcess.start(this.folder.resolve("home"))) {
			await().untilAsserted(() -> assertThat(server.output()).contains("Strapper is ready"));

			await().untilAsserted(
					() -> assertThat(server.output().contains("Strapper runs as root, and so does every deploy"))
						.isEqualTo(root));
		}
	}

	@Test
	void appsOfTheirOwnGetNoDemo() throws Exception {
		Files.createDirectories(this.folder.resolve("home/apps"));

		try (Server server = Server.start(this.folder.resolve("home"))) {
			assertThat(server.admin().json("/api/apps").toString()).isEqualTo("[]");
		}
	}

	@Test
	void aHomeThatAnotherServerUsesEndsTheStartWithOneSentence() throws Exception {
		Path home = this.folder.resolve("home");
		try (Server first = Server.start(home); ServerProcess second = ServerProcess.launch(home, Ports.free())) {
			assertThat(second.awaitEnd()).isNotZero();
			assertThat(second.output().lines()).filteredOn((line) -> line.startsWith("Strapper did not start: "))
				.singleElement()
				.asString()
				.contains("in use by another server (process " + ProcessHandle.current().pid() + ")")
				.contains("--strapper.home");
			assertThat(second.output()).doesNotContain("\tat ");
			assertThat(first.port()).isPositive();
		}
	}

	@Test
	void aTakenPortEndsTheStartWithOneSentence() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				ServerProcess server = ServerProcess.launch(this.folder.resolve("home"), taken.getLocalPort())) {
			assertThat(server.awaitEnd()).isNotZero();
			assertThat(server.output()).contains("Strapper did not start: port " + taken.getLocalPort() + " is taken")
				.contains("--server.port")
				.doesNotContain("\tat ");
		}
	}

	@Test
	void aHomeThatCannotBeWrittenEndsTheStartWithOneSentence() throws Exception {
		Path file = Files.createFile(this.folder.resolve("file"));
		try (ServerProcess server = ServerProcess.launch(file.resolve("home"), Ports.free())) {
			assertThat(server.awaitEnd()).isNotZero();
			assertThat(server.output()).contains("Strapper did not start: the home " + file.resolve("home"))
				.contains("cannot be written")
				.doesNotContain("\tat ");
		}
	}

}
