package io.strapper.http;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class BlockingWritesTests {

	private static final long USUAL = 10_000;

	private final BlockingWrites writes = new BlockingWrites(200);

	@Test
	void oneNetworkHoldsATenthOfTheThreads() throws IOException {
		enter("a", 20);

		assertThatIOException().isThrownBy(() -> this.writes.enter("a"));
		this.writes.enter("b");
		this.writes.leave("a");
		this.writes.enter("a");
	}

	@Test
	void allTogetherHoldHalfOfTheThreads() throws IOException {
		for (int network = 0; network < 5; network++) {
			enter("network" + network, 20);
		}

		assertThatIOException().isThrownBy(() -> this.writes.enter("another"));
	}

	@Test
	void whileManyWaitNobodyWaitsLong() throws IOException {
		assertThat(this.writes.patience(USUAL)).isEqualTo(USUAL);
		enter("a", 20);
		enter("b", 20);

		assertThat(this.writes.patience(USUAL)).isEqualTo(1000);
		assertThat(this.writes.patience(-1)).as("for ever").isEqualTo(1000);
		assertThat(this.writes.patience(200)).isEqualTo(200);
	}

	private void enter(String network, int times) throws IOException {
		for (int i = 0; i < times; i++) {
			this.writes.enter(network);
		}
	}

}
