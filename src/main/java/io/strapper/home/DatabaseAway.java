package io.strapper.home;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionSystemException;

/** Whether the database could not be reached, as opposed to a request that was wrong. */
public final class DatabaseAway {

	private static final int LONGEST_CHAIN = 20;

	private DatabaseAway() {
	}

	/**
	 * Whether a failure is one of the connection to the database.
	 * @param failure what was caught
	 */
	public static boolean isCauseOf(Throwable failure) {
		Throwable cause = failure;
		for (int i = 0; cause != null && i < LONGEST_CHAIN; i++) {
			if (cause instanceof SQLTransientConnectionException
					|| (cause instanceof SQLException sql && isOfConnection(sql.getSQLState()))) {
				return true;
			}
			if (cause instanceof TransactionSystemException rollback && isOfConnection(rollback)) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	/**
	 * Whether a rollback failed because the connection had failed before: the pool has
	 * closed it, and says so without an SQLSTATE.
	 */
	private static boolean isOfConnection(TransactionSystemException rollback) {
		Throwable before = rollback.getApplicationException();
		return (before != null && isCauseOf(before))
				|| (rollback.getCause() instanceof SQLException closed && closed.getSQLState() == null);
	}

	/** What the driver says of a failure, in one line. */
	static String reason(Throwable failure) {
		String reason = failure.getClass().getSimpleName();
		Throwable cause = failure;
		for (int i = 0; cause != null && i < LONGEST_CHAIN; i++) {
			if (cause instanceof SQLException && cause.getMessage() != null) {
				reason = cause.getMessage();
			}
			cause = cause.getCause();
		}
		return reason.lines().findFirst().orElse(reason);
	}

	/**
	 * SQLSTATE 08, connection exception; PostgreSQL's 57P: it is shut down, or starts;
	 * and 25P03: it has ended the transaction of a server that was silent for too long.
	 */
	private static boolean isOfConnection(@Nullable String state) {
		return state != null && (state.startsWith("08") || state.startsWith("57P") || state.equals("25P03"));
	}

}
