package io.strapper.hook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.run.Runs;
import io.strapper.testing.Forge;
import io.strapper.testing.Server;
import io.strapper.testing.TwoNodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two nodes that take pushes and start what waits. */
class SeveralTurnsTests {

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	private static final AppId BLOG = new AppId("blog");

	private static final int PUSHES = 8;

	@TempDir
	private Path home;

	private TwoNodes nodes;

	@BeforeEach
	void start() throws Exception {
		this.nodes = TwoNodes.start(this.home, List.of());
		Server one = this.nodes.one();
		one.file("blog", "hook-secret", SECRET);
		Files.setPosixFilePermissions(this.home.resolve("apps/blog/hook-secret"),
				PosixFilePermissions.fromString("rw-------"));
		one.file("blog", "app.yml", "hook: {secret-file: hook-secret}\nwhen-busy: queue\n");
		one.script("blog", "deploy", "while [ ! -e " + this.home + "/gate ]; do sleep 0.05; done");
		for (Server server : List.of(one, this.nodes.other())) {
			await().until(() -> server.bean(Apps.class)
				.find(BLOG)
				.filter((app) -> app.hook() != null && app.hook().secretFile() != null)
				.isPresent());
		}
	}

	@AfterEach
	void end() {
		this.nodes.close();
	}

	private static String commit(int push) {
		return String.valueOf(push).repeat(40);
	}

	private static String push(Server server, int push) {
		return new Forge(server.url(), SECRET).github("blog", "push", Forge.push("refs/heads/main", commit(push)))
			.body();
	}

	@Test
	void startEachPushOnce() throws Exception {
		assertThat(push(this.nodes.one(), 1)).contains("\"number\":1");
		IntStream.rangeClosed(2, PUSHES)
			.forEach((i) -> assertThat(push(this.nodes.turn(i), i)).contains("\"outcome\":\"waiting\""));

		Files.writeString(this.home.resolve("gate"), "");

		await().until(() -> {
			this.nodes.one().bean(Turn.class).look();
			this.nodes.other().bean(Turn.class).look();
			return this.nodes.one().bean(WaitingRuns.class).of(BLOG).isEmpty()
					&& this.nodes.one().bean(Runs.class).active(BLOG).isEmpty();
		});
		List<String> commits = this.nodes.one()
			.bean(JdbcClient.class)
			.sql("SELECT pushed_commit FROM run WHERE app = 'blog'")
			.query(String.class)
			.list();
		assertThat(commits).containsExactlyInAnyOrderElementsOf(
				IntStream.rangeClosed(1, PUSHES).mapToObj(SeveralTurnsTests::commit).toList());
	}

	@Test
	void leaveAloneWhatTheOtherHasClaimed() throws Exception {
		WaitingRuns queue = this.nodes.one().bean(WaitingRuns.class);
		push(this.nodes.one(), 1);
		push(this.nodes.one(), 2);
		WaitingRuns.Waiting waiting = queue.of(BLOG).get(0);
		// A start that is tried just now releases it
		await().until(() -> queue.claim(waiting));

		Files.writeString(this.home.resolve("gate"), "");
		await().until(() -> this.nodes.one().bean(Runs.class).active(BLOG).isEmpty());
		this.nodes.one().bean(Turn.class).look();
		this.nodes.other().bean(Turn.class).look();

		assertThat(this.nodes.other().bean(WaitingRuns.class).claim(waiting)).isFalse();
		await().during(Duration.ofSeconds(1)).until(() -> queue.of(BLOG).size() == 1);
		queue.release(waiting);
		await().until(() -> queue.of(BLOG).isEmpty());
	}

	@Test
	void refuseWhatTheOtherHasTaken() {
		push(this.nodes.one(), 1);

		assertThat(push(this.nodes.other(), 1)).contains("The same was delivered before");
	}

	@Test
	void aNodeThatStartsLeavesAloneWhatTheOtherHandles() {
		JdbcClient jdbc = this.nodes.one().bean(JdbcClient.class);
		push(this.nodes.one(), 1);
		jdbc.sql("UPDATE hook_delivery SET outcome = NULL").update();

		this.nodes.other().bean(Deliveries.class).endInterrupted();

		assertThat(this.nodes.one().bean(Deliveries.class).of(BLOG, 1).get(0).outcome()).isNull();
		jdbc.sql("UPDATE hook_delivery SET at = at - INTERVAL '1' HOUR").update();
		this.nodes.other().bean(Deliveries.class).endInterrupted();
		assertThat(this.nodes.one().bean(Deliveries.class).of(BLOG, 1).get(0).outcome()).isEqualTo("failed");
	}

}
