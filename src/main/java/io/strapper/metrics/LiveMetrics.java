package io.strapper.metrics;

import java.time.Clock;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.strapper.socket.Fanout;
import io.strapper.socket.OpenSockets;

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

}
