package io.strapper.metrics;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.strapper.app.AppId;
import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.Subscriber;
import io.strapper.testing.TokenClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a monitoring system reads. */
class MetricsTests {

	private static final Pattern SERIES = Pattern.compile("(?m)^([^# ][^ ]*|[^#].*}) (\\S+)$");

	@RunningServer({ "--management.endpoints.web.exposure.include=health,prometheus" })
	private static Server server;

	@RunningServer
	private static Server usual;

	@Test
	void areNotExposedUnlessTheAdministratorSaysSo() {
		assertThat(usual.admin().poll("/actuator/prometheus").statusCode()).isEqualTo(404);
		assertThat(usual.client().poll("/actuator/health").statusCode()).isEqualTo(200);
	}

	@Test
	void areForAdministratorsAndTheirTokens() {
		Client admin = server.admin();
		TokenClient reader = TokenClient.made(admin, "{\"name\":\"prometheus\",\"scopes\":[\"read\"],\"apps\":null}");
		Client viewer = server.viewer("vera");

		assertThat(reader.get("/actuator/prometheus").statusCode()).isEqualTo(200);
		assertThat(reader.get("/actuator/prometheus").headers().firstValue("Content-Type").orElseThrow())
			.startsWith("text/plain");
		assertThat(viewer.poll("/actuator/prometheus").statusCode()).isEqualTo(403);
		assertThat(server.client().poll("/actuator/prometheus").statusCode()).isEqualTo(401);
	}

	@Test
	void tellOfRunsAndOfThoseWhoWatch() throws Exception {
		server.script("blog", "deploy", "echo hello", "exit $(cat fail)");
		Client admin = server.admin();
		server.file("blog", "fail", "1");
		admin.app("blog").deployed();
		server.file("blog", "fail", "0");

		try (Subscriber page = server.watch(admin, "blog")) {
			assertThat(metrics()).containsEntry("strapper_viewers", 1.0).containsEntry("strapper_sockets_open", 1.0);
			admin.app("blog").deployed();
			await().until(() -> !page.messages("delta").isEmpty());
			await().until(() -> metrics().get("strapper_log_lag_seconds_count") > 0);
		}

		Map<String, Double> metrics = metrics();
		assertThat(metrics).containsEntry("strapper_runs_total{action=\"deploy\",app=\"blog\",status=\"failed\"}", 1.0)
			.containsEntry("strapper_runs_total{action=\"deploy\",app=\"blog\",status=\"succeeded\"}", 1.0)
			.containsEntry("strapper_run_duration_seconds_bucket{action=\"deploy\",status=\"failed\",le=\"60.0\"}", 1.0)
			.containsEntry("strapper_runs_active", 0.0)
			.containsEntry("strapper_runs_waiting", 0.0)
			.containsEntry("strapper_messages_dropped_total", 0.0)
			.containsKeys("strapper_messages_waiting", "jvm_threads_live_threads", "process_uptime_seconds");
		assertThat(metrics.get("strapper_log_lag_seconds_sum") / metrics.get("strapper_log_lag_seconds_count"))
			.as("seconds from a write to the sockets")
			.isLessThan(60);
	}

	@Test
	void countTheRunThatIsActive() {
		server.script("shop", "deploy", "exec sleep 600");
		Client admin = server.admin();
		long run = admin.app("shop").press("deploy");

		assertThat(metrics()).containsEntry("strapper_runs_active", 1.0);
		admin.post("/api/apps/shop/runs/" + run + "/cancel");
		admin.app("shop").ended(run);
		await().until(() -> metrics()
			.containsKey("strapper_runs_total{action=\"deploy\",app=\"shop\",status=\"cancelled\"}"));
	}

	private static Map<String, Double> metrics() {
		return SERIES.matcher(server.admin().get("/actuator/prometheus", "Accept", "text/plain").body())
			.results()
			.collect(Collectors.toMap((line) -> line.group(1), (line) -> Double.valueOf(line.group(2))));
	}

	@Test
	void haveNoSeriesForEachOfManyApps() {
		AppTags tags = new AppTags(2);

		assertThat(tags.of(new AppId("a"))).isEqualTo("a");
		assertThat(tags.of(new AppId("b"))).isEqualTo("b");
		assertThat(tags.of(new AppId("c"))).isEqualTo(AppTags.OTHERS);
		assertThat(tags.of(new AppId("a"))).isEqualTo("a");
		assertThat(AppId.parse(AppTags.OTHERS)).isEmpty();
	}

}
