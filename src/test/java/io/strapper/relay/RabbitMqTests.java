package io.strapper.relay;

import java.io.IOException;

import io.strapper.testing.RabbitMq;

class RabbitMqTests extends RelayContract {

	RabbitMqTests() throws IOException {
		super(RabbitMq.stopped());
	}

}
