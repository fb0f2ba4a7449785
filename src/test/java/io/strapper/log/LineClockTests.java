package io.strapper.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

import io.strapper.testing.SeededTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The time of a line is that of the look that saw it first, or it is not known. */
class LineClockTests {

	private static final Duration TOLERANCE = Duration.ofSeconds(1);

	private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

	@TempDir
	private Path folder;

	private final Hand hand = new Hand();

	private byte[] buffer = {};

	private Path log() {
		return this.folder.resolve("log");
	}

	private Path times() {
		return this.folder.resolve("times");
	}

	private Follower follow(int chunk) {
		RunLog log = new RunLog(log(), 5000);
		this.buffer = new byte[chunk];
		return new Follower(log, new LineClock(log, START, TOLERANCE, this.hand), null);
	}

	private Follower follow() {
		return follow(1 << 20);
	}

	private void append(byte[] bytes) throws IOException {
		Files.write(log(), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	private void append(String text) throws IOException {
		append(text.getBytes());
	}

	private void drain(Follower follower) throws Exception {
		while (follower.poll(this.buffer) || follower.behind()) {
			continue;
		}
	}

	private List<@Nullable Long> at(long from, long to) throws IOException {
		return new RunLog(log()).times().part(from, to).at();
	}

	private static long after(long millis) {
		return START.toEpochMilli() + millis;
	}

	@SeededTest(3)
	void someLinesHaveTheTimesThatTheyHaveAmongAll(long seed) throws Exception {
		byte[] bytes = RandomLog.of(seed, 3000);
		Random random = new Random(seed);
		try (Follower follower = follow()) {
			for (int from = 0; from < bytes.length;) {
				int to = Math.min(bytes.length, from + 1 + random.nextInt(200));
				append(Arrays.copyOfRange(bytes, from, to));
				this.hand.advance(random.nextInt(1500));
				drain(follower);
				from = to;
			}
		}
		List<@Nullable Long> all = at(0, 100);
		SortedSet<Long> some = new TreeSet<>();
		Map<Long, Long> expected = new HashMap<>();
		for (long line = 0; line < all.size(); line++) {
			Long at = all.get((int) line);
			if (random.nextBoolean()) {
				some.add(line);
				if (at != null) {
					expected.put(line, at);
				}
			}
		}
		some.add(Long.MAX_VALUE);

		assertThat(new RunLog(log()).times().of(some)).isEqualTo(expected);
	}

	@SeededTest(3)
	void eachLineHasTheTimeOfTheLookThatSawItFirst(long seed) throws Exception {
		byte[] bytes = RandomLog.of(seed, 10_000);
		Random random = new Random(seed);
		List<@Nullable Long> expected = new ArrayList<>();
		Transcript shown = new Transcript();
		Follower follower = follow();
		for (int from = 0; from < bytes.length;) {
			// Some time in every log, however small the seed makes it
			boolean away = random.nextInt(40) == 0 || expected.size() > 50 && !expected.contains(null);
			if (away) {
				follower.close();
			}
			int length = Math.min(bytes.length - from, 1 + random.nextInt(random.nextInt(50) == 0 ? 20_000 : 60));
			byte[] chunk = Arrays.copyOfRange(bytes, from, from + length);
			append(chunk);
			this.hand.advance(away ? 1001 + random.nextInt(5000) : random.nextInt(1001));
			if (away && random.nextBoolean()) {
				Files.deleteIfExists(this.folder.resolve("index"));
			}
			follower = away ? follow() : follower;
			drain(follower);
			shown.append(chunk, length);
			long begun = shown.linesBegun();
			while (expected.size() < begun) {
				expected.add(away ? null : this.hand.millis());
			}
			from += length;
		}
		follower.close();

		assertThat(expected).hasSizeGreaterThan(100).containsNull();
		assertThat(at(0, expected.size())).isEqualTo(expected);
	}

	@Test
	void whatNobodySawIsNotKnownAndWhatComesLaterIs() throws Exception {
		append("banner\n");
		this.hand.advance(300);
		try (Follower follower = follow()) {
			drain(follower);
		}
		append("while away\nbegun and ");
		this.hand.advance(5000);
		try (Follower follower = follow()) {
			drain(follower);
			this.hand.advance(50);
			append("ended\nseen\n");
			drain(follower);
		}

		assertThat(at(0, 5)).containsExactly(after(300), null, null, after(5350), null);
	}

	@Test
	void aPauseOfTheServerIsNoTime() throws Exception {
		append("first\n");
		Follower follower = follow();
		drain(follower);
		this.hand.advance(10_000);
		append("sometime in those ten seconds\n");
		drain(follower);
		this.hand.advance(50);
		append("last\n");
		drain(follower);

		assertThat(at(0, 3)).containsExactly(after(0), null, after(10_050));
	}

	@Test
	void silenceIsATimeThoughNothingWasWritten() throws Exception {
		append("first\n");
		Follower follower = follow();
		for (int look = 0; look < 100; look++) {
			drain(follower);
			this.hand.advance(50);
		}
		append("last\n");
		drain(follower);

		assertThat(at(0, 2)).containsExactly(after(0), after(5000));
	}

	@Test
	void aLineThatIsDrawnAgainKeepsItsTimeAndAPromptIsOneAtOnce() throws Exception {
		Follower follower = follow();
		String[] writes = { "10 %", "\r50 %", "\r\u001b[K", "\rdone\n", "\u001b[1A\rdone!\n\n" };
		for (String write : writes) {
			append(write);
			drain(follower);
			this.hand.advance(100);
		}

		assertThat(at(0, 2)).containsExactly(after(0), null);
	}

	@Test
	void readingMayFallBehindAndTheTimesAreThoseOfTheLooks() throws Exception {
		append("line 1\n");
		Follower follower = follow(7);
		follower.poll(this.buffer);
		this.hand.advance(100);
		append("line 2\nline 3\nline 4\nline 5\n");
		follower.poll(this.buffer);
		this.hand.advance(700);
		append("line 6\n");
		drain(follower);

		assertThat(at(0, 6)).containsExactly(after(0), after(100), after(100), after(100), after(100), after(800));
	}

	@Test
	void aClockThatIsSetBackTellsNothingUntilItHasCaughtUp() throws Exception {
		Follower follower = follow();
		this.hand.advance(1000);
		for (long step : new long[] { 0, -500, 250, 250, 100 }) {
			this.hand.advance(step);
			append("a line\n");
			drain(follower);
		}

		assertThat(at(0, 5)).containsExactly(after(1000), null, null, after(1000), after(1100));
	}

	@Test
	void goesOnWithoutADiskAndComesBackToIt() throws Exception {
		Follower follower = follow();
		append("first\n");
		drain(follower);
		follower.close();
		byte[] before = Files.readAllBytes(times());
		Files.delete(times());
		Files.createDirectory(times());
		follower = follow();
		drain(follower);
		append("second\n");
		drain(follower);
		Files.delete(times());
		this.hand.advance(100);
		append("third\n");
		drain(follower);

		assertThat(before).hasSizeBetween(4, 20);
		assertThat(follower.transcript().snapshot(10).orElseThrow().lines()).hasSize(3);
		assertThat(at(0, 3)).containsExactly(null, null, after(100));
	}

	@Test
	void whatIsCutOffIsUnknownAndTheRestStandsAndGoesOn() throws Exception {
		try (Follower follower = follow()) {
			writeSteps(follower, 1, 2000);
		}
		List<@Nullable Long> whole = at(0, 2000);
		byte[] sound = Files.readAllBytes(times());
		assertThat(sound).hasSizeGreaterThan(LineTimesReader.BLOCK);

		for (int cut = sound.length; cut > LineTimesReader.BLOCK - 40; cut -= (cut > LineTimesReader.BLOCK + 60) ? 997
				: 1) {
			Files.write(times(), Arrays.copyOf(sound, cut));
			List<@Nullable Long> left = at(0, 2000);
			int known = (int) left.stream().filter((at) -> at != null).count();
			assertThat(left.subList(0, known)).isEqualTo(whole.subList(0, known));
			assertThat(left.subList(known, 2000)).isEqualTo(Collections.nCopies(2000 - known, null));
			try (LineClock clock = new LineClock(new RunLog(log()), START, TOLERANCE,
					Clock.offset(this.hand, TOLERANCE))) {
				clock.looked(Files.size(log()));
				clock.began(Files.size(log()), 2000);
				clock.looked(Files.size(log()) + 1);
				clock.began(Files.size(log()) + 1, 2001);
			}
			assertThat(at(0, 2000)).isEqualTo(left);
			assertThat(at(2000, 2001)).containsExactly(this.hand.millis() + TOLERANCE.toMillis());
		}
	}

	private void writeSteps(Follower follower, int from, int to) throws Exception {
		for (int line = from; line <= to; line++) {
			append("line " + line + "\n");
			this.hand.advance(line % 50);
			drain(follower);
		}
	}

	@Test
	void anyPartIsThatOfTheWholeAndTheFileIsSmall() throws Exception {
		Follower follower = follow();
		writeSteps(follower, 1, 5000);
		List<@Nullable Long> whole = at(0, 5000);

		for (int from = 0; from < 5000; from += 77) {
			assertThat(at(from, Math.min(5000, from + 1000)))
				.isEqualTo(whole.subList(from, Math.min(5000, from + 1000)));
		}
		assertThat(whole).isSorted().doesNotContainNull();
		assertThat(Files.size(times())).isLessThan(5000 * 4);
		assertThat(Files.getPosixFilePermissions(times())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
	}

	@Test
	void aFloodCostsAStepAChunkAtMost() throws Exception {
		append("line\n".repeat(1_000_000));
		drain(follow());

		assertThat(at(0, 1_000_000)).containsOnly(after(0));
		assertThat(Files.size(times())).isLessThan(100);
	}

	@Test
	void timesOfALongerLogDoNotCount() throws Exception {
		try (Follower follower = follow()) {
			writeSteps(follower, 1, 100);
		}
		Files.writeString(log(), "another\n");
		this.hand.advance(2000);
		try (Follower follower = follow()) {
			drain(follower);
			this.hand.advance(10);
			append("log\n");
			drain(follower);
		}

		assertThat(at(0, 2)).containsExactly(null, this.hand.millis());
	}

	@Test
	void timesOfANewerReleaseAreUnknownAndWhoeverFollowsGoesOn() throws Exception {
		try (Follower follower = follow()) {
			writeSteps(follower, 1, 100);
		}
		byte[] newer = Files.readAllBytes(times());
		newer[0] = LineTimesReader.VERSION + 1;
		Files.write(times(), newer);

		assertThat(at(0, 100)).containsOnlyNulls();
		assertThat(new RunLog(log()).times().longest(3)).isEmpty();
		try (Follower follower = follow()) {
			drain(follower);
			this.hand.advance(10);
			append("more\n");
			drain(follower);
		}
		assertThat(at(99, 101)).containsExactly(null, this.hand.millis());
	}

	@Test
	void findsTheLinesThatWereWaitedForLongest() throws Exception {
		Follower follower = follow();
		for (int look = 0; look < 400; look++) {
			switch (look) {
				case 100 -> append("after 5 s\n");
				case 130 -> append("after 1.5 s\n");
				case 140, 150 -> append("sooner\n");
				case 390 -> append("after 12 s\n");
				default -> append((look == 0) ? "first\n" : "");
			}
			drain(follower);
			this.hand.advance(50);
		}

		LogTimes times = new RunLog(log()).times();
		assertThat(times.longest(5)).containsExactly(new LogTimes.Gap(5, after(19_500), 12_000),
				new LogTimes.Gap(1, after(5000), 5000), new LogTimes.Gap(2, after(6500), 1500));
		assertThat(times.longest(1)).hasSize(1);
	}

	@Test
	void aLogThatNobodyFollowedHasNoTimes() throws Exception {
		append("first\n");

		assertThat(new RunLog(log()).times().part(0, 3))
			.isEqualTo(new LogTimes.Part(Collections.nCopies(3, null), false));
		assertThat(new RunLog(log()).times().longest(5)).isEmpty();
	}

	@Test
	void timesAreSettledAsSoonAsALineBehindThemIsKnown() throws Exception {
		append("first\nsecond\n");
		drain(follow());

		assertThat(new RunLog(log()).times().part(0, 2).settled()).isTrue();
		assertThat(new RunLog(log()).times().part(0, 3).settled()).isFalse();
	}

	/** A clock that is moved by hand. */
	private static final class Hand extends Clock {

		private Instant now = START;

		void advance(long millis) {
			this.now = this.now.plusMillis(millis);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.now;
		}

	}

}
