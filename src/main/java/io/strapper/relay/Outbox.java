package io.strapper.relay;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

import io.strapper.app.AppId;
import io.strapper.live.DeployMessage;

/**
 * The messages that wait to be sent to the broker, in order. What comes while the broker
 * is away, or while too much waits, is dropped: pages notice the gap by the offset.
 * Thread-safe.
 */
final class Outbox {

	/** Most messages that wait. */
	private static final int MOST_MESSAGES = 10_000;

	/** Most characters that they have, about. */
	private static final long MOST_CHARACTERS = 16 << 20;

	/** Of a message without the lines of a log, about. */
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

	/** The broker is there. */
	synchronized void open() {
		this.open = true;
	}

	/** The broker is away. */
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
	 * @param millis how long to wait for one, in milliseconds
	 */
	synchronized Optional<Letter> take(long millis) throws InterruptedException {
		if (this.waiting.isEmpty() && millis > 0) {
			wait(millis);
		}
		Optional<Letter> next = Optional.ofNullable(this.waiting.poll());
		next.ifPresent((letter) -> this.characters -= letter.characters());
		return next;
	}

	/** How many messages were dropped because too much waited. */
	synchronized long dropped() {
		return this.dropped;
	}

	/**
	 * A message that waits.
	 *
	 * @param app the app on whose topic it goes
	 * @param message the message
	 */
	record Letter(AppId app, DeployMessage message) {

		long characters() {
			return ENVELOPE + ((this.message instanceof DeployMessage.OfDelta delta)
					? delta.lines().stream().mapToLong(String::length).sum() : 0);
		}

	}

}
