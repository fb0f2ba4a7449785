package io.strapper.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

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
		Delta whole = new FrozenPages(this.log, nothing()).snapshot(bytes.length, 0);
		follow(new LogIndex(this.log, SPACING), 777);

		LogIndex read = new LogIndex(this.log, SPACING);
		FrozenPages pages = new FrozenPages(this.log, read);

		assertThat(read.before(whole.frozen(), bytes.length).orElseThrow().offset()).isGreaterThan(SPACING);
		for (long page = 0; page <= whole.frozen() / FrozenPages.PAGE_LINES; page++) {
			int from = (int) (page * FrozenPages.PAGE_LINES);
			int to = (int) Math.min(from + FrozenPages.PAGE_LINES, whole.frozen());
			assertThat(pages.page(bytes.length, page)).isEqualTo(whole.lines().subList(from, to));
		}
		long last = whole.frozen() - 10;
		assertThat(pages.snapshot(bytes.length, last).lines())
			.isEqualTo(whole.lines().subList((int) last, whole.lines().size()));
	}

	@Test
	void aLogIsFollowedOnFromWhereItsIndexEnds() throws Exception {
		byte[] bytes = RandomLog.of(5, PIECES);
		Files.write(this.log, bytes);
		Delta whole = follow(new LogIndex(this.log, SPACING), 1000);

		Follower again = new Follower(this.log, new LogIndex(this.log, SPACING), null, 1000);
		long resumed = again.transcript().offset();
		assertThat(again.poll()).isTrue();
		Delta first = again.transcript().takeDelta();

		assertThat(resumed).isGreaterThan(SPACING);
		assertThat(first.from()).isEqualTo(resumed);
		assertThat(drain(again).snapshot(500)).hasValue(whole);
	}

	@Test
	void whatIsCutOffOrSpoiltIsWrittenAnew() throws Exception {
		byte[] bytes = RandomLog.of(6, PIECES);
		Files.write(this.log, bytes);
		Delta whole = follow(new LogIndex(this.log, SPACING), 1000);
		Path index = this.folder.resolve("index");
		byte[] sound = Files.readAllBytes(index);

		Files.write(index, Arrays.copyOf(sound, sound.length - 100));
		assertThat(follow(new LogIndex(this.log, SPACING), 1000)).isEqualTo(whole);
		try (FileChannel channel = FileChannel.open(index, StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.allocate(500), sound.length / 2);
		}
		LogIndex spoilt = new LogIndex(this.log, SPACING);
		assertThat(follow(spoilt, 1000)).isEqualTo(whole);
		FrozenPages pages = new FrozenPages(this.log, spoilt);
		for (long page = 0; page < whole.frozen() / FrozenPages.PAGE_LINES; page++) {
			assertThat(pages.page(bytes.length, page))
				.isEqualTo(new FrozenPages(this.log, nothing()).page(bytes.length, page));
		}
		Files.writeString(index, "of another version, and longer than that");
		assertThat(follow(new LogIndex(this.log, SPACING), 1000)).isEqualTo(whole);
		assertThat(new LogIndex(this.log, SPACING).frozen()).isPositive();
	}

	@Test
	void anIndexThatCannotBeWrittenCostsNothingElse() throws Exception {
		byte[] bytes = RandomLog.of(9, PIECES);
		Files.write(this.log, bytes);
		Delta whole = new FrozenPages(this.log, nothing()).snapshot(bytes.length, 0);
		Path index = Files.createSymbolicLink(this.folder.resolve("index"), Path.of("/dev/full"));
		LogIndex full = new LogIndex(this.log, SPACING);

		Delta followed = follow(full, 1000);

		assertThat(followed.frozen()).isEqualTo(whole.frozen());
		assertThat(full.before(Long.MAX_VALUE, Long.MAX_VALUE)).isEmpty();
		assertThat(new FrozenPages(this.log, full).page(bytes.length, 1)).isEqualTo(whole.lines().subList(1000, 2000));
		Files.delete(index);
		assertThat(follow(new LogIndex(this.log, SPACING), 1000)).isEqualTo(followed);
		assertThat(new LogIndex(this.log, SPACING).frozen()).isPositive();
	}

	@SeededTest(3)
	void whateverAnIndexHoldsTheLinesAreRight(long seed) throws Exception {
		Random random = new Random(seed);
		byte[] bytes = RandomLog.of(seed, PIECES);
		Files.write(this.log, bytes);
		Delta whole = new FrozenPages(this.log, nothing()).snapshot(bytes.length, 0);
		follow(new LogIndex(this.log, SPACING), 1000);
		byte[] sound = Files.readAllBytes(this.folder.resolve("index"));

		for (int round = 0; round < 30; round++) {
			byte[] spoilt = Arrays.copyOf(sound, sound.length - random.nextInt(2) * random.nextInt(sound.length));
			for (int i = random.nextInt(4); i > 0 && spoilt.length > 0; i--) {
				spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
			}
			Files.write(this.folder.resolve("index"), spoilt);
			FrozenPages pages = new FrozenPages(this.log, new LogIndex(this.log, SPACING));
			int page = random.nextInt((int) whole.frozen() / FrozenPages.PAGE_LINES);
			int from = page * FrozenPages.PAGE_LINES;

			assertThat(pages.page(bytes.length, page)).as("round %d", round)
				.isEqualTo(whole.lines().subList(from, from + FrozenPages.PAGE_LINES));
		}
	}

	@Test
	void anIndexOfALongerLogDoesNotCount() throws Exception {
		byte[] bytes = RandomLog.of(7, PIECES);
		Files.write(this.log, bytes);
		follow(new LogIndex(this.log, SPACING), 1000);
		Files.write(this.log, Arrays.copyOf(bytes, SPACING + 2000));

		LogIndex index = new LogIndex(this.log, SPACING);

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

		try (Follower follower = new Follower(this.log, new LogIndex(this.log, SPACING), null, 1000)) {
			drain(follower);
		}

		assertThat(Files.size(this.folder.resolve("index"))).isPositive().isLessThan(Files.size(this.log) / 16 + 500);
	}

	@Test
	void aSnapshotOfLongLinesHasAsManyAsFitInMemory() throws Exception {
		String line = "x".repeat(16_000) + "\n";
		Files.writeString(this.log, line.repeat(700));

		Delta snapshot = new FrozenPages(this.log, nothing()).snapshot(Files.size(this.log), 1);

		assertThat(snapshot.firstLine()).isBetween(2L, snapshot.frozen() - 400);
		assertThat(snapshot.firstLine() + snapshot.lines().size()).isEqualTo(snapshot.lineCount()).isEqualTo(700);
	}

	@Test
	void whatIsNoFileIsNotWaitedFor() throws Exception {
		Path pipe = this.folder.resolve("pipe");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

		try (Follower follower = new Follower(pipe, nothing())) {
			assertTimeoutPreemptively(Duration.ofSeconds(30),
					() -> assertThatThrownBy(follower::poll).isInstanceOf(LogLostException.class));
		}
	}

	private LogIndex nothing() {
		return new LogIndex(this.folder.resolve("nowhere").resolve("log"), Integer.MAX_VALUE);
	}

	private Delta follow(LogIndex index, int chunk) throws IOException, LogLostException {
		try (Follower follower = new Follower(this.log, index, null, chunk)) {
			return drain(follower).snapshot(500).orElseThrow();
		}
	}

	private static Transcript drain(Follower follower) throws IOException, LogLostException {
		while (follower.poll()) {
			continue;
		}
		return follower.transcript();
	}

}
