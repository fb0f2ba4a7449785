package io.strapper.crash;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.strapper.testing.Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the servers of a home have told of its runs. It holds each of them to what was
 * told before, and each run that has ended to what it should have done.
 */
final class ToldRuns {

	private static final List<String> READ = List.of("counts", "firstError", "usual");

	private final CrashScript script;

	private final RunCheck check;

	private final Set<Integer> refusals;

	private final CrashReport report;

	/** The runs, by name: their JSON once they have ended, else "". */
	private final Map<String, String> told = new ConcurrentHashMap<>();

	/**
	 * Nothing is told yet.
	 * @param refusals the statuses by which a server may refuse a press
	 */
	ToldRuns(CrashScript script, RunCheck check, Set<Integer> refusals, CrashReport report) {
		this.script = script;
		this.check = check;
		this.refusals = refusals;
		this.report = report;
	}

	/** How many runs there are. */
	int size() {
		return this.told.size();
	}

	/** Whether a server has told the end of a run. */
	boolean hasEnded(String app, int number) {
		return !this.told.getOrDefault(app + "/" + number, "").isEmpty();
	}

	/** Presses an app's button, whatever becomes of the server meanwhile. */
	void press(Client client, String app) {
		try {
			HttpResponse<String> response = client.post("/api/apps/" + app + "/deploy");
			if (response.statusCode() == 202) {
				String location = Client.location(response);
				this.told.putIfAbsent(app + "/" + location.substring(location.lastIndexOf('/') + 1), "");
			}
			else if (!this.refusals.contains(response.statusCode())) {
				this.report.wrong("A press of %s gave %d %s", app, response.statusCode(), response.body());
			}
			this.report.count("press: answered with " + response.statusCode());
		}
		// Also what the client makes of a page that was cut off
		catch (UncheckedIOException | AssertionError ex) {
			this.report.count("press: not answered");
		}
	}

	/** Holds a server to what was told before, and remembers what it tells. */
	void look(Client client) {
		Map<String, JsonNode> now = new TreeMap<>();
		for (String app : this.script.apps()) {
			client.json("/api/apps/" + app + "/runs?limit=1000")
				.forEach((run) -> now.put(app + "/" + run.get("number").asString(), run));
		}
		this.told.keySet()
			.stream()
			.filter((name) -> !now.containsKey(name))
			.forEach((name) -> this.report.wrong("Run %s is not on record any more", name));
		now.forEach(this::compare);
	}

	private void compare(String name, JsonNode run) {
		boolean running = run.get("status").asString().equals("running");
		String now = recorded(run);
		String before = this.told.getOrDefault(name, "");
		if (before.isEmpty() && !running) {
			this.check.ended(run);
		}
		else if (!before.isEmpty() && !before.equals(now)) {
			this.report.wrong("Run %s had ended as %s and is now %s", name, before, now);
		}
		this.told.put(name, running ? "" : now);
	}

	/** Without what is read from the log, by each server when it comes to it. */
	private static String recorded(JsonNode run) {
		return ((ObjectNode) run.deepCopy()).without(READ).toString();
	}

}
