package io.strapper.testing;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An open page that follows an app's newest run: the client's rule over a real socket. If
 * its server goes away, it goes on at the next one, as behind a load balancer. It does
 * not wait before it asks for a snapshot.
 */
public final class LivePage implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	/** Between two attempts to reach a server. */
	private static final int PAUSE_MILLIS = 200;

	private final String app;

	private final List<Client> servers;

	private final ShownRun shown = new ShownRun();

	private final Thread thread = new Thread(this::keep, "page");

	private int server = -1;

	private Subscriber subscriber;

	private volatile boolean closed;

	/**
	 * Opens a page.
	 * @param app the app
	 * @param servers somebody who has signed in at each server, the first one first
	 */
	public LivePage(String app, List<Client> servers) throws Exception {
		this.app = app;
		this.servers = servers;
		this.subscriber = subscribe();
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private Subscriber subscribe() throws Exception {
		this.server = (this.server + 1) % this.servers.size();
		Subscriber made = Subscriber.connect(client(), (payload) -> this.shown.hear(JSON.readTree(payload)))
			.subscribe("/topic/deploy." + this.app);
		this.shown.missed(client().json("/api/apps/" + this.app + "/runs?limit=1"));
		return made;
	}

	private Client client() {
		return this.servers.get(this.server);
	}

	private void keep() {
		while (!this.closed) {
			try {
				if (!this.subscriber.errors().isEmpty()) {
					this.subscriber.close();
					this.subscriber = subscribe();
				}
				else if (this.shown.awaitAsking(PAUSE_MILLIS)) {
					ask(this.shown.run());
				}
			}
			catch (Exception | AssertionError ex) {
				pause();
			}
		}
	}

	private void ask(long run) {
		HttpResponse<String> answer = client().get("/api/apps/" + this.app + "/runs/" + run + "/screen?lines=500");
		if (answer.statusCode() != 200 && answer.statusCode() != 410) {
			throw new AssertionError("No snapshot: " + answer.statusCode());
		}
		JsonNode snapshot = JSON.readTree(answer.body());
		this.shown.answered(run, snapshot.has("lineCount") ? snapshot : null);
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Which run it shows; 0 before an app's first. */
	public long run() {
		return this.shown.run();
	}

	/** The status of the run, as it has heard; "" before. */
	public String status() {
		return this.shown.status();
	}

	/** Whether it has heard that a log was removed. */
	public boolean isRemoved() {
		return this.shown.isRemoved();
	}

	/** How many bytes of the log it shows. */
	public long offset() {
		return this.shown.offset();
	}

	/** Its lines, with null where it knows the number only. */
	public List<@Nullable String> lines() {
		return this.shown.lines();
	}

	/** How many deltas of the run it has heard. */
	public int deltas() {
		return this.shown.deltas();
	}

	/** How many of them did not join what it had: something before was lost. */
	public int gaps() {
		return this.shown.gaps();
	}

	/** Up to which offset deltas have told the run's log. */
	public long told() {
		return this.shown.told();
	}

	@Override
	public void close() {
		this.closed = true;
		this.subscriber.close();
	}

	@Override
	public String toString() {
		return "page of %s at %s: run %d, %s, offset %d%s".formatted(this.app, client().url(), run(), status(),
				offset(), this.shown.isAsking() ? ", asking" : "");
	}

}
