package io.strapper.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.StreamSupport;

import io.strapper.log.Delta;
import io.strapper.log.View;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The newest run of an app as a page shows it: the client's rule. Messages wait while a
 * snapshot is asked for. For all threads.
 */
final class ShownRun {

	private final Queue<JsonNode> waiting = new ArrayDeque<>();

	private View view = new View();

	private long run;

	private String status = "";

	private boolean removed;

	private boolean asking;

	private int deltas;

	private int gaps;

	private long told;

	/**
	 * What became of an app while no message could be heard.
	 * @param runs the newest runs
	 */
	synchronized void missed(JsonNode runs) {
		runs.forEach(this::hearOf);
		ask(this.run > 0);
	}

	synchronized void hear(JsonNode message) {
		boolean ofRun = message.get("type").asString().equals("run");
		JsonNode number = ofRun ? message.get("run").get("number") : message.get("run");
		if (ofRun) {
			hearOf(message.get("run"));
		}
		turnTo(number.asLong());
		if (number.asLong() == this.run) {
			if (message.has("lines")) {
				this.deltas++;
				this.told = message.get("to").asLong();
			}
			follow(message);
		}
	}

	private void hearOf(JsonNode run) {
		turnTo(run.get("number").asLong());
		this.removed |= !run.path("logRemovedAt").isNull() && run.has("logRemovedAt");
		// A finished status never changes back
		if (run.get("number").asLong() == this.run && (this.status.isEmpty() || this.status.equals("running"))) {
			this.status = run.get("status").asString();
		}
	}

	private void turnTo(long number) {
		if (number > this.run) {
			this.run = number;
			this.view = new View();
			this.status = "";
			this.deltas = 0;
			this.gaps = 0;
			this.told = 0;
			this.waiting.clear();
			ask(true);
		}
	}

	private void follow(JsonNode message) {
		if (this.asking) {
			this.waiting.add(message);
			return;
		}
		switch (message.get("type").asString()) {
			case "run" -> ask(end(message.get("run")) > this.view.offset());
			case "position" -> ask(message.get("to").asLong() > this.view.offset());
			case "delta" -> {
				if (!this.view.receive(delta(message))) {
					this.gaps++;
					ask(true);
					this.waiting.add(message);
				}
			}
			default -> throw new AssertionError(message.toString());
		}
	}

	private static long end(JsonNode run) {
		return run.get("status").asString().equals("running") ? 0 : run.get("size").asLong();
	}

	private void ask(boolean needed) {
		this.asking |= needed;
		notifyAll();
	}

	/** Waits until a snapshot is needed, but not longer than so many milliseconds. */
	synchronized boolean awaitAsking(int millis) throws InterruptedException {
		if (!this.asking) {
			wait(millis);
		}
		return this.asking;
	}

	synchronized boolean isAsking() {
		return this.asking;
	}

	/** A server's answer; null if the log was removed. */
	synchronized void answered(long number, @Nullable JsonNode snapshot) {
		if (number != this.run) {
			return;
		}
		this.asking = false;
		if (snapshot != null) {
			this.view.receive(delta(snapshot));
		}
		List<JsonNode> messages = List.copyOf(this.waiting);
		this.waiting.clear();
		messages.forEach(this::follow);
	}

	private static Delta delta(JsonNode json) {
		List<String> lines = StreamSupport.stream(json.get("lines").spliterator(), false)
			.map(JsonNode::asString)
			.toList();
		return new Delta(json.get("from").asLong(), json.get("to").asLong(), json.get("touched").asLong(),
				json.get("firstLine").asLong(), lines, json.get("frozen").asLong(), json.get("lineCount").asLong());
	}

	synchronized long run() {
		return this.run;
	}

	synchronized String status() {
		return this.status;
	}

	synchronized boolean isRemoved() {
		return this.removed;
	}

	synchronized long offset() {
		return this.view.offset();
	}

	synchronized List<@Nullable String> lines() {
		return new ArrayList<>(this.view.lines());
	}

	synchronized int deltas() {
		return this.deltas;
	}

	synchronized int gaps() {
		return this.gaps;
	}

	synchronized long told() {
		return this.told;
	}

}
