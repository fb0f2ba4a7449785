package io.strapper.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

import io.strapper.testing.Client;
import io.strapper.testing.Cluster;
import io.strapper.testing.Folders;
import io.strapper.testing.LivePage;
import io.strapper.testing.Mounts;
import io.strapper.testing.RenderedLog;
import io.strapper.testing.Server;
import io.strapper.testing.TurnableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A node whose view of the shared directory lags behind. It sees a copy that the test
 * brings up to date, each file when it wants.
 */
@Tag("root")
class StaleDirectoryTests {

	private static final String RUN = "/api/apps/blog/runs/1";

	@TempDir
	private Path folder;

	@RegisterExtension
	private final Mounts mounts = new Mounts();

	private Path home;

	private Path copy;

	private Path gate;

	private Server owner;

	private Server other;

	private Client here;

	private Client there;

	@BeforeEach
	void start() throws IOException {
		this.home = Files.createDirectory(this.folder.resolve("home"));
		this.gate = this.folder.resolve("gate");
		Folders.script(this.home, "blog", "deploy", "seq 1 400000",
				"until [ -e '" + this.gate + "' ]; do sleep 0.05; done", "seq 1 2500");
		Cluster cluster = new Cluster(this.home);
		this.owner = cluster.start("web-1");
		Path place = this.mounts.share(this.home, this.folder.resolve("place"));
		this.copy = Files.createDirectory(this.folder.resolve("copy"));
		this.mounts.mount(this.copy, place.resolve("runs"));
		this.other = cluster.start("web-2", List.of(TurnableClock.class), "--strapper.home=" + place);
		this.here = this.owner.admin();
		this.there = this.other.admin();
		// It tells pages of an ended run, and awaits its end, for a time only
		this.other.bean(TurnableClock.class).stop();
	}

	@AfterEach
	void stop() {
		this.other.close();
		this.owner.close();
	}

	private Path log() {
		return this.home.resolve("runs/blog/1/log");
	}

	/** Shows more of a file to the other node. */
	private void show(String name, long size) throws IOException {
		Path shown = Files.createDirectories(this.copy.resolve("blog/1")).resolve(name);
		byte[] bytes = Files.readAllBytes(log().resolveSibling(name));
		long before = Files.exists(shown) ? Files.size(shown) : 0;
		Files.write(shown, Arrays.copyOfRange(bytes, (int) before, (int) Math.min(size, bytes.length)),
				StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	@Test
	void itsPagesShowLessUntilTheyShowAll() throws Exception {
		try (LivePage page = new LivePage("blog", List.of(this.there))) {
			this.here.app("blog").press("deploy");
			this.here.app("blog").awaitLog(1, "\n400000");
			await().until(() -> Files.exists(log().resolveSibling("index"))
					&& this.here.json(RUN + "/screen?lines=1").get("to").asLong() == Files.size(log()));
			// The files beside the log are newer than the log, which ends within a line
			show("index", Long.MAX_VALUE);
			show("times", Long.MAX_VALUE);
			show("log", 100_003);

			JsonNode first = this.there.json(RUN + "/lines/0").get("lines");
			assertThat(first).isEqualTo(this.here.json(RUN + "/lines/0").get("lines"));
			assertTruePart(this.there.json(RUN + "/screen?lines=1500"));
			assertTruePart(this.there.json(RUN + "/lines/18"));
			assertThat(this.there.app("blog").log(1).getBytes(StandardCharsets.UTF_8)).hasSize(100_003);

			show("log", 300_001);
			await().until(() -> page.offset() >= 300_001);

			Files.createFile(this.gate);
			this.here.app("blog").ended(1);
			assertThat(this.there.app("blog").ended(1).get("exitCode").asInt()).isZero();
			assertThat(this.there.get(RUN + "/log").statusCode()).as("the end is not there yet").isEqualTo(503);
			assertThat(this.there.get(RUN + "/log?plain").statusCode()).isEqualTo(503);
			assertTruePart(this.there.json(RUN + "/screen?lines=1500"));
			this.other.bean(TurnableClock.class).turn(Duration.ofMinutes(2));
			assertThat(this.there.get(RUN + "/log").statusCode()).as("somebody has shortened it").isEqualTo(200);
			this.other.bean(TurnableClock.class).turn(Duration.ofMinutes(-2));

			for (String name : List.of("log", "index", "times", "outline")) {
				show(name, Long.MAX_VALUE);
			}
			await().until(() -> page.offset() == Files.size(log()));
			List<String> lines = RenderedLog.of(log()).lines();
			assertThat(page.lines()).hasSize(402_502).endsWith(last(lines, 400));
			assertThat(this.there.app("blog").log(1)).isEqualTo(Files.readString(log()));
			for (String part : List.of("/lines/0", "/lines/18", "/lines/402", "/groups")) {
				assertThat(this.there.json(RUN + part)).as(part).isEqualTo(this.here.json(RUN + part));
			}
		}
	}

	private static String[] last(List<String> lines, int count) {
		return lines.subList(lines.size() - count, lines.size()).toArray(String[]::new);
	}

	/** Each line is the right one, with the right number, but the last may be a part. */
	private static void assertTruePart(JsonNode answer) {
		long number = answer.get("firstLine").asLong();
		List<String> lines = StreamSupport.stream(answer.get("lines").spliterator(), false)
			.map(JsonNode::asString)
			.toList();
		for (int line = 0; line < lines.size() - 1; line++) {
			// The first line is ours
			assertThat(lines.get(line)).isEqualTo(String.valueOf(number + line));
		}
	}

}
