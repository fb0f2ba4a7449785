package io.strapper.relay;

import java.io.IOException;

import io.strapper.testing.Artemis;

class ArtemisTests extends RelayContract {

	ArtemisTests() throws IOException {
		super(Artemis.stopped());
	}

}
