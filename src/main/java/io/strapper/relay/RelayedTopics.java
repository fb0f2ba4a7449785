package io.strapper.relay;

import java.time.Instant;

import io.strapper.app.AppId;
import io.strapper.live.DeployMessage;
import io.strapper.live.TopicBroker;
import io.strapper.socket.Fanout;

/**
 * Delivers messages to the pages of this node at once, and to those of the other nodes
 * through the broker.
 */
final class RelayedTopics implements TopicBroker {

	private final Fanout fanout;

	private final Outbox outbox;

	RelayedTopics(Fanout fanout, Outbox outbox) {
		this.fanout = fanout;
		this.outbox = outbox;
	}

	/** Whether pages of this node are behind. Those of other nodes do not count. */
	@Override
	public boolean isBehind(AppId app) {
		return this.fanout.isBehind(app);
	}

	@Override
	public void publish(AppId app, DeployMessage message, Instant since) {
		this.outbox.add(app, message);
		this.fanout.publish(app, message, since);
	}

}
