package io.strapper.live;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.strapper.app.AppId;

import org.springframework.messaging.MessagingException;

/** A broker that keeps what it is told, unless it is gone. */
final class Broker implements TopicBroker {

	private final List<DeployMessage> told = new CopyOnWriteArrayList<>();

	private volatile boolean gone;

	private final AtomicInteger tries = new AtomicInteger();

	private volatile Consumer<DeployMessage> before = (message) -> {
	};

	/** The topic that publishes to it. */
	DeployTopic topic() {
		return new DeployTopic(this, Clock.systemUTC());
	}

	@Override
	public boolean isBehind(AppId app) {
		return false;
	}

	@Override
	public void publish(AppId app, DeployMessage message, Instant since) {
		this.tries.incrementAndGet();
		if (this.gone) {
			throw new MessagingException("The broker is gone");
		}
		this.before.accept(message);
		this.told.add(message);
	}

	/** Has something done with each message before it is taken. */
	void before(Consumer<DeployMessage> before) {
		this.before = before;
	}

	void leave() {
		this.gone = true;
	}

	void comeBack() {
		this.gone = false;
	}

	/** How often somebody tried to tell it something. */
	int tries() {
		return this.tries.get();
	}

	List<DeployMessage.OfDelta> deltas() {
		return of(DeployMessage.OfDelta.class);
	}

	List<DeployMessage.OfPosition> positions() {
		return of(DeployMessage.OfPosition.class);
	}

	List<RunView> runs() {
		return of(DeployMessage.OfRun.class).stream().map(DeployMessage.OfRun::run).toList();
	}

	List<DeployMessage> all() {
		return List.copyOf(this.told);
	}

	private <T> List<T> of(Class<T> type) {
		return this.told.stream().filter(type::isInstance).map(type::cast).toList();
	}

}
