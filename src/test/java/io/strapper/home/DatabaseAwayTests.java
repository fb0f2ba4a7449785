package io.strapper.home;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import org.springframework.transaction.TransactionSystemException;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseAwayTests {

	@Test
	void aRollbackOnAConnectionThatThePoolHasClosed() {
		SQLException closed = new SQLException("Connection is closed");

		assertThat(DatabaseAway.isCauseOf(new TransactionSystemException("JDBC rollback failed", closed))).isTrue();
	}

	@Test
	void aCommitThatAConstraintRefuses() {
		SQLException refused = new SQLException("duplicate key", "23505");

		assertThat(DatabaseAway.isCauseOf(new TransactionSystemException("JDBC commit failed", refused))).isFalse();
	}

}
