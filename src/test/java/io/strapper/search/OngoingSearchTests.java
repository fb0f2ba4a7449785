package io.strapper.search;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Turns of searches, taken by hand: who may go on, and what ends. */
class OngoingSearchTests {

	private final SearchShares shares = new SearchShares();

	private final Queue<Runnable> turns = new ArrayDeque<>();

	private OngoingSearch endless(String user) {
		return new OngoingSearch(user, () -> true, this.turns::add, this.shares);
	}

	private void takeTurns() {
		for (int left = this.turns.size(); left > 0; left--) {
			this.turns.remove().run();
		}
	}

	@Test
	void aUserHasAShareAndLeavesTheRestToOthers() throws IOException {
		List<OngoingSearch> mine = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			mine.add(endless("ann"));
			mine.get(i).await(Duration.ZERO);
			takeTurns();
		}
		endless("bob").await(Duration.ZERO);
		takeTurns();

		assertThat(mine.stream().filter(OngoingSearch::isWanted)).containsExactlyElementsOf(mine.subList(6, 10));
		assertThat(this.shares.size()).isEqualTo(SearchShares.MOST_OF_A_USER + 1);
		assertThat(this.turns).hasSize(SearchShares.MOST_OF_A_USER + 1);
	}

	@Test
	void whoWaitsForAWholeShareIsToldToComeBack() throws Exception {
		CountDownLatch going = new CountDownLatch(1);
		ExecutorService threads = Executors.newCachedThreadPool();
		ExecutorService askers = Executors.newCachedThreadPool();
		List<Future<?>> asked = new ArrayList<>();
		List<OngoingSearch> mine = new ArrayList<>();
		for (int i = 0; i < SearchShares.MOST_OF_A_USER; i++) {
			OngoingSearch search = new OngoingSearch("ann", () -> {
				awaitQuietly(going);
				return false;
			}, threads, this.shares);
			mine.add(search);
			asked.add(askers.submit(() -> {
				search.await(Duration.ofMinutes(1));
				return null;
			}));
		}
		await().until(() -> mine.stream().allMatch(OngoingSearch::isAwaited));

		assertThatThrownBy(() -> endless("ann").await(Duration.ZERO)).isInstanceOf(SearchesBusyException.class)
			.hasMessageContaining("Too many searches");
		endless("bob").await(Duration.ZERO);

		going.countDown();
		for (Future<?> one : asked) {
			one.get();
		}
		endless("ann").await(Duration.ZERO);
		threads.shutdown();
		askers.shutdown();
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void thereAreSoManyInAll() throws IOException {
		for (int i = 0; i < SearchShares.MOST; i++) {
			endless("user" + i).await(Duration.ZERO);
		}

		assertThatThrownBy(() -> endless("bob").await(Duration.ZERO)).isInstanceOf(SearchesBusyException.class);
		assertThat(this.shares.size()).isEqualTo(SearchShares.MOST);
	}

	@Test
	void whatNobodyAsksAboutEnds() throws IOException {
		endless("ann").await(Duration.ZERO);

		await().until(() -> {
			takeTurns();
			return this.turns.isEmpty();
		});
		assertThat(this.shares.size()).isZero();
	}

	@Test
	void anErrorInATurnEndsThatSearchAlone() throws IOException {
		OngoingSearch broken = new OngoingSearch("ann", () -> {
			throw new StackOverflowError("a test");
		}, this.turns::add, this.shares);
		broken.await(Duration.ZERO);
		OngoingSearch other = endless("ann");
		other.await(Duration.ZERO);

		assertThatThrownBy(this.turns.remove()::run).isInstanceOf(StackOverflowError.class);
		assertThatThrownBy(() -> broken.await(Duration.ZERO)).isInstanceOf(IOException.class);
		takeTurns();

		assertThat(this.turns).hasSize(1);
		assertThat(this.shares.size()).isEqualTo(1);
		assertThat(other.isWanted()).isTrue();
	}

	@Test
	void aTurnThatNobodyTakesLeaksNothing() {
		OngoingSearch search = new OngoingSearch("ann", () -> true, (turn) -> {
			throw new RejectedExecutionException("a test");
		}, this.shares);

		for (int i = 0; i < 2 * SearchShares.MOST; i++) {
			assertThatThrownBy(() -> search.await(Duration.ZERO)).isInstanceOfAny(RejectedExecutionException.class,
					IOException.class);
		}

		assertThat(this.shares.size()).isZero();
		assertThat(search.isAwaited()).isFalse();
	}

}
