package io.strapper.node;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.strapper.testing.Postgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.info.BuildProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** When a node trusts its lease, and when the others may take its runs. */
class LeaseTests {

	private static final Duration LEASE = Duration.ofMinutes(1);

	private static final Duration TRUST = Duration.ofSeconds(50);

	private final Node us = Node.of("web-1", true, LEASE);

	private JdbcClient jdbc;

	/** With connections of its own, and in no transaction. */
	private JdbcClient beside;

	private TransactionTemplate transaction;

	private SlowNodes nodes;

	private Lease lease;

	private long now = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

	@BeforeEach
	void join() {
		String url = Postgres.emptyDatabase();
		DriverManagerDataSource database = new DriverManagerDataSource(url);
		Flyway.configure().dataSource(database).load().migrate();
		this.jdbc = JdbcClient.create(database);
		this.beside = JdbcClient.create(new DriverManagerDataSource(url));
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
		this.nodes = new SlowNodes();
		this.lease = new Lease(this.us, this.nodes, Clock.systemUTC(),
				new DefaultListableBeanFactory().getBeanProvider(BuildProperties.class), () -> this.now);
		this.lease.join();
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
	}

	/** By the clock of the database, too. */
	private void beSilentFor(Duration time) {
		this.jdbc.sql("UPDATE node SET heard_at = heard_at - INTERVAL '%d' SECOND".formatted(time.toSeconds()))
			.update();
		pass(time);
	}

	private Nodes other() {
		return new Nodes(this.jdbc, this.transaction, Node.of("web-2", true, LEASE));
	}

	private void leaveBehind(String machine) {
		this.jdbc.sql("""
				INSERT INTO run (app, number, action, status, started_by, started_at, run_id)
				VALUES ('blog', 1, 'deploy', 'lost', 'ann', CURRENT_TIMESTAMP, 'x')
				""").update();
		this.jdbc.sql("INSERT INTO left_behind (app, number, node, machine) VALUES ('blog', 1, 'web-1', :machine)")
			.param("machine", machine)
			.update();
	}

	@Test
	void itIsTrustedForFiveSixthsOfItself() {
		pass(TRUST.minusNanos(1));
		assertThat(this.lease.held()).isTrue();

		pass(Duration.ofNanos(1));
		assertThat(this.lease.held()).isFalse();
	}

	@Test
	void itIsTrustedFromBeforeItWasRenewed() {
		this.nodes.slow = Duration.ofSeconds(20);
		assertThat(this.lease.renew()).contains(LEASE.dividedBy(6));

		pass(TRUST.minus(this.nodes.slow).minusNanos(1));
		assertThat(this.lease.held()).isTrue();

		pass(Duration.ofNanos(1));
		assertThat(this.lease.held()).isFalse();
	}

	@Test
	void whatIsNotTrustedAnyMoreIsNotRenewed() {
		pass(TRUST);

		this.lease.renew();

		assertThat(this.lease.held()).isFalse();
		assertThat(this.lease.renewLate()).isTrue();
		assertThat(this.lease.held()).isTrue();
	}

	@Test
	void whatOthersDoNotTrustAnyMoreIsNotRenewed() {
		this.jdbc.sql("UPDATE node SET heard_at = heard_at - INTERVAL '1' MINUTE").update();

		this.lease.renew();

		assertThat(this.lease.held()).as("though the clock of this machine stood still").isFalse();
	}

	@Test
	void aNamesakeTakesItForGood() {
		this.jdbc.sql("UPDATE node SET incarnation = 'another'").update();

		this.lease.renew();

		assertThat(this.lease.held()).isFalse();
		assertThat(this.lease.renewLate()).isFalse();
	}

	@Test
	void itIsNotHadAgainBeforeWhatIsLeftHasEnded() {
		pass(TRUST);
		leaveBehind(this.us.machine());
		assertThat(this.lease.renewLate()).isFalse();
		assertThat(this.lease.held()).isFalse();

		this.jdbc.sql("DELETE FROM left_behind").update();
		assertThat(this.lease.renewLate()).isTrue();
	}

	@Test
	void whatIsLeftOnAnotherMachineIsNotWaitedFor() {
		pass(TRUST);
		leaveBehind("another");

		assertThat(this.lease.renewLate()).isTrue();
	}

	@Test
	void othersAreJudgedOnlyAfterAWholeLease() {
		assertThat(this.lease.mayJudge()).isFalse();
		beHeardFor(LEASE);
		assertThat(this.lease.mayJudge()).isFalse();
		pass(Duration.ofNanos(1));
		assertThat(this.lease.mayJudge()).isTrue();

		beSilentFor(LEASE);
		this.lease.renew();
		assertThat(this.lease.renewLate()).isTrue();

		requireNoJudgementForALease();
	}

	/**
	 * While the database is away for less than a lease, nobody loses a lease. Yet the
	 * others may need a moment more until they are heard again.
	 */
	@Test
	void othersAreJudgedOnlyAWholeLeaseAfterTheDatabaseWasAway() {
		beHeardFor(LEASE.multipliedBy(2));
		assertThat(this.lease.mayJudge()).isTrue();

		pass(LEASE.dividedBy(3));
		assertThat(this.lease.mayJudge()).isTrue();
		pass(Duration.ofNanos(1));
		assertThat(this.lease.mayJudge()).as("before the first heartbeat after that").isFalse();

		this.lease.renew();
		requireNoJudgementForALease();
	}

	/** Such a heartbeat is sent before the database is back, and comes through. */
	@Test
	void othersAreJudgedOnlyAWholeLeaseAfterAHeartbeatThatWaitedForTheDatabase() {
		beHeardFor(LEASE.multipliedBy(2));

		this.nodes.slow = LEASE.dividedBy(3).plusNanos(1);
		this.lease.renew();
		this.nodes.slow = Duration.ZERO;
		// A lease counts from when its heartbeat was sent: that was long ago now
		this.lease.renew();

		requireNoJudgementForALease();
	}

	private void requireNoJudgementForALease() {
		assertThat(this.lease.mayJudge()).as("the others may have been as silent as we were").isFalse();
		beHeardFor(LEASE);
		assertThat(this.lease.mayJudge()).isFalse();
		pass(Duration.ofNanos(1));
		assertThat(this.lease.mayJudge()).isTrue();
	}

	/** With a heartbeat for each sixth of a lease. */
	private void beHeardFor(Duration time) {
		for (long sixths = time.dividedBy(LEASE.dividedBy(6)); sixths > 0; sixths--) {
			pass(LEASE.dividedBy(6));
			this.lease.renew();
		}
	}

	@Test
	void aNodeThatIsHeardIsNotTaken() {
		assertThat(inTransaction(() -> other().lockGone("web-1"))).isEmpty();

		beSilentFor(LEASE);
		assertThat(inTransaction(() -> other().lockGone("web-1"))).isPresent();
	}

	/** It would go on with a lease that was over when the others looked. */
	@Test
	void aRenewalThatWaitsForATakeoverIsTooLate() {
		beSilentFor(Duration.ofSeconds(59));
		Nodes impatient = new Nodes(this.jdbc, this.transaction, Node.of("web-2", true, Duration.ofSeconds(30)));
		CompletableFuture<Boolean> renewal = new CompletableFuture<>();

		this.transaction.executeWithoutResult((status) -> {
			assertThat(impatient.lockGone("web-1")).isPresent();
			new Thread(() -> renewal.complete(this.nodes.renew())).start();
			await().until(this::somebodyWaits);
			await().until(this::isOver);
		});

		assertThat(renewal.join()).isFalse();
	}

	private boolean somebodyWaits() {
		return this.beside.sql(
				"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
			.query(Long.class)
			.single() > 0;
	}

	private boolean isOver() {
		return this.beside
			.sql("SELECT heard_at < clock_timestamp() - INTERVAL '1' MINUTE FROM node WHERE name = 'web-1'")
			.query(Boolean.class)
			.single();
	}

	private <T> Optional<T> inTransaction(Supplier<Optional<T>> work) {
		return this.transaction.execute((status) -> work.get());
	}

	/** Whose database takes its time. */
	private final class SlowNodes extends Nodes {

		private Duration slow = Duration.ZERO;

		SlowNodes() {
			super(LeaseTests.this.jdbc, LeaseTests.this.transaction, LeaseTests.this.us);
		}

		@Override
		boolean renew() {
			pass(this.slow);
			return super.renew();
		}

	}

}
