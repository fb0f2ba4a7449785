package io.strapper.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import io.strapper.app.Keep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class StoredLogTests {

	private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

	/** Runs 5 to 1 of an app, of 10 KB each, 0 to 4 days ago. */
	private static final List<StoredLog> FIVE = List.of(log("blog", 5, 0, 10), log("blog", 4, 1, 10),
			log("blog", 3, 2, 10), log("blog", 2, 3, 10), log("blog", 1, 4, 10));

	private static StoredLog log(String app, long number, int daysAgo, long kilobytes) {
		Instant at = NOW.minus(Duration.ofDays(daysAgo));
		return new StoredLog(run(app, number, RunStatus.SUCCEEDED, at, at), kilobytes << 10);
	}

	private static StoredLog active(String app, long number, int daysAgo, long kilobytes) {
		Instant at = NOW.minus(Duration.ofDays(daysAgo));
		return new StoredLog(run(app, number, RunStatus.RUNNING, at, null), kilobytes << 10);
	}

	private static Run run(String app, long number, RunStatus status, Instant start, @Nullable Instant end) {
		return new Run(new AppId(app), number, Action.DEPLOY, status, null, "ann", start, end, null, null, null, null,
				null, null, null, null);
	}

	private static List<String> names(List<StoredLog> logs) {
		return logs.stream().map((log) -> log.run().app() + " " + log.run().number()).toList();
	}

	@ParameterizedTest(name = "runs {0}, age {1}, size {2}: {3} go")
	@CsvSource(nullValues = "-", value = { "-,-,-,0", "100,-,-,0", "5,-,-,0", "2,-,-,3", "1,-,-,4", "-,P4D,-,0",
			"-,PT95H,-,1", "-,PT1H,-,4", "-,-,50KB,0", "-,-,49KB,1", "-,-,1KB,4", "4,PT71H,45KB,2" })
	void goWhenTheyAreBeyondAnyLimit(@Nullable Integer runs, @Nullable Duration age, @Nullable String size, int gone) {
		Keep keep = new Keep(runs, age, (size != null) ? DataSize.parse(size) : null);

		assertThat(StoredLog.surplus(FIVE, keep, NOW)).isEqualTo(FIVE.subList(5 - gone, 5));
	}

	@Test
	void theNewestStaysHoweverOldAndLargeItIs() {
		List<StoredLog> logs = List.of(log("blog", 2, 400, 1 << 20), log("blog", 1, 401, 1));

		assertThat(names(StoredLog.surplus(logs, new Keep(1, Duration.ofDays(1), DataSize.ofKilobytes(1)), NOW)))
			.containsExactly("blog 1");
	}

	@Test
	void thatOfAnActiveRunStays() {
		List<StoredLog> logs = List.of(active("blog", 2, 400, 1 << 20), log("blog", 1, 401, 1));

		assertThat(names(StoredLog.surplus(logs, new Keep(1, Duration.ofDays(1), null), NOW)))
			.containsExactly("blog 1");
	}

	@Test
	void ofAllAppsTheOldestGoFirstAndEachKeepsItsNewest() {
		List<StoredLog> logs = List.of(log("blog", 2, 1, 10), log("blog", 1, 9, 10), log("shop", 3, 0, 10),
				log("shop", 2, 2, 10), log("shop", 1, 3, 10), log("old", 1, 99, 10));

		assertThat(names(StoredLog.surplus(logs, DataSize.ofKilobytes(60)))).isEmpty();
		assertThat(names(StoredLog.surplus(logs, DataSize.ofKilobytes(59)))).containsExactly("blog 1");
		assertThat(names(StoredLog.surplus(logs, DataSize.ofKilobytes(40)))).containsExactly("shop 1", "blog 1");
		assertThat(names(StoredLog.surplus(logs, DataSize.ofKilobytes(1)))).containsExactly("shop 2", "shop 1",
				"blog 1");
	}

}
