package io.strapper.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

import io.strapper.testing.Patience;
import io.strapper.testing.SeededTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** The law <i>index</i>: rendering from a checkpoint equals rendering from the start. */
class LogIndexTests {

	private static final int SPACING = 40_000;

	private static final int PIECES = 60_000;

	@TempDir
	private Path folder;

	private Path log;

	@BeforeEach
	void name() {
		this.log = this.folder.resolve("log");
	}

	@SeededTest(3)
	void anyPartRenderedFromTheNearestCheckpointIsThatOfTheWhole(long seed) throws Exception {
		byte[] bytes = RandomLog.of(seed, PIECES);
		Files.write(this.log, bytes);
		Delta whole = plain().snapshot(bytes.length, 0);
		follow(indexed(), 777);

		RunLog read = indexed();
		FrozenPages pages = new FrozenPages(read);

		assertThat(read.index().before(whole.frozen(), bytes.length).orElseThrow().offset()).isGreaterThan(SPACING);
		for (long page = 0; page <= whole.frozen() / FrozenPages.PAGE_LINES; page++) {
			int from = (int) (page * FrozenPages.PAGE_LINES);
			int to = (int) Math.min(from + FrozenPages.PAGE_LINES, whole.frozen());
			assertThat(Pages.lines(pages.page(bytes.length, page))).isEqualTo(whole.lines().subList(from, to));
		}
		long last = whole.frozen() - 10;
		assertThat(pages.snapshot(bytes.length, last).lines())
			.isEqualTo(whole.lines().subList((int) last, whole.lines().size()));
	}

	@Test
	void aLogIsFollowedOnFromWhereItsIndexEnds() throws Exception {
		byte[] bytes = RandomLog.of(5, PIECES);
		Files.write(this.log, bytes);
		Delta whole = follow(indexed(), 1000);

		Follower again = new Follower(indexed());
		long resumed = again.transcript().offset();
		assertThat(again.poll(new byte[1000])).isTrue();
		Delta first = again.transcript().takeDelta();

		assertThat(resumed).isGreaterThan(SPACING);
		assertThat(first.from()).isEqualTo(resumed);
		assertThat(drain(again, 1000).snapshot(500)).hasValue(whole);
	}

	@Test
	void whatIsCutOffOrSpoiltIsWrittenAnew() throws Exception {
		byte[] bytes = RandomLog.of(6, PIECES);
		Files.write(this.log, bytes);
		Delta whole = follow(indexed(), 1000);
		Path index = this.folder.resolve("index");
		byte[] sound = Files.readAllBytes(index);

		Files.write(index, Arrays.copyOf(sound, sound.length - 100));
		assertThat(follow(indexed(), 1000)).isEqualTo(whole);
		try (FileChannel channel = FileChannel.open(index, StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.allocate(500), sound.length / 2);
		}
		RunLog spoilt = indexed();
		assertThat(follow(spoilt, 1000)).isEqualTo(whole);
		FrozenPages pages = new FrozenPages(spoilt);
		for (long page = 0; page < whole.frozen() / FrozenPages.PAGE_LINES; page++) {
			assertThat(Pages.lines(pages.page(bytes.length, page)))
				.isEqualTo(Pages.lines(plain().page(bytes.length, page)));
		}
		Files.writeString(index, "of another version, and longer than that");
		assertThat(follow(indexed(), 1000)).isEqualTo(whole);
		assertThat(indexed().index().frozen()).isPositive();
	}

	@Test
	void whoeverReadsADamagedPartMendsItThoughTheLogIsFollowedFurtherOn() throws Exception {
		byte[] bytes = RandomLog.of(4, PIECES);
		Files.write(this.log, bytes);
		RunLog log = indexed();
		follow(log, 1000);
		int sound = checkpoints(log);
		try (FileChannel channel = FileChannel.open(this.folder.resolve("index"), StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.allocate((int) channel.size()), 0);
		}

		// From the end to the start, so that each finds what is nearest to it damaged
		FrozenPages pages = new FrozenPages(log);
		long last = plain().snapshot(bytes.length, 0).frozen() / FrozenPages.PAGE_LINES;
		for (long page = last; page >= 0; page--) {
			assertThat(Pages.lines(pages.page(bytes.length, page)))
				.isEqualTo(Pages.lines(plain().page(bytes.length, page)));
		}

		assertThat(checkpoints(log)).isGreaterThan(sound / 2);
		assertThat(log.index().before(Long.MAX_VALUE, 2 * SPACING)).isPresent();
	}

	private static int checkpoints(RunLog log) {
		int count = 0;
		long to = Long.MAX_VALUE;
		for (Optional<Checkpoint> at = log.index().before(Long.MAX_VALUE, to); at.isPresent(); count++) {
			to = at.get().offset() - 1;
			at = log.index().before(Long.MAX_VALUE, to);
		}
		return count;
	}

	@Test
	void anIndexThatCannotBeWrittenCostsNothingElse() throws Exception {
		byte[] bytes = RandomLog.of(9, PIECES);
		Files.write(this.log, bytes);
		Delta whole = plain().snapshot(bytes.length, 0);
		Path index = Files.createSymbolicLink(this.folder.resolve("index"), Path.of("/dev/full"));
		RunLog full = indexed();

		Delta followed = follow(full, 1000);

		assertThat(followed.frozen()).isEqualTo(whole.frozen());
		assertThat(full.index().before(Long.MAX_VALUE, Long.MAX_VALUE)).isEmpty();
		assertThat(Pages.lines(new FrozenPages(full).page(bytes.length, 1)))
			.isEqualTo(whole.lines().subList(1000, 2000));
		Files.delete(index);
		assertThat(follow(indexed(), 1000)).isEqualTo(followed);
		assertThat(indexed().index().frozen()).isPositive();
	}

	@SeededTest(3)
	void whateverAnIndexHoldsTheLinesAreRight(long seed) throws Exception {
		Random random = new Random(seed);
		byte[] bytes = RandomLog.of(seed, PIECES);
		Files.write(this.log, bytes);
		Delta whole = plain().snapshot(bytes.length, 0);
		follow(indexed(), 1000);
		byte[] sound = Files.readAllBytes(this.folder.resolve("index"));

		for (int round = 0; round < 30; round++) {
			byte[] spoilt = Arrays.copyOf(sound, sound.length - random.nextInt(2) * random.nextInt(sound.length));
			for (int i = random.nextInt(4); i > 0 && spoilt.length > 0; i--) {
				spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
			}
			Files.write(this.folder.resolve("index"), spoilt);
			FrozenPages pages = new FrozenPages(indexed());
			int page = random.nextInt((int) whole.frozen() / FrozenPages.PAGE_LINES);
			int from = page * FrozenPages.PAGE_LINES;

			assertThat(Pages.lines(pages.page(bytes.length, page))).as("round %d", round)
				.isEqualTo(whole.lines().subList(from, from + FrozenPages.PAGE_LINES));
		}
	}

	@Test
	void anIndexOfALongerLogDoesNotCount() throws Exception {
		byte[] bytes = RandomLog.of(7, PIECES);
		Files.write(this.log, bytes);
		follow(indexed(), 1000);
		Files.write(this.log, Arrays.copyOf(bytes, SPACING + 2000));

		LogIndex index = indexed().index();

		assertThat(index.before(Long.MAX_VALUE, Long.MAX_VALUE).orElseThrow().offset()).isLessThan(SPACING + 2000);
	}

	@Test
	void linesOfAnyLengthLeaveTheIndexSmall() throws Exception {
		StringBuilder text = new StringBuilder();
		Random random = new Random(8);
		for (int line = 0; line < 1500; line++) {
			for (int i = 0; i < 600; i++) {
				text.append("\u001b[38;5;").append(random.nextInt(256)).append('m').append(random.nextInt(99));
			}
			text.append('\n');
		}
		Files.writeString(this.log, text);

		try (Follower follower = new Follower(indexed())) {
			drain(follower, 1000);
		}

		assertThat(Files.size(this.folder.resolve("index"))).isPositive().isLessThan(Files.size(this.log) / 16 + 500);
	}

	@Test
	void aSnapshotOfLongLinesHasAsManyAsFitInMemory() throws Exception {
		String line = "x".repeat(16_000) + "\n";
		Files.writeString(this.log, line.repeat(700));

		Delta snapshot = plain().snapshot(Files.size(this.log), 1);

		assertThat(snapshot.firstLine()).isBetween(2L, snapshot.frozen() - 100);
		assertThat(snapshot.firstLine() + snapshot.lines().size()).isEqualTo(snapshot.lineCount()).isEqualTo(700);
	}

	@Test
	void whatIsNoFileIsNotWaitedFor() throws Exception {
		Path pipe = this.folder.resolve("pipe");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

		try (Follower follower = new Follower(new RunLog(pipe))) {
			assertTimeoutPreemptively(Patience.LIMIT,
					() -> assertThatThrownBy(() -> follower.poll(new byte[16])).isInstanceOf(LogLostException.class));
		}
	}

	private RunLog indexed() {
		return new RunLog(this.log, SPACING);
	}

	/** The same log where it has no index. */
	private FrozenPages plain() throws IOException {
		Path folder = Files.createDirectories(this.folder.resolve("plain"));
		Path copy = folder.resolve("log");
		Files.deleteIfExists(copy);
		return new FrozenPages(new RunLog(Files.createSymbolicLink(copy, this.log), Integer.MAX_VALUE));
	}

	private Delta follow(RunLog log, int chunk) throws IOException, LogLostException {
		try (Follower follower = new Follower(log)) {
			return drain(follower, chunk).snapshot(500).orElseThrow();
		}
	}

	private static Transcript drain(Follower follower, int chunk) throws IOException, LogLostException {
		byte[] buffer = new byte[chunk];
		while (follower.poll(buffer)) {
			continue;
		}
		return follower.transcript();
	}

}
