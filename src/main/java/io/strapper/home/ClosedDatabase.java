package io.strapper.home;

import java.sql.SQLException;
import java.util.Set;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * Evicts connections to an embedded database that has closed itself, as H2 does when the
 * disk is full. H2 opens it again, unharmed, for the first connection after the last old
 * one is gone; the old ones claim to be valid.
 */
public class ClosedDatabase implements SQLExceptionOverride {

	/**
	 * H2's IO_EXCEPTION_1, IO_EXCEPTION_2, DATABASE_IS_CLOSED,
	 * DATABASE_CALLED_AT_SHUTDOWN.
	 */
	private static final Set<Integer> CLOSED = Set.of(90028, 90031, 90098, 90121);

	@java.lang.Override
	public Override adjudicate(SQLException ex) {
		return CLOSED.contains(ex.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
	}

}
