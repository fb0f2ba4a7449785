package io.strapper.journey;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.strapper.log.Delta;
import io.strapper.log.View;
import io.strapper.testing.Client;
import io.strapper.testing.RawSocket;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A page of a load test: it follows the first run of an app by the client's rule, comes
 * back when it is cut, and tells how late each time stamp of the log is.
 */
final class LoadViewer implements Runnable {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Pattern STAMP = Pattern.compile("at=(\\d{13});");

	private static final int LINES = 100;

	private static final int OK = 200;

	private final Client client;

	private final String app;

	private final LongConsumer late;

	private View view = new View();

	private long latest;

	private long size = Long.MAX_VALUE;

	private volatile int cut;

	private volatile int refused;

	private volatile @Nullable String failure = "it has not come to the run's end";

	/**
	 * A page that is not open yet.
	 * @param client whose page it is
	 * @param late is told of each new time stamp: how many milliseconds ago it was
	 * written
	 */
	LoadViewer(Client client, String app, LongConsumer late) {
		this.client = client;
		this.app = app;
		this.late = late;
	}

	/** Follows the run to its end, however often the socket is cut. */
	@Override
	public void run() {
		try {
			while (!isComplete() && !Thread.currentThread().isInterrupted()) {
				follow();
			}
			this.failure = difference();
		}
		catch (RuntimeException | AssertionError ex) {
			this.failure = ex.toString();
		}
	}

	private boolean isComplete() {
		return this.view.offset() >= this.size;
	}

	private void follow() {
		try (RawSocket socket = RawSocket.connect(this.client)
			.await("CONNECTED")
			.subscribe("1", "/topic/deploy." + this.app)) {
			fetch();
			boolean open = true;
			while (open && !isComplete()) {
				String frame = socket.read();
				open = frame != null;
				int body = open ? frame.indexOf("\n\n{") : -1;
				if (body >= 0) {
					hear(JSON.readTree(frame.substring(body, frame.lastIndexOf('}') + 1)));
				}
			}
		}
		catch (IOException ex) {
			// As a page does: it comes back
		}
		if (!isComplete()) {
			this.cut++;
			pause(Duration.ofSeconds(1));
		}
	}

	private void hear(JsonNode message) {
		switch (message.get("type").asString()) {
			case "run" -> {
				hearRun(message.get("run"));
				if (this.size < Long.MAX_VALUE && !isComplete()) {
					fetch();
				}
			}
			case "delta" -> {
				Delta delta = delta(message);
				tellStamps(delta.lines());
				if (!this.view.receive(delta)) {
					fetch();
				}
			}
			default -> {
				if (message.get("to").asLong() > this.view.offset()) {
					fetch();
				}
			}
		}
	}

	private void hearRun(JsonNode run) {
		if (!run.get("status").asString().equals("running")) {
			this.size = run.get("size").asLong();
		}
	}

	/** Fetches the run and a snapshot, as soon as there is room for it. */
	private void fetch() {
		hearRun(json(""));
		View fresh = new View();
		Delta snapshot = delta(json("/screen?lines=" + LINES));
		if (snapshot.to() > this.view.offset()) {
			fresh.receive(snapshot);
			this.view = fresh;
			tellStamps(snapshot.lines());
		}
	}

	private JsonNode json(String path) {
		while (true) {
			HttpResponse<String> answer = this.client.get("/api/apps/" + this.app + "/runs/1" + path);
			if (answer.statusCode() == OK) {
				return JSON.readTree(answer.body());
			}
			this.refused++;
			pause(Duration.ofSeconds(1));
		}
	}

	/** Not all at the same moment. */
	private static void pause(Duration about) {
		try {
			TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(about.toMillis() * 2));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The load is over");
		}
	}

	private void tellStamps(List<String> lines) {
		long now = System.currentTimeMillis();
		for (String line : lines) {
			for (Matcher stamp = STAMP.matcher(line); stamp.find();) {
				long at = Long.parseLong(stamp.group(1));
				if (at > this.latest) {
					this.latest = at;
					this.late.accept(now - at);
				}
			}
		}
	}

	private static Delta delta(JsonNode message) {
		List<String> lines = new ArrayList<>();
		message.get("lines").forEach((line) -> lines.add(line.asString()));
		return new Delta(message.get("from").asLong(), message.get("to").asLong(), message.get("touched").asLong(),
				message.get("firstLine").asLong(), lines, message.get("frozen").asLong(),
				message.get("lineCount").asLong());
	}

	/** What the server shows and this page does not, or null. */
	private @Nullable String difference() {
		Delta server = delta(json("/screen?lines=" + LINES));
		List<@Nullable String> mine = this.view.lines();
		if (this.view.offset() != server.to() || mine.size() != server.lineCount()) {
			return "it stands at %d of %d bytes, with %d of %d lines".formatted(this.view.offset(), server.to(),
					mine.size(), server.lineCount());
		}
		List<@Nullable String> end = mine.subList(Math.toIntExact(server.firstLine()), mine.size());
		return end.contains(null) || end.equals(server.lines()) ? null : "its last lines are other ones";
	}

	/** How often it was cut, and has come back. */
	int cut() {
		return this.cut;
	}

	/** How often it was told to come back later. */
	int refused() {
		return this.refused;
	}

	/** What is wrong at the end, or null. */
	@Nullable String failure() {
		return this.failure;
	}

}
