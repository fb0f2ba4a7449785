package io.strapper.relay;

import io.strapper.live.TopicBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class RelayConfigurationTests {

	private final ApplicationContextRunner server = new ApplicationContextRunner()
		.withUserConfiguration(RelayConfiguration.class);

	@Test
	void aServerThatIsAloneHasNothingOfIt() {
		this.server.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(BrokerState.class)
			.doesNotHaveBean(TopicBroker.class)
			.doesNotHaveBean(Healer.class));
	}

	@ParameterizedTest(name = "\"{0}\"")
	@ValueSource(strings = { "", " " })
	void aHostWithoutANameIsNone(String host) {
		this.server.withPropertyValues("strapper.broker.relay.host=" + host)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BrokerState.class));
	}

}
