package io.strapper.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.run.Runs;
import io.strapper.testing.Client;
import io.strapper.testing.Cluster;
import io.strapper.testing.Server;
import io.strapper.testing.Subscriber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A node of a release beside one of the next. The next one differs by its schema, which
 * has more in each table.
 */
@ExtendWith(OutputCaptureExtension.class)
class RollingUpgradeTests {

	private static final String NEXT = "--spring.flyway.locations=classpath:db/migration,classpath:db/newer";

	private static final int CONNECTIONS = 5;

	/** The database keeps the plan of each statement at once. */
	private static final String[] PLANS = { "--spring.datasource.hikari.data-source-properties.prepareThreshold=1",
			"--spring.datasource.hikari.maximum-pool-size=" + (CONNECTIONS + 1),
			"--spring.datasource.hikari.connection-timeout=60000" };

	private static final List<String> PAGES = List.of("/", "/apps/blog", "/apps/shop", "/nodes", "/account",
			"/api/apps", "/api/apps/blog/runs", "/api/audit", "/api/nodes");

	@TempDir
	private Path home;

	private Cluster cluster;

	@Test
	void bothWorkWhileOneMigratesAndTheOldOneCanBeRestarted(CapturedOutput output) throws Exception {
		this.cluster = new Cluster(this.home);
		Path gate = this.home.resolve("gate");
		try (Server old = this.cluster.start("old", PLANS)) {
			old.script("blog", "deploy", "echo ready", "until [ -e '" + gate + "' ]; do sleep 0.05; done", "exit 5");
			old.script("shop", "deploy", "echo sold");
			Client here = old.admin();
			for (int i = 0; i < 5; i++) {
				works(here, "old");
			}
			readOnAll(old, CONNECTIONS);
			here.app("blog").press("deploy");
			here.app("blog").awaitLog(1, "ready");
			try (Subscriber page = Subscriber.connect(here); Server next = this.cluster.start("next", NEXT)) {
				page.subscribe("/topic/deploy.shop");
				assertThat(tablesThatAreAsBefore()).containsExactly("flyway_schema_history");
				readOnAll(old, CONNECTIONS);
				Client there = next.admin();

				works(here, "old");
				works(there, "next");
				place("next", old, next);
				works(here, "next");
				place("old", old, next);
				works(there, "old");

				Files.createFile(gate);
				assertThat(there.app("blog").ended(1).get("exitCode").asInt()).isEqualTo(5);
				assertThat(here.app("blog").ended(1).get("exitCode").asInt()).isEqualTo(5);
				old.leave();
				try (Server again = this.cluster.start("old")) {
					works(again.admin(), "old");
				}
			}
		}
		assertThat(output.getAll().lines()).noneMatch((line) -> line.contains(" ERROR "));
	}

	private static void works(Client client, String node) {
		long run = client.app("shop").press("deploy");
		assertThat(client.app("shop").ended(run).get("node").asString()).isEqualTo(node);
		assertThat(client.app("shop").log(run)).contains("sold");
		read(client);
	}

	/** Reads runs in as many transactions at a time. */
	private static void readOnAll(Server server, int transactions) {
		TransactionTemplate another = new TransactionTemplate(server.bean(PlatformTransactionManager.class),
				new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
		another.executeWithoutResult((status) -> {
			assertThat(server.bean(Runs.class).newest(new AppId("shop"))).isPresent();
			if (transactions > 1) {
				readOnAll(server, transactions - 1);
			}
		});
	}

	private static void place(String node, Server... servers) {
		servers[0].file("shop", "app.yml", "node: " + node + "\n");
		for (Server server : servers) {
			await().until(() -> server.bean(Apps.class).find(new AppId("shop")).orElseThrow().nodes(),
					List.of(node)::equals);
		}
	}

	private static void read(Client client) {
		assertThat(PAGES).allSatisfy((page) -> assertThat(client.get(page).statusCode()).isEqualTo(200));
	}

	private List<String> tablesThatAreAsBefore() {
		return this.cluster.jdbc().sql("""
				SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'newer'
				EXCEPT SELECT table_name FROM information_schema.columns WHERE column_name = 'newer'
				""").query(String.class).list();
	}

}
