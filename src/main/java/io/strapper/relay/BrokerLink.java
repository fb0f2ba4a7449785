package io.strapper.relay;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import javax.net.ssl.SSLSocketFactory;

import io.strapper.node.Node;
import io.strapper.relay.Outbox.Letter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.SmartLifecycle;
import org.springframework.messaging.Message;

/**
 * Keeps one connection to the broker for as long as the server runs. One thread connects
 * and receives, another one sends. The broker counts as reached as soon as it has sent a
 * probe back: this shows that the node may publish there, and receives all topics. The
 * server's log says once that the broker is away, and once that it is back.
 */
final class BrokerLink implements BrokerState, SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(BrokerLink.class);

	/** Milliseconds before the first attempt to connect again. */
	private static final long SHORTEST_PAUSE = 200;

	/** Milliseconds between later attempts. */
	private static final long LONGEST_PAUSE = 5000;

	private final RelaySettings settings;

	private final @Nullable SSLSocketFactory tls;

	private final Node us;

	private final JsonMapper json;

	private final Outbox outbox;

	private final Echoes echoes;

	private final Arrivals arrivals;

	private volatile @Nullable BrokerConnection connection;

	private volatile boolean running;

	private volatile boolean reached;

	/** Whether the log says that the broker is away. */
	private boolean missed;

	/** Since when the broker is away, by {@link System#nanoTime()}. */
	private long since = System.nanoTime();

	private long pause = SHORTEST_PAUSE;

	BrokerLink(RelaySettings settings, @Nullable SSLSocketFactory tls, Node us, JsonMapper json, Outbox outbox,
			Echoes echoes, Arrivals arrivals) {
		this.settings = settings;
		this.tls = tls;
		this.us = us;
		this.json = json;
		this.outbox = outbox;
		this.echoes = echoes;
		this.arrivals = arrivals;
	}

	@Override
	public boolean isReached() {
		return this.reached;
	}

	@Override
	public Optional<Duration> lag() {
		return this.echoes.lag(System.nanoTime());
	}

	@Override
	public long dropped() {
		return this.outbox.dropped();
	}

	@Override
	public void start() {
		this.running = true;
		start("relay-in", this::receiveAlways);
		start("relay-out", this::sendAlways);
	}

	private static void start(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

	private void receiveAlways() {
		while (this.running) {
			try (BrokerConnection made = BrokerConnection.open(this.settings, this.tls)) {
				made.subscribe(Envelope.ALL_TOPICS);
				this.connection = made;
				this.outbox.open();
				receive(made);
			}
			catch (IOException | RuntimeException ex) {
				lost(ex);
			}
			this.connection = null;
			this.reached = false;
			this.arrivals.reached(false);
			this.outbox.close();
			this.echoes.reset();
			rest();
		}
	}

	private void receive(BrokerConnection made) throws IOException {
		while (this.running) {
			made.receive().forEach(this::arrived);
			if (this.echoes.isOverdue(System.nanoTime())) {
				throw new IOException("it does not send back what it is sent");
			}
		}
	}

	private void arrived(Message<byte[]> frame) {
		Envelope envelope = Envelope.of(frame).orElse(null);
		if (envelope == null) {
			return;
		}
		if (!envelope.isOf(this.us)) {
			envelope.app().ifPresent((app) -> this.arrivals.arrived(app, Envelope.text(frame), envelope.run()));
		}
		else if (envelope.probe() != null && this.echoes.heard(envelope.probe(), System.nanoTime())) {
			reached();
		}
	}

	private void reached() {
		if (this.reached) {
			return;
		}
		this.reached = true;
		this.arrivals.reached(true);
		this.pause = SHORTEST_PAUSE;
		if (this.missed) {
			log.info("The message broker {} is back after {} s", this.settings.address(),
					(System.nanoTime() - this.since) / 1_000_000_000);
		}
		else {
			log.info("The message broker {} is reached", this.settings.address());
		}
		this.missed = false;
	}

	private void lost(Exception reason) {
		if (!this.running || this.missed) {
			log.debug("The message broker is not reached", reason);
			return;
		}
		this.missed = true;
		this.since = System.nanoTime();
		log.warn("The message broker {} is away ({}): runs go on, and pages hear later of runs on other nodes",
				this.settings.address(), reason.getMessage());
	}

	private void rest() {
		try {
			Thread.sleep(ThreadLocalRandom.current().nextLong(this.pause / 2, this.pause + 1));
			this.pause = Math.min(2 * this.pause, LONGEST_PAUSE);
		}
		catch (InterruptedException ex) {
			this.running = false;
		}
	}

	private void sendAlways() {
		try {
			while (this.running) {
				Optional<Letter> next = this.outbox.take(this.echoes.untilDue(System.nanoTime()) / 1_000_000 + 1);
				BrokerConnection to = this.connection;
				if (to != null) {
					send(to, next);
				}
			}
		}
		catch (InterruptedException ex) {
			this.running = false;
		}
	}

	private void send(BrokerConnection to, Optional<Letter> letter) {
		try {
			if (letter.isPresent()) {
				Letter it = letter.get();
				to.send(Envelope.of(this.us, it.app(), it.message()).headers(),
						this.json.writeValueAsBytes(it.message()));
			}
			long now = System.nanoTime();
			if (this.echoes.untilDue(now) == 0) {
				this.echoes.sent(now);
				to.send(Envelope.probe(this.us, now).headers(), new byte[0]);
			}
		}
		catch (IOException | RuntimeException ex) {
			// The receiving thread notices this, too, and logs it
			close(to);
		}
	}

	private static void close(BrokerConnection connection) {
		try {
			connection.close();
		}
		catch (IOException ex) {
			log.debug("A connection was not closed", ex);
		}
	}

	@Override
	public void stop() {
		this.running = false;
		BrokerConnection last = this.connection;
		if (last != null) {
			close(last);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
