package io.strapper.home;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Binds a database to one home, before any run is adopted. The runs of another home have
 * their files there, not here: each of them would be marked lost. (The home's lock keeps
 * out a second server of the same home.)
 */
@Component
class DatabaseClaim {

	/**
	 * Claims the database for a home.
	 * @throws CannotStartException if it is another home's
	 */
	DatabaseClaim(JdbcClient jdbc, Home home) {
		String ours = home.id();
		try {
			jdbc.sql("INSERT INTO home (id) VALUES (:id)").param("id", ours).update();
		}
		catch (DuplicateKeyException ex) {
			if (!jdbc.sql("SELECT id FROM home").query(String.class).single().equals(ours)) {
				throw new CannotStartException("the database belongs to another home than " + home.root()
						+ ": give each home a database of its own with --spring.datasource.url=URL;"
						+ " or, if the other home is gone for good, empty the database's table home");
			}
		}
	}

}
