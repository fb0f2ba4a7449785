package io.strapper.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One home a database, before any run is taken up: what lies beside the runs of another
 * home is not here, so that all of them would count as lost. The home's lock keeps out a
 * second server of the same home.
 */
@Component
class DatabaseClaim {

	/**
	 * Claims the database for a home.
	 * @throws HomeUnusableException if it is another home's
	 */
	DatabaseClaim(JdbcClient jdbc, Home home) throws IOException {
		String ours = id(home.database().resolve("id"));
		try {
			jdbc.sql("INSERT INTO home (id) VALUES (:id)").param("id", ours).update();
		}
		catch (DuplicateKeyException ex) {
			if (!jdbc.sql("SELECT id FROM home").query(String.class).single().equals(ours)) {
				throw new HomeUnusableException("the database belongs to another home than " + home.root()
						+ ": give each home a database of its own with --spring.datasource.url=URL;"
						+ " or, if the other home is gone for good, empty the database's table home");
			}
		}
	}

	/** The identity of a home, made if missing; a home that is moved takes it along. */
	private static String id(Path file) throws IOException {
		if (Files.notExists(file)) {
			Path unfinished = Files.createTempFile(file.getParent(), "id", null);
			Files.writeString(unfinished, UUID.randomUUID() + "\n");
			Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
		}
		return Files.readString(file).strip();
	}

}
