package io.strapper.metrics;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.strapper.relay.BrokerState;
import io.strapper.socket.Fanout;
import io.strapper.socket.OpenSockets;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells how many watch, and how far behind they are. */
@Configuration(proxyBeanMethods = false)
class LiveMetrics {

	@Bean
	LogLag logLag(MeterRegistry registry, Clock clock) {
		return new LogLag(registry, clock);
	}

	@Bean
	MeterBinder liveMeters(OpenSockets sockets, Fanout fanout) {
		return (registry) -> {
			Gauge.builder("strapper.sockets.open", sockets, OpenSockets::count)
				.description("WebSockets of pages")
				.register(registry);
			Gauge.builder("strapper.viewers", fanout, Fanout::listeners)
				.description("Subscriptions of pages to apps")
				.register(registry);
			Gauge.builder("strapper.messages.waiting", fanout, Fanout::waiting)
				.description("Messages to pages that wait for a thread")
				.register(registry);
			FunctionCounter.builder("strapper.messages.dropped", fanout, Fanout::dropped)
				.description("Messages that were dropped because too many waited; pages catch up by themselves")
				.register(registry);
		};
	}

	@Bean
	MeterBinder brokerMeters(ObjectProvider<BrokerState> brokers) {
		return (registry) -> brokers.ifAvailable((broker) -> {
			Gauge.builder("strapper.broker.reached", broker, (it) -> it.isReached() ? 1 : 0)
				.description("1 if messages reach the other nodes, else 0")
				.register(registry);
			TimeGauge
				.builder("strapper.broker.lag", broker, TimeUnit.NANOSECONDS,
						(it) -> it.lag().map((lag) -> (double) lag.toNanos()).orElse(Double.NaN))
				.description("Time from sending to the broker until it sends the message back")
				.register(registry);
			FunctionCounter.builder("strapper.broker.dropped", broker, BrokerState::dropped)
				.description("Messages to other nodes that were dropped because too much waited for the broker")
				.register(registry);
		});
	}

}
