package io.strapper.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.strapper.log.LogLostException;
import io.strapper.testing.Client;
import io.strapper.testing.LivePage;
import io.strapper.testing.RenderedLog;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import static org.awaitility.Awaitility.await;

/**
 * Pages of every app on two nodes. A page whose node goes away goes on at another one.
 */
final class OpenPages implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final CrashScript script;

	private final CrashReport report;

	private final List<AppPage> pages = new ArrayList<>();

	OpenPages(CrashScript script, List<CrashNode> nodes, CrashReport report) throws Exception {
		this.script = script;
		this.report = report;
		List<Client> clients = nodes.stream().map(CrashNode::admin).toList();
		for (String app : script.apps()) {
			for (int first = 0; first < 2; first++) {
				int at = (script.apps().indexOf(app) + first) % clients.size();
				List<Client> servers = new ArrayList<>(clients.subList(at, clients.size()));
				servers.addAll(clients.subList(0, at));
				this.pages.add(new AppPage(app, new LivePage(app, servers)));
			}
		}
	}

	/** Waits until every page shows the newest run of its app as it has ended. */
	void check(Client client) throws IOException, LogLostException {
		for (String app : this.script.apps()) {
			JsonNode newest = client.json("/api/apps/" + app + "/runs?limit=1").path(0);
			if (newest.isMissingNode()) {
				continue;
			}
			Path log = this.script.folder(app, newest.get("number").asInt()).resolve("log");
			RenderedLog rendered = RenderedLog.of(log);
			this.pages.stream()
				.filter((page) -> page.app().equals(app))
				.forEach((page) -> check(page.page(), newest, rendered));
		}
	}

	private void check(LivePage page, JsonNode run, RenderedLog log) {
		try {
			await().atMost(PATIENCE)
				.until(() -> page.run() == run.get("number").asLong()
						&& page.status().equals(run.get("status").asString()) && page.offset() == log.size());
			List<@Nullable String> lines = page.lines();
			if (!lines.equals(log.linesFor(lines))) {
				this.report.wrong("The %s has other lines than the log: %s", page, lines);
			}
			this.report.count("page: right in the end");
		}
		catch (ConditionTimeoutException ex) {
			this.report.wrong("The %s should show %d bytes of %s", page, log.size(), run);
		}
	}

	@Override
	public void close() {
		this.pages.forEach((page) -> page.page().close());
	}

	private record AppPage(String app, LivePage page) {

	}

}
