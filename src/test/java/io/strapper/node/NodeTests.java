package io.strapper.node;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.strapper.home.CannotStartException;
import io.strapper.testing.Cluster;
import io.strapper.testing.Server;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** Several servers on one home: which there are, and which may not start. */
@ExtendWith(OutputCaptureExtension.class)
class NodeTests {

	@TempDir
	private Path home;

	@Test
	void eachNodeIsOnRecordAndRenewsItsLease() {
		Cluster cluster = new Cluster(this.home);
		try (Server one = cluster.start("web-1", Cluster.shortLease()); Server two = cluster.start("web-2")) {
			Instant before = heard(two);

			assertThat(two.bean(Nodes.class).all()).extracting(KnownNode::name, KnownNode::alive, KnownNode::draining)
				.containsExactly(tuple("web-1", true, false), tuple("web-2", true, false));
			await().until(() -> heard(two).isAfter(before));
			await().until(() -> one.bean(Lease.class).held());
		}
	}

	private static Instant heard(Server server) {
		return server.bean(Nodes.class).all().get(0).heardAt();
	}

	@Test
	void aNodeThatWasShutDownGetsNoNewRuns() {
		Cluster cluster = new Cluster(this.home);
		try (Server one = cluster.start("web-1"); Server two = cluster.start("web-2")) {
			two.leave();

			assertThat(one.bean(Nodes.class).all()).extracting(KnownNode::takesRuns).containsExactly(true, false);
		}
	}

	@Test
	void aLeaseThatRanOutIsHadAgainWhenNoRunIsLeft(CapturedOutput output) {
		Cluster cluster = new Cluster(this.home);
		try (Server one = cluster.start("web-1", Cluster.shortLease())) {
			cluster.silence("web-1");

			await().until(() -> output.getAll().contains("Node web-1 has its lease again"));

			assertThat(output.getAll()).contains("The lease of node web-1 has run out: it starts nothing");
			assertThat(heard(one)).isAfter(Instant.now().minus(Duration.ofMinutes(5)));
		}
	}

	@Test
	void aServerThatIsAloneHasNothingOfIt() {
		try (Server server = Server.start(this.home)) {
			assertThat(server.bean(Lease.class).held()).isTrue();
			assertThat(server.bean(Lease.class).isRunning()).isFalse();
			assertThat(server.bean(Nodes.class).all()).isEmpty();
			assertThat(this.home.resolve("nodes")).doesNotExist();
			// The one of a server before may still be ending
			await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.doesNotContain("node-lease"));
		}
	}

	@Test
	void noAnswerOfTheDatabaseIsAwaitedLongerThanTheLease() {
		try (Server one = new Cluster(this.home).start("web-1", "--strapper.node-lease=48s")) {
			HikariDataSource pool = one.bean(HikariDataSource.class);

			assertThat(pool.getConnectionTimeout()).isEqualTo(8000);
			assertThat(pool.getDataSourceProperties()).hasSize(3)
				.containsEntry("connectTimeout", "9")
				.containsEntry("socketTimeout", "17")
				.containsEntry("autosave", "conservative");
		}
	}

	@Test
	void aNamesakeOnThisMachineEndsTheStart() {
		Cluster cluster = new Cluster(this.home);
		try (Server one = cluster.start("web-1")) {
			assertRefused(() -> cluster.start("web-1").close(),
					"node web-1 is running already (process %d on ".formatted(ProcessHandle.current().pid()));
			assertThat(one.bean(Lease.class).held()).isTrue();
		}
	}

	@Test
	void aNamesakeElsewhereEndsTheStartUntilItsLeaseIsOver() {
		Cluster cluster = new Cluster(this.home);
		cluster.start("web-1").close();
		cluster.jdbc()
			.sql("UPDATE node SET machine = 'another', incarnation = 'i', heard_at = CURRENT_TIMESTAMP")
			.update();

		assertRefused(() -> cluster.start("web-1").close(), "node web-1 is running already, on another machine: ");

		cluster.silence("web-1");
		cluster.start("web-1").close();
	}

	@Test
	void aDatabaseThatOnlyOneServerCanOpenEndsTheStart() {
		assertRefused(() -> Server.start(this.home, "--strapper.broker.relay.host=127.0.0.1").close(),
				"several nodes need one database, and H2 is this server's alone: name a PostgreSQL with ");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "''", "-web", "web_1", "web 1", "../web",
			"a123456789012345678901234567890123456789012345678901234567890123" })
	void aTextThatIsNoNameEndsTheStart(String name) {
		assertRefused(() -> Server.start(this.home, "--strapper.node=" + name).close(),
				"'%s' cannot be the name of a node: choose one ".formatted(name));
	}

	@Test
	void aServerThatIsAloneAndANodeExcludeOneAnother() {
		Cluster cluster = new Cluster(this.home);
		try (Server node = cluster.start("web-1")) {
			assertRefused(() -> Server.start(this.home, cluster.databaseArgument()).close(),
					"the home %s is in use by several nodes: make this server one of them ".formatted(this.home));
			assertThat(node.port()).isPositive();
		}
		try (Server alone = Server.start(this.home, cluster.databaseArgument())) {
			assertRefused(() -> cluster.start("web-1").close(),
					"the home %s is in use by a server that is no node (process %d): stop that one".formatted(this.home,
							ProcessHandle.current().pid()));
			assertThat(alone.port()).isPositive();
		}
	}

	@Test
	void aHomeOfItsOwnEndsTheStartOfANode(@TempDir Path elsewhere) {
		Cluster cluster = new Cluster(this.home);
		cluster.start("web-1").close();

		assertThatThrownBy(() -> Server
			.start(elsewhere, cluster.databaseArgument(), "--strapper.broker.relay.host=127.0.0.1",
					"--strapper.node=web-2")
			.close()).rootCause().hasMessageStartingWith("the database belongs to another home than " + elsewhere);
	}

	@ParameterizedTest(name = "{0} ms")
	@CsvSource({ "-5000", "5000" })
	void aClockThatIsWrongEndsTheStart(long off) {
		WrongClock.off = Duration.ofMillis(off);

		assertRefused(() -> new Cluster(this.home).start("web-1", List.of(WrongClock.class)).close(),
				"the clock of this machine differs by ");
	}

	private static void assertRefused(ThrowingCallable start, String sentence) {
		assertThatExceptionOfType(Exception.class).isThrownBy(start)
			.extracting((ex) -> (ex instanceof CannotStartException) ? ex : ex.getCause())
			.isInstanceOf(CannotStartException.class)
			.extracting(Throwable::getMessage)
			.asString()
			.startsWith(sentence);
	}

	/** The clock of a machine that nobody has set. */
	static class WrongClock {

		private static Duration off = Duration.ZERO;

		@Bean
		@Primary
		Clock wrongClock() {
			return Clock.offset(Clock.systemUTC(), off);
		}

	}

}
