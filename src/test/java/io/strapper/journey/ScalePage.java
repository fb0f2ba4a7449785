package io.strapper.journey;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.strapper.testing.Client;
import io.strapper.testing.Subscriber;

/**
 * An open page of an app: a socket that counts what it receives, and how late the lines
 * are that tell when they were written.
 */
final class ScalePage implements AutoCloseable {

	private static final Pattern POSITION = Pattern.compile("\"to\":(\\d+)");

	/** What {@code date +%s%N} prints. */
	private static final Pattern TIME = Pattern.compile("\"(\\d{19})\"");

	private final AtomicLong bytes = new AtomicLong();

	private final AtomicLong position = new AtomicLong();

	private final List<Duration> delays = Collections.synchronizedList(new ArrayList<>());

	private final Subscriber subscriber;

	private long newest;

	ScalePage(Client client, String app) throws Exception {
		this.subscriber = Subscriber.connect(client, this::hear).subscribe("/topic/deploy." + app);
	}

	private synchronized void hear(byte[] payload) {
		this.bytes.addAndGet(payload.length);
		String message = new String(payload, StandardCharsets.UTF_8);
		Matcher position = POSITION.matcher(message);
		if (position.find()) {
			this.position.set(Long.parseLong(position.group(1)));
		}
		Instant now = Instant.now();
		for (Matcher times = TIME.matcher(message); times.find();) {
			long nanos = Long.parseLong(times.group(1));
			if (nanos > this.newest) {
				this.newest = nanos;
				this.delays.add(Duration.between(Instant.ofEpochSecond(0, nanos), now));
			}
		}
	}

	/** Bytes received so far. */
	long bytes() {
		return this.bytes.get();
	}

	/** The offset that was told last; an error if there is nobody to tell it any more. */
	long position() {
		if (!this.subscriber.errors().isEmpty()) {
			throw new AssertionError(this.subscriber.errors());
		}
		return this.position.get();
	}

	/** How late the lines were that came since this was asked the last time. */
	List<Duration> takeDelays() {
		synchronized (this.delays) {
			List<Duration> taken = List.copyOf(this.delays);
			this.delays.clear();
			return taken;
		}
	}

	@Override
	public void close() {
		this.subscriber.close();
	}

}
