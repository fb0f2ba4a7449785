package io.strapper.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.strapper.testing.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The laws <i>chunk</i>, <i>replay</i> and <i>freeze</i>. */
class TranscriptTests {

	private static final int EVERYTHING = 1_000_000;

	@TempDir
	private Path folder;

	@SeededTest(20)
	void anyChunkingShowsTheSame(long seed) {
		byte[] log = RandomLog.of(seed, 2000);
		Delta whole = snapshot(transcript(log, log.length));

		Transcript byByte = new Transcript();
		for (byte one : log) {
			byByte.append(new byte[] { one }, 1);
		}
		Transcript byChunk = new Transcript();
		Random random = new Random(seed);
		for (int offset = 0; offset < log.length;) {
			offset = append(byChunk, log, offset, 1 + random.nextInt(300));
		}

		assertThat(snapshot(byByte)).isEqualTo(whole);
		assertThat(snapshot(byChunk)).isEqualTo(whole);
	}

	@SeededTest(20)
	void lostRepeatedOverlappingAndReorderedDeltasEndInTheNewestSnapshot(long seed) {
		byte[] log = RandomLog.of(seed, 1500);
		Random random = new Random(seed);
		Transcript slow = new Transcript();
		Transcript fast = new Transcript();
		List<Delta> deltas = new ArrayList<>();
		for (int offset = 0; offset < log.length;) {
			int from = offset;
			int length = Math.min(1 + random.nextInt(200), log.length - offset);
			slow.append(Arrays.copyOfRange(log, from, from + length), length);
			deltas.add(slow.takeDelta());
			offset += length;
		}
		for (int offset = 0; offset < log.length;) {
			int length = Math.min(1 + random.nextInt(900), log.length - offset);
			fast.append(Arrays.copyOfRange(log, offset, offset + length), length);
			deltas.add(fast.takeDelta());
			offset += length;
		}

		View view = new View();
		List<Delta> heard = shuffled(deltas, random);
		for (Delta delta : heard) {
			if (random.nextInt(10) > 0 && !view.receive(delta)) {
				view.receive(snapshot(transcript(log, (int) (delta.to()))));
			}
		}
		view.receive(snapshot(slow));

		assertThat(view.offset()).isEqualTo(log.length);
		assertThat(view.lines()).isEqualTo(snapshot(slow).lines());
	}

	@SeededTest(20)
	void whoAsksNowAndThenWhatIsNewEndsInTheNewestSnapshot(long seed) {
		byte[] log = RandomLog.of(seed, 3000);
		Random random = new Random(seed);
		Transcript transcript = new Transcript();
		View view = new View();
		Delta last = snapshot(transcript);
		view.receive(last);
		for (int offset = 0; offset < log.length;) {
			offset = append(transcript, log, offset, 1 + random.nextInt(600));
			if (random.nextBoolean()) {
				Delta news = snapshot(transcript).since(last.to(), last.frozen());
				assertThat(view.receive(news)).isTrue();
				assertThat(news.touched()).isEqualTo(last.frozen());
				last = news;
			}
		}
		view.receive(snapshot(transcript).since(last.to(), last.frozen()));

		assertThat(view.offset()).isEqualTo(log.length);
		assertThat(view.lines()).isEqualTo(snapshot(transcript).lines());
	}

	/** In order, but for neighbours that overtake each other and some that come twice. */
	private static List<Delta> shuffled(List<Delta> deltas, Random random) {
		List<Delta> heard = new ArrayList<>(deltas);
		heard.sort((a, b) -> Long.compare(a.to(), b.to()));
		for (int i = 1; i < heard.size(); i++) {
			if (random.nextInt(4) == 0) {
				heard.add(random.nextInt(i), heard.get(i));
			}
			else if (random.nextInt(3) == 0) {
				heard.set(i, heard.set(i - 1, heard.get(i)));
			}
		}
		return heard;
	}

	@SeededTest(20)
	void aFrozenLineNeverChanges(long seed) {
		byte[] log = RandomLog.of(seed, 2000);
		Transcript transcript = new Transcript();
		List<String> frozen = new ArrayList<>();
		Random random = new Random(seed);

		for (int offset = 0; offset < log.length;) {
			offset = append(transcript, log, offset, 1 + random.nextInt(400));
			Delta now = snapshot(transcript);
			assertThat(now.lines().subList(0, frozen.size())).isEqualTo(frozen);
			assertThat(now.lineCount()).isGreaterThanOrEqualTo(now.frozen());
			assertThat(now.frozen()).isGreaterThanOrEqualTo(frozen.size());
			frozen = now.lines().subList(0, (int) now.frozen());
		}
	}

	@Test
	void pagesOfFrozenLinesConcatenatedAreTheWholeRendering() throws IOException {
		byte[] log = RandomLog.of(2, 16_000);
		Path file = Files.write(this.folder.resolve("log"), log);
		FrozenPages all = new FrozenPages(new RunLog(file));
		Delta whole = all.snapshot(log.length, 0);

		List<String> pages = new ArrayList<>();
		for (long page = 0; page <= whole.frozen() / FrozenPages.PAGE_LINES; page++) {
			pages.addAll(Pages.lines(all.page(log.length, page)));
		}

		assertThat(whole.lineCount()).isGreaterThan(2 * FrozenPages.PAGE_LINES);
		assertThat(pages).isEqualTo(whole.lines().subList(0, (int) whole.frozen()));
		assertThat(snapshotOf(transcript(log, log.length), 200).lines()).isEqualTo(whole.lines()
			.subList((int) Math.min(whole.lineCount() - 200, whole.frozen()), (int) whole.lineCount()));
	}

	@Test
	void aBurstCarriesOnlyTheNewestLinesAndSaysWhichItTouched() {
		Transcript transcript = new Transcript();
		transcript.append("first".getBytes(), 5);
		transcript.takeDelta();
		byte[] burst = "\nline".repeat(5000).getBytes();

		transcript.append(burst, burst.length);
		Delta delta = transcript.takeDelta();

		assertThat(delta.touched()).isEqualTo(1);
		assertThat(delta.lineCount()).isEqualTo(5001);
		assertThat(delta.firstLine()).isEqualTo(5001 - Transcript.DELTA_LINES);
		assertThat(delta.lines()).hasSize(Transcript.DELTA_LINES);
		assertThat(delta.firstLine()).isLessThan(delta.frozen());
	}

	@Test
	void aSnapshotNeverCutsWhatIsNotFrozen() {
		Transcript transcript = new Transcript();
		byte[] log = "line\n".repeat(300).getBytes();
		transcript.append(log, log.length);

		Delta snapshot = snapshotOf(transcript, 3);

		assertThat(snapshot.firstLine()).isEqualTo(snapshot.frozen());
		assertThat(snapshot.lines()).hasSize((int) (snapshot.lineCount() - snapshot.frozen()));
		assertThat(snapshotOf(transcript, 250).firstLine()).isEqualTo(snapshot.lineCount() - 250);
	}

	@Test
	void bytesThatTouchNothingMoveTheOffsetOnly() {
		Transcript transcript = new Transcript();
		transcript.append("text".getBytes(), 4);
		transcript.takeDelta();

		transcript.append("\u001b[?25l".getBytes(), 6);
		Delta delta = transcript.takeDelta();

		assertThat(delta.from()).isEqualTo(4);
		assertThat(delta.to()).isEqualTo(10);
		assertThat(delta.touched()).isEqualTo(delta.lineCount()).isEqualTo(1);
		assertThat(delta.lines()).isEmpty();
	}

	@Test
	void aScreenThatWasClearedHasBegunItsLinesAndNoOther() {
		byte[] log = "banner\ntext\u001b[H\u001b[2J".getBytes();

		Transcript transcript = transcript(log, log.length);

		assertThat(transcript.linesBegun()).isEqualTo(transcript.snapshot(0).orElseThrow().frozen()).isEqualTo(2);
	}

	private static int append(Transcript transcript, byte[] log, int offset, int length) {
		int end = Math.min(log.length, offset + length);
		transcript.append(Arrays.copyOfRange(log, offset, end), end - offset);
		return end;
	}

	private static Transcript transcript(byte[] log, int to) {
		Transcript transcript = new Transcript();
		transcript.append(log, to);
		return transcript;
	}

	private static Delta snapshot(Transcript transcript) {
		return snapshotOf(transcript, EVERYTHING);
	}

	private static Delta snapshotOf(Transcript transcript, int lines) {
		return transcript.snapshot(lines).orElseThrow();
	}

}
