package io.strapper.user;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.strapper.testing.Patience;
import io.strapper.testing.Threads;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ConcurrencyLimitTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final Duration FOR_EVER = Duration.ofDays(1);

	@Test
	void nobodyTakesMoreThanTheirShare() {
		ConcurrencyLimit limit = new ConcurrencyLimit(4, 2);

		assertThat(enterings(limit, "ann", 4)).isEqualTo(2);
		assertThat(enterings(limit, "bob", 4)).isEqualTo(2);
		assertThat(limit.enter("eve")).as("all together").isFalse();

		limit.leave("ann");
		assertThat(limit.enter("eve")).isTrue();
		assertThat(limit.enter("ann")).isFalse();
	}

	@Test
	void whoIsRefusedCountsNoLonger() {
		ConcurrencyLimit limit = new ConcurrencyLimit(1, 1);
		limit.enter("ann");

		assertThat(enterings(limit, "bob", 10)).isZero();

		limit.leave("ann");
		assertThat(limit.enter("bob")).isTrue();
	}

	@Test
	void someWaitForRoomAndMoreAreRefusedAtOnce() throws Exception {
		ConcurrencyLimit limit = new ConcurrencyLimit(1, 2, 1);
		limit.enter("ann");
		CompletableFuture<Boolean> bob = CompletableFuture.supplyAsync(() -> limit.enter("bob", LONG), Threads.OWN);
		await().until(() -> limit.waiting() == 1);

		assertThat(limit.enter("eve", FOR_EVER)).as("not even waiting").isFalse();
		assertThat(bob).isNotDone();
		limit.leave("ann");

		assertThat(bob.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whoeverWaitsForTheirShareHoldsUpNobodyElse() throws Exception {
		ConcurrencyLimit limit = new ConcurrencyLimit(2, 1, 9);
		limit.enter("ann");
		CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> limit.enter("ann", LONG), Threads.OWN);
		await().until(() -> limit.waiting() == 1);

		assertThat(limit.enter("bob", LONG)).isTrue();
		CompletableFuture<Boolean> eve = CompletableFuture.supplyAsync(() -> limit.enter("eve", LONG), Threads.OWN);
		await().until(() -> limit.waiting() == 2);
		limit.leave("bob");
		assertThat(eve.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(second).isNotDone();
		limit.leave("ann");

		assertThat(second.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void patienceEnds() {
		ConcurrencyLimit limit = new ConcurrencyLimit(1, 2, 1);
		limit.enter("ann");

		assertThat(limit.enter("bob", Duration.ofMillis(20))).isFalse();

		limit.leave("ann");
		assertThat(limit.enter("bob", LONG)).isTrue();
	}

	private static long enterings(ConcurrencyLimit limit, String key, int tries) {
		return IntStream.range(0, tries).filter((i) -> limit.enter(key)).count();
	}

}
