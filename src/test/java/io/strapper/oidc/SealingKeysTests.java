package io.strapper.oidc;

import io.strapper.testing.Postgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class SealingKeysTests {

	@Test
	void whatOneNodeSealsAnotherOneOpens() {
		DriverManagerDataSource database = new DriverManagerDataSource(Postgres.emptyDatabase());
		Flyway.configure().dataSource(database).load().migrate();
		JdbcClient jdbc = JdbcClient.create(database);
		SealedText one = new SealedText(SealingKeys.shared(jdbc));
		SealedText other = new SealedText(SealingKeys.shared(jdbc));

		assertThat(other.open(one.seal("state and nonce"))).hasValue("state and nonce");
	}

	@Test
	void aServerThatIsAloneHasItsOwnKey() {
		SealedText before = new SealedText(SealingKeys.random());
		SealedText after = new SealedText(SealingKeys.random());

		assertThat(after.open(before.seal("state and nonce"))).isEmpty();
	}

}
