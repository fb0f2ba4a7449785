package io.strapper.journey;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.strapper.testing.Page;
import io.strapper.testing.TwoNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of the nodes, in a browser. */
class NodesPageTests {

	@TempDir
	private Path home;

	@Test
	void showsEveryStateToEverybody() {
		try (TwoNodes nodes = TwoNodes.start(this.home, List.of()); Page page = nodes.one().page()) {
			nodes.one().bean(JdbcClient.class).sql("""
					INSERT INTO node (name, incarnation, machine, version, started_at, heard_at, lag_ms)
					VALUES ('build-host.internal.example.com', 'x', 'x', '1.0.0', CURRENT_TIMESTAMP - INTERVAL '9' DAY,
					CURRENT_TIMESTAMP - INTERVAL '2' DAY, 12)
					""").update();
			nodes.one().admin().post("/api/nodes/other/drain", Map.of());

			page.open("/");
			page.driver().findElement(By.cssSelector(".me")).click();
			page.driver().findElement(By.linkText("Nodes")).click();

			page.awaitText(".users", "Draining");
			assertThat(page.text(".users")).contains("Ready", "Silent", "broker takes 12 ms");
			assertThat(Axe.problems(page, "nodes")).isEmpty();
			page.driver().findElement(By.cssSelector("[aria-label='End the draining of other']")).click();
			page.awaitText(".bar", "other gets new runs again.");
		}
	}

}
