package io.strapper.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import io.strapper.log.Delta;
import io.strapper.log.Follower;
import io.strapper.log.FrozenPages;
import io.strapper.log.LogLostException;
import io.strapper.log.RunLog;
import io.strapper.log.View;
import io.strapper.testing.Client;
import io.strapper.testing.Subscriber;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a page shows of an app's newest run: the client's rule over a real socket. It does
 * not wait before it asks for a snapshot.
 */
final class NodePage implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private final Client client;

	private final String app;

	private final Subscriber subscriber;

	private View view = new View();

	private long run;

	private String status = "";

	private boolean removed;

	private int deltas;

	private int gaps;

	private long told;

	NodePage(Client client, String app) throws Exception {
		this.client = client;
		this.app = app;
		this.subscriber = Subscriber.connect(client, this::hear).subscribe("/topic/deploy." + app);
	}

	private synchronized void hear(byte[] payload) {
		JsonNode message = JSON.readTree(payload);
		switch (message.get("type").asString()) {
			case "run" -> {
				turnTo(message.get("run").get("number").asLong());
				this.removed |= !message.get("run").get("logRemovedAt").isNull();
				if (message.get("run").get("number").asLong() == this.run && isRunning()) {
					this.status = message.get("run").get("status").asString();
				}
			}
			case "delta" -> {
				turnTo(message.get("run").asLong());
				if (message.get("run").asLong() == this.run) {
					this.deltas++;
					this.told = message.get("to").asLong();
					if (!this.view.receive(delta(message))) {
						this.gaps++;
						ask();
					}
				}
			}
			case "position" -> {
				turnTo(message.get("run").asLong());
				if (message.get("run").asLong() == this.run && message.get("to").asLong() > this.view.offset()) {
					ask();
				}
			}
			default -> throw new AssertionError(message.toString());
		}
	}

	private boolean isRunning() {
		return this.status.isEmpty() || this.status.equals("running");
	}

	private void turnTo(long number) {
		if (number > this.run) {
			this.run = number;
			this.view = new View();
			this.status = "";
			this.deltas = 0;
			this.gaps = 0;
			this.told = 0;
			ask();
		}
	}

	private void ask() {
		JsonNode answer = this.client.json("/api/apps/" + this.app + "/runs/" + this.run + "/screen?lines=500");
		if (answer.has("lineCount")) {
			this.view.receive(delta(answer));
		}
	}

	private static Delta delta(JsonNode json) {
		List<String> lines = StreamSupport.stream(json.get("lines").spliterator(), false)
			.map(JsonNode::asString)
			.toList();
		return new Delta(json.get("from").asLong(), json.get("to").asLong(), json.get("touched").asLong(),
				json.get("firstLine").asLong(), lines, json.get("frozen").asLong(), json.get("lineCount").asLong());
	}

	/**
	 * All lines, rendered from the whole log by nobody's help.
	 * @param log the log
	 * @param copy where a copy goes, beside which no other file is
	 */
	static List<String> oracle(Path log, Path copy) throws IOException, LogLostException {
		RunLog whole = new RunLog(Files.copy(log, copy));
		try (Follower follower = new Follower(whole)) {
			while (follower.poll(new byte[1 << 16])) {
				continue;
			}
			return new FrozenPages(whole).snapshot(follower.transcript().offset(), 0).lines();
		}
	}

	synchronized long run() {
		return this.run;
	}

	synchronized String status() {
		return this.status;
	}

	/** Whether it has heard that a log was removed. */
	synchronized boolean isRemoved() {
		return this.removed;
	}

	synchronized long offset() {
		return this.view.offset();
	}

	/** Its lines, with null where it knows the number only. */
	synchronized List<@Nullable String> lines() {
		return new ArrayList<>(this.view.lines());
	}

	/** How many deltas of the run it has heard. */
	synchronized int deltas() {
		return this.deltas;
	}

	/** How many of them did not join what it had: something before was lost. */
	synchronized int gaps() {
		return this.gaps;
	}

	/** Up to which offset deltas have told the run's log. */
	synchronized long told() {
		return this.told;
	}

	@Override
	public void close() {
		this.subscriber.close();
	}

}
