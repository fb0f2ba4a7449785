package io.strapper.process;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicReference;

import io.strapper.app.Action;
import io.strapper.run.Limits;
import io.strapper.run.Outcome;
import io.strapper.run.Run;
import io.strapper.run.RunStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Clocks that are set, and clocks of summer. */
class ClockTests extends RealRuns {

	private final SettableClock clock = new SettableClock();

	@BeforeEach
	void setClock() {
		this.server.clock(this.clock)
			.settings(new RunSettings(Duration.ofMillis(100), Duration.ofHours(1), Duration.ofMinutes(30),
					RunServer.INPUT_TIMEOUT, List.of()))
			.script(RunServer.BLOG, "deploy", "echo ready; until [ -e go ]; do sleep 0.05; done");
	}

	@ParameterizedTest
	@CsvSource({ "PT240H", "PT-240H" })
	void aClockThatIsSetEndsNoRun(Duration jump) throws Exception {
		this.server.start();
		Run run = pressed();

		this.clock.set(this.clock.instant().plus(jump));
		this.server.stop().start();
		Files.createFile(this.root.resolve("apps/blog/go"));

		Run ended = this.server.ended(run);
		assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
		assertThat(ended.finishedAt()).isAfterOrEqualTo(ended.startedAt());
	}

	@Test
	void aClockThatWasSetBackKeepsNoRunFromItsTimeout() {
		this.server.start();
		Run run = pressed();

		this.clock.set(this.clock.instant().minus(Duration.ofDays(1)));
		this.server.stop().start().turn(Duration.ofHours(1));

		assertThat(this.server.ended(run).status()).isEqualTo(RunStatus.TIMED_OUT);
	}

	@Test
	void aRunOfLessThanAMillisecondDoesNotEndBeforeItsStart() {
		this.server.start();
		this.clock.set(Instant.parse("2026-11-27T08:00:00.000500Z"));
		Run run = this.server.ledger().begin(RunServer.BLOG, Action.DEPLOY, "ann", Limits.NONE).run();

		this.server.ledger()
			.finish(run, new Outcome(RunStatus.FAILED, null, this.clock.instant(), null), 0, Limits.NONE, null);

		Run ended = this.server.runs().find(run.app(), run.number()).orElseThrow();
		assertThat(ended.finishedAt()).isEqualTo(run.startedAt());
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-29T00:59:59.900Z", "2026-10-25T00:59:59.900Z" })
	void anHourThatIsMissingOrThereTwiceIsNoMatter(Instant almost) throws Exception {
		TimeZone before = TimeZone.getDefault();
		TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
		try {
			this.server.start();
			this.clock.set(almost);
			Run run = pressed();
			this.clock.set(almost.plusSeconds(60));
			this.server.deployer().cancel(run.app(), run.number(), "bob");

			Run ended = this.server.ended(run);
			assertThat(ended.startedAt()).isEqualTo(almost);
			assertThat(ended.finishedAt()).isEqualTo(almost.plusSeconds(60));
			assertThat(ended.cancelledAt()).isEqualTo(almost.plusSeconds(60));
			assertThat(this.server.runs().history(RunServer.BLOG, null, 1)).containsExactly(ended);
		}
		finally {
			TimeZone.setDefault(before);
		}
	}

	/** Stands still, unless it is set. */
	private static final class SettableClock extends Clock {

		private final AtomicReference<Instant> now = new AtomicReference<>(
				Instant.now().truncatedTo(ChronoUnit.MILLIS));

		void set(Instant instant) {
			this.now.set(instant);
		}

		@Override
		public Instant instant() {
			return this.now.get();
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
