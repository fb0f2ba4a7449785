package io.strapper.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.strapper.app.AppId;
import io.strapper.live.DeployMessage;
import io.strapper.testing.Threads;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxTests {

	private static final AppId BLOG = new AppId("blog");

	private final Outbox outbox = new Outbox(3, 2000);

	private static DeployMessage position(long to) {
		return new DeployMessage.OfPosition(1, to);
	}

	private static DeployMessage delta(int characters) {
		return new DeployMessage.OfDelta(1, 0, 9, 0, 0, List.of("x".repeat(characters)), 0, 1, 0);
	}

	private List<DeployMessage> all() throws InterruptedException {
		List<DeployMessage> all = new ArrayList<>();
		for (Optional<Outbox.Letter> next = this.outbox.take(0); next.isPresent(); next = this.outbox.take(0)) {
			all.add(next.get().message());
		}
		return all;
	}

	@Test
	void keepsTheOrder() throws InterruptedException {
		this.outbox.open();
		this.outbox.add(BLOG, position(1));
		this.outbox.add(BLOG, position(2));

		assertThat(all()).isEqualTo(List.of(position(1), position(2)));
	}

	@Test
	void dropsWhatIsTooMany() throws InterruptedException {
		this.outbox.open();
		for (int to = 0; to < 5; to++) {
			this.outbox.add(BLOG, position(to));
		}

		assertThat(this.outbox.dropped()).isEqualTo(2);
		assertThat(all()).isEqualTo(List.of(position(0), position(1), position(2)));
	}

	@Test
	void dropsWhatIsTooLong() throws InterruptedException {
		this.outbox.open();
		this.outbox.add(BLOG, delta(1500));
		this.outbox.add(BLOG, delta(1500));
		assertThat(all()).hasSize(1);

		this.outbox.add(BLOG, delta(1500));
		assertThat(all()).as("there is room again").hasSize(1);
		assertThat(this.outbox.dropped()).isEqualTo(1);
	}

	@Test
	void keepsNothingForABrokerThatIsAway() throws InterruptedException {
		this.outbox.add(BLOG, position(1));
		this.outbox.open();
		this.outbox.add(BLOG, position(2));
		this.outbox.close();
		this.outbox.open();
		this.outbox.add(BLOG, position(3));

		assertThat(all()).isEqualTo(List.of(position(3)));
	}

	@Test
	void wakesTheSenderAtOnce() throws Exception {
		this.outbox.open();
		CompletableFuture<Optional<Outbox.Letter>> taken = CompletableFuture.supplyAsync(() -> {
			try {
				return this.outbox.take(TimeUnit.MINUTES.toMillis(1));
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}, Threads.OWN);
		this.outbox.add(BLOG, position(1));

		assertThat(taken.get(30, TimeUnit.SECONDS)).isPresent();
	}

}
