package io.strapper.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WakeableLoopTests {

	private final AtomicInteger calls = new AtomicInteger();

	private volatile WakeableLoop loop = new WakeableLoop("none", Optional::empty);

	@AfterEach
	void stop() {
		this.loop.stop();
	}

	@Test
	void outlivesAnError() {
		start(() -> {
			if (this.calls.incrementAndGet() == 1) {
				throw new NoClassDefFoundError("once");
			}
			return Optional.empty();
		});

		this.loop.wake();

		await().until(() -> this.calls.get() == 2);
	}

	@Test
	void callsAgainWhenItIsDue() {
		start(() -> (this.calls.incrementAndGet() < 3) ? Optional.of(Duration.ofMillis(1)) : Optional.empty());

		this.loop.wake();

		await().until(() -> this.calls.get() == 3);
	}

	@Test
	void callsOnceMoreIfItIsWokenMeanwhile() {
		start(() -> {
			if (this.calls.incrementAndGet() == 1) {
				this.loop.wake();
			}
			return Optional.empty();
		});

		this.loop.wake();

		await().until(() -> this.calls.get() == 2);
	}

	@Test
	void isNotCalledOnceItIsStopped() {
		start(() -> Optional.of(Duration.ofHours(this.calls.incrementAndGet())));
		this.loop.wake();
		await().until(() -> this.calls.get() == 1);

		this.loop.stop();
		this.loop.wake();

		assertThat(this.loop.isRunning()).isFalse();
		assertThat(this.calls).hasValue(1);
	}

	private void start(Supplier<Optional<Duration>> task) {
		this.loop = new WakeableLoop("test", task);
		this.loop.start();
	}

}
