package io.strapper.socket;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.strapper.app.AppId;
import io.strapper.live.DeployMessage;
import io.strapper.live.TopicBroker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.TextMessage;

/**
 * Sends the messages of an app's topic to its subscribers. A message is encoded once and
 * sent by a few threads, each of which owns a part of the sockets: each page gets all
 * messages in order, and the publisher waits for no page. Thread-safe.
 */
@Component
public class Fanout implements TopicBroker, DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(Fanout.class);

	/**
	 * Most messages that wait for a thread. Further ones are dropped; pages notice the
	 * gap by the offset and ask for a snapshot.
	 */
	private static final int MOST_WAITING = 1000;

	private final List<ThreadPoolExecutor> threads;

	private final Map<AppId, Topic> topics = new ConcurrentHashMap<>();

	private final AtomicLong messages = new AtomicLong();

	private final AtomicLong dropped = new AtomicLong();

	private final JsonMapper json;

	private final List<SendListener> listeners;

	Fanout(JsonMapper json, List<SendListener> listeners) {
		this.json = json;
		this.listeners = List.copyOf(listeners);
		this.threads = IntStream.range(0, Math.max(1, Runtime.getRuntime().availableProcessors()))
			.mapToObj((i) -> new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING),
					(task) -> {
						Thread thread = new Thread(task, "fanout-" + i);
						thread.setDaemon(true);
						return thread;
					}))
			.toList();
	}

	/**
	 * Subscribes a page to an app.
	 * @param subscription the page's identifier of the subscription
	 * @return false if the page is already subscribed to the app
	 */
	boolean subscribe(AppId app, PageSocket socket, String subscription) {
		Topic topic = this.topics.computeIfAbsent(app, (unused) -> new Topic());
		return topic.subscribers.get(lane(socket)).putIfAbsent(socket, subscription) == null;
	}

	/** Ends the page's subscription with an identifier, if there is one. */
	void unsubscribe(PageSocket socket, String subscription) {
		this.topics.values().forEach((topic) -> topic.subscribers.get(lane(socket)).remove(socket, subscription));
	}

	/** Ends all subscriptions of a page. */
	void leave(PageSocket socket) {
		this.topics.values().forEach((topic) -> topic.subscribers.get(lane(socket)).remove(socket));
	}

	private int lane(PageSocket socket) {
		return Math.floorMod(socket.getId().hashCode(), this.threads.size());
	}

	/** How many pages are subscribed to an app. */
	public int listeners(AppId app) {
		Topic topic = this.topics.get(app);
		return (topic != null) ? topic.subscribers.stream().mapToInt(Map::size).sum() : 0;
	}

	/** How many subscriptions there are to all apps. */
	public int listeners() {
		return this.topics.keySet().stream().mapToInt(this::listeners).sum();
	}

	/** How many messages wait for a thread that sends them. */
	public int waiting() {
		return this.threads.stream().mapToInt((thread) -> thread.getQueue().size()).sum();
	}

	/** How many messages were dropped because too many waited. */
	public long dropped() {
		return this.dropped.get();
	}

	/** Whether any page is subscribed to an app. */
	public boolean isHeard(AppId app) {
		return listeners(app) > 0;
	}

	@Override
	public boolean isBehind(AppId app) {
		Topic topic = this.topics.get(app);
		return topic != null && topic.waiting.get() > this.threads.size();
	}

	@Override
	public void publish(AppId app, DeployMessage message, Instant since) {
		if (isHeard(app)) {
			boolean log = message instanceof DeployMessage.OfDelta;
			publish(app, this.json.writeValueAsString(message), log ? () -> tellSent(since) : () -> {
			});
		}
	}

	private void tellSent(Instant since) {
		this.listeners.forEach((listener) -> listener.sent(since));
	}

	/**
	 * Sends a message to all subscribers of an app, asynchronously.
	 * @param json the message
	 * @param sent called in each thread that has sent it
	 */
	public void publish(AppId app, String json, Runnable sent) {
		Topic topic = this.topics.get(app);
		if (topic == null) {
			return;
		}
		Frames frames = new Frames(TopicBroker.PREFIX + app, this.messages.incrementAndGet(), json);
		for (int lane = 0; lane < this.threads.size(); lane++) {
			Map<PageSocket, String> subscribers = topic.subscribers.get(lane);
			if (!subscribers.isEmpty()) {
				send(this.threads.get(lane), subscribers, frames, topic.waiting, sent);
			}
		}
	}

	private void send(ExecutorService thread, Map<PageSocket, String> subscribers, Frames frames, AtomicInteger waiting,
			Runnable sent) {
		waiting.incrementAndGet();
		try {
			thread.execute(() -> {
				try {
					subscribers.forEach((socket, subscription) -> socket.sendMessage(frames.of(subscription)));
					sent.run();
				}
				finally {
					waiting.decrementAndGet();
				}
			});
		}
		catch (RejectedExecutionException ex) {
			waiting.decrementAndGet();
			this.dropped.incrementAndGet();
			log.debug("A message was dropped: too many wait");
		}
	}

	@Override
	public void destroy() {
		this.threads.forEach(ExecutorService::shutdownNow);
	}

	/** The subscribers of an app, by thread, and how many messages are being sent. */
	private final class Topic {

		private final List<Map<PageSocket, String>> subscribers = Fanout.this.threads.stream()
			.<Map<PageSocket, String>>map((thread) -> new ConcurrentHashMap<>())
			.toList();

		private final AtomicInteger waiting = new AtomicInteger();

	}

	/**
	 * A message as STOMP frames, which differ in the identifiers of the subscriptions.
	 */
	private static final class Frames {

		private final Map<String, TextMessage> frames = new ConcurrentHashMap<>();

		private final String head;

		private final String json;

		Frames(String destination, long number, String json) {
			this.head = "MESSAGE\ndestination:" + destination + "\ncontent-type:application/json\nmessage-id:" + number
					+ "\ncontent-length:" + json.getBytes(StandardCharsets.UTF_8).length + "\nsubscription:";
			this.json = json;
		}

		TextMessage of(String subscription) {
			return this.frames.computeIfAbsent(subscription, (name) -> new TextMessage(
					(this.head + name + "\n\n" + this.json + '\0').getBytes(StandardCharsets.UTF_8)));
		}

	}

}
