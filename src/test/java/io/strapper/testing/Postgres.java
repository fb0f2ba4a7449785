package io.strapper.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL, which ends with the tests. */
public final class Postgres {

	private static @Nullable EmbeddedPostgres server;

	private static int databases;

	private Postgres() {
	}

	/** The URL of a database that has nothing in it. */
	public static synchronized String emptyDatabase() {
		try {
			if (server == null) {
				server = EmbeddedPostgres.builder().setPGStartupWait(Patience.LIMIT).start();
			}
			String name = "strapper" + ++databases;
			try (Connection connection = server.getPostgresDatabase().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("CREATE DATABASE " + name);
			}
			return server.getJdbcUrl("postgres", name);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
