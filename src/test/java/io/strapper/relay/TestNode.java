package io.strapper.relay;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLSocketFactory;

import io.strapper.app.AppId;
import io.strapper.live.DeployMessage;
import io.strapper.node.Node;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/** A node's end of a broker, which keeps what it hears. */
final class TestNode implements Arrivals, AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private final List<String> heard = new CopyOnWriteArrayList<>();

	private final Outbox outbox = new Outbox();

	private final BrokerLink link;

	TestNode(String name, RelaySettings settings) {
		this(name, settings, null);
	}

	TestNode(String name, RelaySettings settings, @Nullable SSLSocketFactory tls) {
		this.link = new BrokerLink(settings, tls, new Node(name, name + "-1", "here", true, Duration.ofMinutes(1)),
				JSON, this.outbox, new Echoes(), this);
		this.link.start();
	}

	@Override
	public void arrived(AppId app, String json, @Nullable Long run) {
		this.heard.add(app + ((run != null) ? "/" + run : "") + " " + json);
	}

	@Override
	public void reached(boolean reached) {
		// The link knows it, too
	}

	/** A message as it is heard. */
	static String text(AppId app, DeployMessage message) {
		return app + " " + JSON.writeValueAsString(message);
	}

	TestNode awaitReached() {
		await().until(this.link::isReached);
		return this;
	}

	TestNode awaitAway() {
		await().until(() -> !this.link.isReached());
		return this;
	}

	BrokerLink link() {
		return this.link;
	}

	void tell(AppId app, DeployMessage message) {
		this.outbox.add(app, message);
	}

	/** What it has heard so far: the app, the run whose state is told, and the JSON. */
	List<String> heard() {
		return this.heard;
	}

	@Override
	public void close() {
		this.link.stop();
	}

}
