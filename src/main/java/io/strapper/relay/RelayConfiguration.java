package io.strapper.relay;

import java.time.Clock;

import javax.net.ssl.SSLSocketFactory;

import io.strapper.home.CannotStartException;
import io.strapper.live.Logs;
import io.strapper.live.TopicBroker;
import io.strapper.node.Node;
import io.strapper.run.Runs;
import io.strapper.socket.Fanout;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Connects this node to the message broker, if one is configured. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnNode.class)
class RelayConfiguration {

	@Bean
	Outbox relayOutbox() {
		return new Outbox();
	}

	@Bean
	Echoes relayEchoes() {
		return new Echoes();
	}

	@Bean
	@Primary
	TopicBroker relayedTopics(Fanout fanout, Outbox outbox) {
		return new RelayedTopics(fanout, outbox);
	}

	@Bean
	BrokerLink brokerLink(RelaySettings settings, SslBundles bundles, Node us, JsonMapper json, Outbox outbox,
			Echoes echoes, Healer healer) {
		return new BrokerLink(settings, sockets(settings, bundles), us, json, outbox, echoes, healer);
	}

	@Bean
	Healer relayHealer(Echoes echoes, JdbcClient jdbc, Node us, Fanout fanout, Runs runs, Logs logs, Clock clock,
			ApplicationEventPublisher events) {
		return new Healer(echoes, new RecordedLag(jdbc, us), fanout, runs, logs, clock, events);
	}

	private static @Nullable SSLSocketFactory sockets(RelaySettings settings, SslBundles bundles) {
		String bundle = settings.tlsBundle();
		if (bundle == null) {
			return settings.tls() ? (SSLSocketFactory) SSLSocketFactory.getDefault() : null;
		}
		try {
			return bundles.getBundle(bundle).createSslContext().getSocketFactory();
		}
		catch (NoSuchSslBundleException ex) {
			throw new CannotStartException(
					"strapper.broker.relay.tls-bundle: spring.ssl.bundle has no bundle '" + bundle + "'", ex);
		}
	}

}
