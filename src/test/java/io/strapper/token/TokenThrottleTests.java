package io.strapper.token;

import java.net.http.HttpResponse;
import java.time.Duration;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.TokenClient;
import io.strapper.testing.TurnableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Strangers who try tokens. */
class TokenThrottleTests {

	@RunningServer(parts = TurnableClock.class)
	private static Server server;

	@Test
	void whoeverTriesManyWaitsButNobodyElse() {
		server.bean(TurnableClock.class).stop();
		Client ann = server.viewer("ann");
		TokenClient valid = TokenClient.made(ann, "{\"name\":\"ci\",\"scopes\":[\"read\"]}");
		TokenClient stranger = new TokenClient(server.url(), "strp_wrong");
		HttpResponse<String> last = stranger.get("/api/apps");
		for (int i = 0; i < 60 && last.statusCode() != 429; i++) {
			last = stranger.get("/api/apps");
		}

		assertThat(last.statusCode()).isEqualTo(429);
		long pause = last.headers().firstValueAsLong("Retry-After").orElseThrow();
		assertThat(last.body()).contains("Too many invalid tokens came from your network.");
		assertThat(valid.get("/api/apps").statusCode()).isEqualTo(200);
		assertThat(server.client("ann", Server.PASSWORD).isSignedIn()).isTrue();

		server.bean(TurnableClock.class).turn(Duration.ofSeconds(pause));
		assertThat(stranger.get("/api/apps").statusCode()).isEqualTo(401);
		assertThat(server.admin().json("/api/audit").toString()).contains("unknown token");
	}

}
