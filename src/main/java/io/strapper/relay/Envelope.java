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
 * A message of a node as a frame of the broker. The headers tell where it is from and
 * what it is about, so that nobody has to parse it to pass it on.
 *
 * @param node name of the node that sent it
 * @param incarnation the node's start
 * @param about name of the app; empty for a probe
 * @param run number of the run whose state it tells, or null if it tells something else
 * @param probe of a probe: when it was sent, by the sender's monotonic clock; else null
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

	/** Of a message on the topic of an app. */
	static Envelope of(Node us, AppId app, DeployMessage message) {
		return new Envelope(us.name(), us.incarnation(), app.value(),
				(message instanceof DeployMessage.OfRun state) ? state.run().number() : null, null);
	}

	/** Of a probe. */
	static Envelope probe(Node us, long now) {
		return new Envelope(us.name(), us.incarnation(), "", null, now);
	}

	/** What a frame carries; empty if it is no message of a node. */
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

	/** The headers of a frame that carries it. */
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

	/** Whether a node has sent it itself. */
	boolean isOf(Node us) {
		return this.incarnation.equals(us.incarnation());
	}

	/** The app on whose topic it goes; empty if it is a probe or names none. */
	Optional<AppId> app() {
		try {
			return this.about.isEmpty() ? Optional.empty() : Optional.of(new AppId(this.about));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	static String text(Message<byte[]> frame) {
		return new String(frame.getPayload(), StandardCharsets.UTF_8);
	}

}
