package io.strapper.testing;

import java.net.http.HttpResponse;

import tools.jackson.databind.JsonNode;

import static org.awaitility.Awaitility.await;

/** What one user does with one app, and sees of it. */
public final class AppClient {

	private final Client client;

	private final String path;

	AppClient(Client client, String app) {
		this.client = client;
		this.path = "/api/apps/" + app;
	}

	/**
	 * Presses a button, and fails the test if that is refused.
	 * @param action the button
	 * @return the number of the run
	 */
	public long press(String action) {
		return started(action, this.client.post(this.path + "/" + action));
	}

	/**
	 * Presses a button until a node takes the run: that of a busy machine may not have
	 * been heard in time.
	 * @param action the button
	 * @return the number of the run
	 */
	public long pressUntilTaken(String action) {
		return started(action, await().until(() -> this.client.post(this.path + "/" + action),
				(response) -> response.statusCode() != 503));
	}

	private static long started(String action, HttpResponse<String> response) {
		if (response.statusCode() != 202) {
			throw new AssertionError(action + " gave " + response.statusCode() + " " + response.body());
		}
		String location = Client.location(response);
		return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
	}

	/** Presses deploy and waits for the end of the run, which is returned as JSON. */
	public JsonNode deployed() {
		return ended(press("deploy"));
	}

	/** A run as JSON. */
	public JsonNode run(long number) {
		return this.client.json(runPath(number));
	}

	/** The groups of a run as a JSON array. */
	public JsonNode groups(long number) {
		return this.client.json(runPath(number) + "/groups");
	}

	/** The status of a run. */
	public String status(long number) {
		return run(number).get("status").asString();
	}

	/** Waits for the end of a run, which is returned as JSON. */
	public JsonNode ended(long number) {
		return await().until(() -> run(number), (run) -> !run.get("status").asString().equals("running"));
	}

	/** The raw log of a run. */
	public String log(long number) {
		return this.client.get(runPath(number) + "/log").body();
	}

	/** Waits until the log of a run contains a text. */
	public void awaitLog(long number, String text) {
		await().until(() -> log(number), (log) -> log.contains(text));
	}

	private String runPath(long number) {
		return this.path + "/runs/" + number;
	}

}
