package io.strapper.relay;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

import io.strapper.app.AppId;
import io.strapper.live.DeployMessage;

/**
 * The bounded queue of the messages to the broker. A message is dropped if the broker is
 * away or the queue is full: pages notice the gap by the offset. Thread-safe.
 */
final class Outbox {

	/** Most messages that wait. */
	private static final int MOST_MESSAGES = 10_000;

	/** Most characters that these messages have, estimated. */
	private static final long MOST_CHARACTERS = 16 << 20;

	/** Estimated characters of a message beside the lines of a log. */
	private static final long ENVELOPE = 300;

	private final Queue<Letter> waiting = new ArrayDeque<>();

	private final int mostMessages;

	private final long mostCharacters;

	private long characters;

	private boolean open;

	private long dropped;

	Outbox() {
		this(MOST_MESSAGES, MOST_CHARACTERS);
	}

	Outbox(int mostMessages, long mostCharacters) {
		this.mostMessages = mostMessages;
		this.mostCharacters = mostCharacters;
	}

	/** The broker is connected: messages are kept from now on. */
	synchronized void open() {
		this.open = true;
	}

	/** The broker is away: what waits is dropped, and so is what comes. */
	synchronized void close() {
		this.open = false;
		this.waiting.clear();
		this.characters = 0;
	}

	/** Adds a message, or drops it. */
	synchronized void add(AppId app, DeployMessage message) {
		Letter letter = new Letter(app, message);
		if (!this.open) {
			return;
		}
		if (this.waiting.size() >= this.mostMessages || this.characters + letter.characters() > this.mostCharacters) {
			this.dropped++;
			return;
		}
		this.waiting.add(letter);
		this.characters += letter.characters();
		notifyAll();
	}

	/**
	 * Takes the oldest message.
	 * @param millis how long to wait for one, in milliseconds; 0 not to wait
	 * @return the message, or empty if none came in time
	 */
	synchronized Optional<Letter> take(long millis) throws InterruptedException {
		if (this.waiting.isEmpty() && millis > 0) {
			wait(millis);
		}
		Optional<Letter> next = Optional.ofNullable(this.waiting.poll());
		next.ifPresent((letter) -> this.characters -= letter.characters());
		return next;
	}

	/** How many messages were dropped because the queue was full. */
	synchronized long dropped() {
		return this.dropped;
	}

	/**
	 * A message that waits.
	 *
	 * @param app the app whose topic it goes to
	 * @param message the message
	 */
	record Letter(AppId app, DeployMessage message) {

		long characters() {
			return ENVELOPE + ((this.message instanceof DeployMessage.OfDelta delta)
					? delta.lines().stream().mapToLong(String::length).sum() : 0);
		}

	}

}
