package io.strapper.watch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TurnsTests {

	private static final long NEVER = TimeUnit.HOURS.toNanos(1);

	private final Turns turns = new Turns("test");

	@AfterEach
	void close() throws InterruptedException {
		this.turns.close();
	}

	@Test
	void aTaskThatIsStuckDelaysNoOther() throws InterruptedException {
		CountDownLatch gate = new CountDownLatch(1);
		for (int i = 0; i < Turns.THREADS - 1; i++) {
			this.turns.of(() -> wait(gate)).within(0);
		}
		CountDownLatch done = new CountDownLatch(100);
		this.turns.of(() -> {
			done.countDown();
			return 0;
		}).within(0);

		assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
		gate.countDown();
	}

	private static long wait(CountDownLatch gate) {
		try {
			gate.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return -1;
	}

	@Test
	void aTaskHasOneTurnAtATimeHoweverOftenItIsAskedFor() {
		AtomicInteger inside = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		AtomicInteger count = new AtomicInteger();
		Turns.Turn turn = this.turns.of(() -> {
			most.accumulateAndGet(inside.incrementAndGet(), Math::max);
			Thread.yield();
			inside.decrementAndGet();
			count.incrementAndGet();
			return NEVER;
		});

		while (count.get() < 1000) {
			turn.within(0);
		}

		assertThat(most).hasValue(1);
	}

	@Test
	void whoAsksDuringATurnGetsAnother() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch gate = new CountDownLatch(1);
		CountDownLatch second = new CountDownLatch(2);
		Turns.Turn turn = this.turns.of(() -> {
			begun.countDown();
			wait(gate);
			second.countDown();
			return NEVER;
		});
		turn.within(0);
		begun.await();
		turn.within(0);
		gate.countDown();

		assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void theEarlierTurnCounts() throws InterruptedException {
		CountDownLatch done = new CountDownLatch(1);
		Turns.Turn turn = this.turns.of(() -> {
			done.countDown();
			return NEVER;
		});
		turn.within(NEVER);
		turn.within(0);
		turn.within(NEVER);

		assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aTaskThatIsOverHasNoTurnAnyMore() {
		List<String> turned = Collections.synchronizedList(new ArrayList<>());
		Turns.Turn over = this.turns.of(() -> {
			turned.add("over");
			return -1;
		});
		over.within(0);
		await().until(() -> !turned.isEmpty());
		over.within(0);
		this.turns.of(() -> {
			turned.add("other");
			return -1;
		}).within(0);
		await().until(() -> turned.contains("other"));

		assertThat(turned).containsExactly("over", "other");
	}

}
