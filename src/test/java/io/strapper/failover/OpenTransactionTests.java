package io.strapper.failover;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import io.strapper.home.DatabaseAway;
import io.strapper.testing.Cluster;
import io.strapper.testing.Patience;
import io.strapper.testing.Server;
import io.strapper.testing.Threads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A node whose machine is gone in the middle of a transaction. */
class OpenTransactionTests {

	@TempDir
	private Path home;

	@Test
	void itsLocksAreNotHeldForever() throws Exception {
		Cluster cluster = new Cluster(this.home);
		try (Server node = cluster.start("web-1")) {
			// Not closed: nobody is there to do so
			Connection left = node.bean(DataSource.class).getConnection();
			left.setAutoCommit(false);
			left.createStatement().execute("SELECT name FROM node FOR UPDATE");

			assertThat(CompletableFuture.supplyAsync(
					() -> cluster.jdbc().sql("UPDATE node SET draining = TRUE WHERE name = 'web-1'").update(),
					Threads.OWN))
				.as("the others get the lock")
				.succeedsWithin(Patience.LIMIT)
				.isEqualTo(1);
			assertThatExceptionOfType(SQLException.class).as("a node that was only frozen")
				.isThrownBy(left::commit)
				.matches(DatabaseAway::isCauseOf, "is answered with 503");
		}
	}

}
