package io.strapper.relay;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.strapper.app.AppId;
import io.strapper.live.DeployMessage;
import io.strapper.live.TopicBroker;
import io.strapper.node.Node;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.util.MimeTypeUtils;

/**
 * The headers of a message in a frame of the broker: its sender and its subject, so that
 * a node passes a message on without parsing it.
 *
 * @param node name of the node that sent it
 * @param incarnation a random UUID of the start of that node
 * @param about name of the app; empty for a probe
 * @param run number of the run whose state the message has, or null if it is another kind
 * of message
 * @param probe when the probe was sent, in nanoseconds of the sender's monotonic clock,
 * or null if it is no probe
 */
record Envelope(String node, String incarnation, String about, @Nullable Long run, @Nullable Long probe) {

	/** The topics of all apps. */
	static final String ALL_TOPICS = TopicBroker.PREFIX + "*";

	/** No app has this name. */
	private static final String PROBES = TopicBroker.PREFIX + "_";

	private static final String NODE = "node";

	private static final String INCARNATION = "incarnation";

	private static final String APP = "app";

	private static final String RUN = "run";

	private static final String PROBE = "probe";

	/** The envelope of a message on the topic of an app. */
	static Envelope of(Node us, AppId app, DeployMessage message) {
		return new Envelope(us.name(), us.incarnation(), app.value(),
				(message instanceof DeployMessage.OfRun state) ? state.run().number() : null, null);
	}

	/** The envelope of a probe. */
	static Envelope probe(Node us, long now) {
		return new Envelope(us.name(), us.incarnation(), "", null, now);
	}

	/** The envelope of a frame; empty if the frame is not a message of a node. */
	static Optional<Envelope> of(Message<byte[]> frame) {
		StompHeaderAccessor headers = StompHeaderAccessor.wrap(frame);
		String node = headers.getFirstNativeHeader(NODE);
		String incarnation = headers.getFirstNativeHeader(INCARNATION);
		String app = headers.getFirstNativeHeader(APP);
		if (headers.getCommand() != StompCommand.MESSAGE || node == null || incarnation == null || app == null) {
			return Optional.empty();
		}
		try {
			return Optional.of(new Envelope(node, incarnation, app, number(headers, RUN), number(headers, PROBE)));
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

	private static @Nullable Long number(StompHeaderAccessor headers, String name) {
		String value = headers.getFirstNativeHeader(name);
		return (value != null) ? Long.valueOf(value) : null;
	}

	/** The headers of a frame to be sent. */
	StompHeaderAccessor headers() {
		StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.SEND);
		headers.setDestination(this.about.isEmpty() ? PROBES : TopicBroker.PREFIX + this.about);
		headers.setContentType(MimeTypeUtils.APPLICATION_JSON);
		headers.setNativeHeader(NODE, this.node);
		headers.setNativeHeader(INCARNATION, this.incarnation);
		headers.setNativeHeader(APP, this.about);
		if (this.run != null) {
			headers.setNativeHeader(RUN, this.run.toString());
		}
		if (this.probe != null) {
			headers.setNativeHeader(PROBE, this.probe.toString());
		}
		return headers;
	}

	/** Whether this start of this node sent it. */
	boolean isOf(Node us) {
		return this.incarnation.equals(us.incarnation());
	}

	/** The app whose topic it goes to; empty for a probe, or if the name is no app's. */
	Optional<AppId> app() {
		try {
			return this.about.isEmpty() ? Optional.empty() : Optional.of(new AppId(this.about));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** The payload of a frame as text. */
	static String text(Message<byte[]> frame) {
		return new String(frame.getPayload(), StandardCharsets.UTF_8);
	}

}
