package io.strapper.token;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.strapper.testing.Client;
import io.strapper.testing.Postgres;
import io.strapper.testing.Server;
import io.strapper.testing.TokenClient;
import io.strapper.testing.TurnableClock;
import io.strapper.user.Users;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Tokens, in every database. */
class TokenDatabaseTests {

	@TempDir
	private Path home;

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "H2", "PostgreSQL" })
	void areMadeListedUsedAndRevoked(String database) throws Exception {
		Files.createDirectories(this.home.resolve("apps"));
		String[] arguments = database.equals("PostgreSQL")
				? new String[] { "--spring.datasource.url=" + Postgres.emptyDatabase() } : new String[0];
		try (Server server = Server.start(this.home, List.of(TurnableClock.class), arguments)) {
			server.script("blog", "deploy", "true");
			TurnableClock clock = server.bean(TurnableClock.class);
			Client admin = server.admin();
			Instant end = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(1));
			TokenClient key = TokenClient.made(admin,
					"{\"name\":\"key\",\"kind\":\"deploy-key\",\"scopes\":[\"read\",\"press\"],\"apps\":[\"blog\"]}");
			TokenClient expiring = TokenClient.made(server.viewer("ann"),
					"{\"name\":\"ci\",\"scopes\":[\"read\"],\"expiresAt\":\"%s\"}".formatted(end));

			assertThat(key.post("/api/apps/blog/deploy").statusCode()).isEqualTo(202);
			assertThat(expiring.get("/api/apps").statusCode()).isEqualTo(200);
			JsonNode listed = admin.json("/api/tokens");
			assertThat(listed).hasSize(2);
			assertThat(listed.get(0).get("user").asString()).isEqualTo("ann");
			assertThat(listed.get(0).get("expiresAt").asString()).isEqualTo(end.toString());
			assertThat(listed.get(1).get("user").isNull()).isTrue();
			assertThat(listed.get(1).get("expiresAt").isNull()).isTrue();
			assertThat(listed.get(1).get("lastUsedAt").isNull()).isFalse();

			clock.turn(Duration.ofHours(1));
			assertThat(expiring.get("/api/apps").statusCode()).as("expired").isEqualTo(401);
			assertThat(admin.delete("/api/tokens/" + listed.get(1).get("id").asLong()).statusCode()).isEqualTo(204);
			assertThat(key.get("/api/apps/blog").statusCode()).as("revoked").isEqualTo(401);
			server.bean(Users.class).remove("ann");
			assertThat(admin.json("/api/tokens")).as("gone with their user").isEmpty();
		}
	}

}
