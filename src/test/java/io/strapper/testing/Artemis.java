package io.strapper.testing;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.jspecify.annotations.Nullable;

/** ActiveMQ Artemis in this virtual machine. It keeps nothing on disk. */
public final class Artemis implements MessageBroker {

	private final int port;

	private @Nullable ActiveMQServer server;

	private Artemis(int port) {
		this.port = port;
	}

	/** An Artemis that is not started. */
	public static Artemis stopped() throws IOException {
		return new Artemis(Ports.free());
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public void start() {
		try {
			if (this.server == null) {
				this.server = started();
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ActiveMQServer started() throws Exception {
		Configuration settings = new ConfigurationImpl().setPersistenceEnabled(false)
			.setJournalDirectory("target/artemis")
			.addAcceptorConfiguration("stomp", "tcp://127.0.0.1:" + this.port + "?protocols=STOMP");
		settings.setSecurityRoles(new HashMap<>(Map.of("/topic/deploy.#", Set.of(nodes()))));
		SecurityConfiguration users = new SecurityConfiguration(Map.of(LOGIN, PASSCODE),
				Map.of(LOGIN, List.of("nodes")));
		ActiveMQServer made = ActiveMQServers.newActiveMQServer(settings, null,
				new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users), false);
		made.start();
		return made;
	}

	/** The rights of nodes: to send, to listen, and to make the queue that they hear. */
	private static Role nodes() {
		return new Role("nodes", true, true, false, false, true, true, false, false, true, true, false, false);
	}

	@Override
	public void kill() {
		try {
			if (this.server != null) {
				this.server.fail(false);
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		this.server = null;
	}

}
