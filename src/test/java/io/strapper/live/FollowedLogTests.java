package io.strapper.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.strapper.log.Follower;
import io.strapper.log.Mask;
import io.strapper.log.Masks;
import io.strapper.log.RunLog;
import io.strapper.log.Tampering;
import io.strapper.run.LogProblems;
import io.strapper.run.Run;
import io.strapper.outline.Finding;
import io.strapper.outline.Group;
import io.strapper.outline.Outline;
import io.strapper.outline.OutlineReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is told of a log, and when: the clock is turned by hand. */
class FollowedLogTests {

	private static final long MILLIS = 1_000_000;

	private static final Duration POLL = Duration.ofMillis(50);

	private final Broker broker = new Broker();

	/** What is put on record, after what was told by then. */
	private final List<String> recorded = new ArrayList<>();

	private boolean databaseIsAway;

	private final LogProblems problems = (run, problem) -> {
		if (this.databaseIsAway) {
			throw new DataAccessResourceFailureException("The database is away");
		}
		this.recorded.add(problem + " (after " + this.broker.runs().size() + ")");
	};

	private final byte[] buffer = new byte[1000];

	@TempDir
	private Path folder;

	private FollowedLog log;

	private KeptOutlines kept;

	private final LaterMask masks = new LaterMask();

	/** Any moment will do, even one that is about to overflow. */
	private long now = Long.MAX_VALUE - 500 * MILLIS;

	private long pause;

	@BeforeEach
	void follow() {
		RunLog file = new RunLog(file(), this.masks);
		OutlineReader reader = new OutlineReader();
		this.kept = new KeptOutlines(new OpenLogs((run) -> file));
		Run run = TestRuns.running("blog");
		LogReading reading = new LogReading(RunKey.of(run), following(new Follower(file, null, reader), reader),
				this::renewed, this.problems);
		this.log = new FollowedLog(run, reading, new Usuals((any) -> List.of()), this.broker.topic(),
				TestRuns.settings(true, POLL), this.now);
	}

	private LogReading.Following following(Follower follower, OutlineReader reader) {
		return new LogReading.Following(follower, new FollowedOutline(reader, this.kept));
	}

	private LogReading.Following renewed(Run run, Follower before) throws IOException {
		OutlineReader reader = new OutlineReader();
		return following(before.renewed(new RunLog(file(), this.masks), reader), reader);
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	private Path file() {
		return this.folder.resolve("log");
	}

	private void write(String text) throws IOException {
		Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	private void turnAfter(double millis) {
		this.now += (long) (millis * MILLIS);
		this.pause = this.log.turn(this.buffer, this.now);
	}

	private long end() throws IOException {
		long size = Files.size(file());
		this.log.end(TestRuns.succeeded("blog", size));
		return size;
	}

	@Test
	void theFirstTurnTellsThatTheRunIsThere() {
		turnAfter(0);
		turnAfter(50);

		assertThat(this.broker.runs()).singleElement().extracting(RunView::status).isEqualTo("running");
		assertThat(this.broker.deltas()).isEmpty();
	}

	@Test
	void whatComesAfterASilenceIsToldAtOnceAndWhatFollowsIsGathered() throws IOException {
		turnAfter(0);
		write("one\n");
		turnAfter(200);
		assertThat(this.broker.deltas()).hasSize(1);

		write("two\n");
		assertThat(this.log.gathering(this.now)).isBetween(16 * MILLIS, 17 * MILLIS);
		turnAfter(5);
		assertThat(this.broker.deltas()).hasSize(1);
		assertThat(this.pause).isBetween(11 * MILLIS, 12 * MILLIS);
		write("three\n");
		turnAfter(12);

		assertThat(this.broker.deltas()).hasSize(2);
		assertThat(this.broker.deltas().get(1).lines()).containsExactly("two", "three");
	}

	@Test
	void aThousandLinesASecondAreAtMostSixtyMessages() throws IOException {
		for (int i = 0; i < 1000; i++) {
			write("line\n");
			turnAfter(1);
		}

		assertThat(this.broker.deltas().size()).isBetween(50, 60);
	}

	@Test
	void aBarThatIsRedrawnAHundredTimesASecondIsAtMostTwentyMessages() throws IOException {
		write("start\n");
		turnAfter(0);
		for (int i = 0; i < 100; i++) {
			write("\r" + i + " %");
			turnAfter(10);
		}

		assertThat(this.broker.deltas().size()).isBetween(15, 21);
	}

	@Test
	void aFloodIsToldNowAndThenAndWholeInTheEnd() throws IOException {
		write("x".repeat(99) + "\n");
		write(("y".repeat(99) + "\n").repeat(3000));

		int turns = 0;
		for (turnAfter(1); this.pause == 0; turnAfter(1)) {
			turns++;
		}
		turnAfter(100);

		assertThat(turns).isGreaterThan(250);
		assertThat(this.broker.deltas().size()).isBetween(2, 6);
		long characters = this.broker.deltas()
			.stream()
			.skip(1)
			.mapToLong((delta) -> delta.lines().stream().mapToLong(String::length).sum())
			.sum();
		assertThat(characters).as("but for the first and the last a small share").isLessThan(130_000);
		assertThat(this.broker.deltas().get(this.broker.deltas().size() - 1).to()).isEqualTo(Files.size(file()));
	}

	@Test
	void theEndIsToldAfterTheLastLineWithoutAnyPause() throws IOException {
		write("one\n");
		turnAfter(0);
		write("last\n");
		long size = end();
		assertThat(this.log.gathering(this.now)).isLessThanOrEqualTo(0);
		turnAfter(1);

		assertThat(this.broker.all()).hasSize(5);
		assertThat(((DeployMessage.OfDelta) this.broker.all().get(2)).to()).isEqualTo(size);
		assertThat(((DeployMessage.OfRun) this.broker.all().get(3)).run().status()).isEqualTo("succeeded");
		assertThat(((DeployMessage.OfPosition) this.broker.all().get(4)).to()).isEqualTo(size);
	}

	@Test
	void anEndInTheMiddleOfATurnIsToldWithTheFinalGroups() throws IOException {
		write("::group::Test\nError: expected 3 but was 4\n");
		long size = Files.size(file());
		this.broker.before((message) -> {
			if (message instanceof DeployMessage.OfDelta) {
				this.log.end(TestRuns.failed("blog", size));
			}
		});

		turnAfter(0);
		turnAfter(50);

		RunView told = this.broker.runs().get(this.broker.runs().size() - 1);
		assertThat(told.status()).isEqualTo("failed");
		assertThat(told.counts()).extracting(RunView.Counts::open).isEqualTo(0);
		assertThat(this.log.outline().orElseThrow().groups()).extracting(Group::state)
			.containsExactly(Group.State.FAILED);
	}

	@Test
	void theEndIsNotToldBeforeTheLogWasReadToItsEnd() throws IOException {
		turnAfter(0);
		write("z".repeat(2500));
		end();
		turnAfter(1);
		assertThat(this.broker.runs()).hasSize(1);
		assertThat(this.pause).isZero();
		turnAfter(1);
		turnAfter(1);

		assertThat(this.broker.runs()).hasSize(2);
	}

	@Test
	void positionsAreToldWhileTheRunGoesOn() throws IOException {
		write("one\n");
		turnAfter(0);
		for (int i = 0; i < 30; i++) {
			turnAfter(400);
		}
		assertThat(this.broker.positions()).hasSize(3)
			.allMatch((position) -> position.to() == 4 && position.run() == 1);
		end();
		turnAfter(400);
		turnAfter(10_000);

		assertThat(this.broker.positions()).hasSize(4);
	}

	@Test
	void aSilentLogIsLookedAtMoreAndMoreSeldom() throws IOException {
		write("one\n");
		turnAfter(0);
		turnAfter(50);
		assertThat(this.pause).isEqualTo(50 * MILLIS);
		turnAfter(1550);
		assertThat(this.pause).isEqualTo(200 * MILLIS);
		turnAfter(60_000);
		assertThat(this.pause).isEqualTo(800 * MILLIS);
		write("two\n");
		turnAfter(800);

		assertThat(this.pause).isEqualTo(50 * MILLIS);
		assertThat(this.broker.deltas()).hasSize(2);
	}

	@Test
	void anEndedLogIsFollowedUntilItHasBeenQuiet() throws IOException {
		write("one\n");
		turnAfter(0);
		end();
		turnAfter(1000);
		turnAfter(18_900);
		assertThat(this.pause).isPositive();
		write("left over\n");
		turnAfter(50);
		turnAfter(19_900);
		assertThat(this.pause).isPositive();
		turnAfter(200);

		assertThat(this.pause).isEqualTo(FollowedLog.OVER);
		assertThat(this.broker.deltas()).hasSize(2);
	}

	@Test
	void whatTheBrokerDidNotTakeIsToldWhenItIsBackAndInOrder() throws IOException {
		turnAfter(0);
		write("one\n");
		this.broker.leave();
		turnAfter(100);
		assertThat(this.pause).isEqualTo(FollowedLog.RETRY);
		write("two\n");
		turnAfter(500);
		long size = end();
		turnAfter(500);
		assertThat(this.broker.deltas()).isEmpty();
		this.broker.comeBack();
		turnAfter(500);
		turnAfter(20);

		assertThat(this.broker.deltas()).extracting(DeployMessage.OfDelta::from).containsExactly(0L, 4L);
		assertThat(this.broker.runs()).extracting(RunView::status).containsExactly("running", "succeeded");
		assertThat(this.broker.positions()).singleElement().extracting(DeployMessage.OfPosition::to).isEqualTo(size);
		assertThat(this.broker.all().indexOf(this.broker.deltas().get(1))).isLessThan(this.broker.all().size() - 2);
	}

	@Test
	void warningsAndTamperingAreToldWithTheRun() throws IOException {
		write("one\n");
		turnAfter(0);
		this.log.change(TestRuns.running("blog", "It is silent."));
		turnAfter(50);
		assertThat(this.broker.runs().get(1).warning()).isEqualTo("It is silent.");
		Files.delete(file());
		turnAfter(50);
		turnAfter(50);

		assertThat(this.broker.runs()).hasSize(3);
		assertThat(this.broker.runs().get(2).logProblem()).contains("deleted");
		assertThat(this.log.transcript().snapshot(9).orElseThrow().lines()).containsExactly("one");
		this.log.end(TestRuns.succeeded("blog", 100));
		turnAfter(50);
		assertThat(this.broker.runs()).hasSize(4);
	}

	@Test
	void whatSomebodyDidToTheLogIsOnRecordBeforePagesAreTold() throws IOException {
		write("one\n");
		turnAfter(0);
		Files.writeString(file(), "");
		turnAfter(50);
		turnAfter(50);

		assertThat(this.recorded).containsExactly(Tampering.SHORTENED.sentence() + " (after 1)");
		assertThat(this.broker.runs().get(1).logProblem()).isEqualTo(Tampering.SHORTENED.sentence());
	}

	@Test
	void aFindingThatTheDatabaseDoesNotTakeIsReportedAgain() throws IOException {
		write("one\n");
		turnAfter(0);
		Files.delete(file());
		this.databaseIsAway = true;
		assertThatThrownBy(() -> turnAfter(50)).isInstanceOf(DataAccessResourceFailureException.class);
		this.databaseIsAway = false;
		turnAfter(500);

		assertThat(this.recorded).containsExactly(Tampering.DELETED.sentence() + " (after 1)");
		assertThat(this.broker.runs()).hasSize(2);
	}

	@Test
	void aLogThatAnotherPartFoundHarmedIsFollowedNoFurther() throws IOException {
		write("one\n");
		turnAfter(0);
		this.log.change(TestRuns.harmed("blog", "Somebody was there."));
		write("two\n");
		turnAfter(50);

		assertThat(this.recorded).isEmpty();
		assertThat(this.broker.runs()).last().extracting(RunView::logProblem).isEqualTo("Somebody was there.");
		assertThat(this.broker.deltas()).hasSize(1);
	}

	@Test
	void aDroppedLogHasNoTurnAnyMore() throws IOException {
		write("one\n");
		this.log.drop();
		turnAfter(0);

		assertThat(this.pause).isEqualTo(FollowedLog.OVER);
		assertThat(this.broker.all()).isEmpty();
	}

	@Test
	void aLogThatRestsShowsTheSameAndGoesOn() throws IOException {
		write("line\n".repeat(2000) + "\u001b[31mred");
		for (turnAfter(0); this.pause == 0; turnAfter(0)) {
			continue;
		}
		Object before = this.log.transcript().snapshot(500).orElseThrow();
		for (int i = 0; i < 60; i++) {
			turnAfter(400);
		}
		assertThat(this.log.transcript().snapshot(500)).as("what is frozen is not at hand").isEmpty();

		this.log.transcript().recall();

		assertThat(this.log.transcript().snapshot(500)).hasValueSatisfying((now) -> assertThat(now).isEqualTo(before));
		write(" still");
		turnAfter(400);
		assertThat(this.log.transcript().snapshot(1).orElseThrow().lines()).last()
			.isEqualTo("<span class=\"fg1\">red still</span>");
	}

	@Test
	void theFirstErrorIsToldWhileTheRunGoesOn() throws IOException {
		turnAfter(0);
		write("building\n");
		turnAfter(2000);
		write("src/a.c:1:2: error: x\n");
		turnAfter(50);
		turnAfter(1000);

		assertThat(this.broker.runs()).last()
			.satisfies((run) -> assertThat(run.firstError()).isEqualTo(new Finding(1, "src/a.c:1:2: error: x")));
		int told = this.broker.runs().size();
		write("and on\n");
		turnAfter(2000);
		assertThat(this.broker.runs()).hasSize(told);
	}

	@Test
	void whatWasFoundIsKeptWhenTheRunHasEnded() throws IOException {
		write("::group::Build\nsrc/a.c:1:2: error: x\n");
		turnAfter(0);
		Run failed = TestRuns.failed("blog", Files.size(file()));
		this.log.end(failed);
		turnAfter(1);

		assertThat(this.broker.runs()).last()
			.satisfies((run) -> assertThat(run.counts()).isEqualTo(new RunView.Counts(1, 0, 1, 0)));
		RunLog again = new RunLog(file());
		assertThat(new KeptOutlines(new OpenLogs((run) -> again)).find(failed)).get()
			.extracting(Outline::firstError)
			.isEqualTo(new Finding(1, "src/a.c:1:2: error: x"));
	}

	@Test
	void whatWasToldIsReplacedWhenASecretIsAdded() throws IOException {
		write("a\nsecret\n");
		turnAfter(500);
		turnAfter(500);
		turnAfter(500);
		assertThat(this.broker.deltas().get(0).lines()).containsExactly("a", "secret");

		this.masks.mask = new Stars();
		write("more\n");
		turnAfter(500);
		turnAfter(500);
		turnAfter(500);

		DeployMessage.OfDelta last = this.broker.deltas().get(this.broker.deltas().size() - 1);
		assertThat(last.from()).isZero();
		assertThat(last.touched()).isZero();
		assertThat(last.lines()).containsExactly("*", "******", "****");
	}

	/** Hides nothing, until it hides everything. */
	private static final class LaterMask implements Masks {

		private Mask mask = Mask.NONE;

		@Override
		public Mask mask() {
			return this.mask;
		}

		@Override
		public long searched() {
			return Long.MAX_VALUE;
		}

		@Override
		public void declared(List<byte[]> values, long searched) {
			throw new AssertionError("Nothing is declared");
		}

	}

	/** Hides all but the ends of lines. */
	private static final class Stars implements Mask, Mask.Pass {

		@Override
		public long version() {
			return 1;
		}

		@Override
		public int reach() {
			return 0;
		}

		@Override
		public Pass pass() {
			return this;
		}

		@Override
		public int take(byte[] window, int from, int to) {
			for (int i = from; i < to; i++) {
				window[i] = (window[i] == '\n') ? window[i] : (byte) '*';
			}
			return 0;
		}

		@Override
		public void end(byte[] window, int to) {
			// Everything is hidden
		}

	}

}
