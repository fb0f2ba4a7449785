package io.strapper.live;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.support.GenericMessage;

/** A broker that keeps what it is told, unless it is gone. */
final class Broker implements MessageChannel {

	private final List<DeployMessage> told = new CopyOnWriteArrayList<>();

	private volatile boolean gone;

	private final AtomicInteger tries = new AtomicInteger();

	private volatile Consumer<DeployMessage> before = (message) -> {
	};

	/** The topic that publishes to it. */
	DeployTopic topic() {
		SimpMessagingTemplate template = new SimpMessagingTemplate(this);
		template.setMessageConverter(new AsItIs());
		return new DeployTopic(template, Clock.systemUTC());
	}

	@Override
	public boolean send(Message<?> message, long timeout) {
		this.tries.incrementAndGet();
		if (this.gone) {
			throw new MessageDeliveryException(message, "The broker is gone");
		}
		this.before.accept((DeployMessage) message.getPayload());
		this.told.add((DeployMessage) message.getPayload());
		return true;
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

	/** Payloads are looked at, not sent. */
	private static final class AsItIs implements MessageConverter {

		@Override
		public Object fromMessage(Message<?> message, Class<?> type) {
			return message.getPayload();
		}

		@Override
		public Message<?> toMessage(Object payload, MessageHeaders headers) {
			return new GenericMessage<>(payload);
		}

	}

}
