package io.strapper.log;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RunLogTests {

	@TempDir
	private Path folder;

	private void follow(RunLog log) throws Exception {
		LineClock clock = new LineClock(log, Instant.EPOCH, Duration.ofDays(100_000), Clock.systemUTC());
		try (Follower follower = new Follower(log, clock, null)) {
			byte[] buffer = new byte[1000];
			while (follower.poll(buffer)) {
				continue;
			}
		}
	}

	@Test
	void nothingIsWrittenBesideALogThatIsAboutToBeRemoved() throws Exception {
		Path file = Files.writeString(this.folder.resolve("log"), "line\n".repeat(40_000));
		RunLog log = new RunLog(file, 10_000);
		log.seal();
		follow(log);
		assertThat(this.folder).isDirectoryNotContaining((path) -> !path.equals(file));

		follow(new RunLog(file, 10_000));
		assertThat(this.folder.resolve("index")).isNotEmptyFile();
		assertThat(this.folder.resolve("times")).isNotEmptyFile();
	}

	@Test
	void oneReplayServesSeveralSinks() throws Exception {
		Path file = Files.writeString(this.folder.resolve("log"), "one\ntwo\n" + "\n".repeat(200));
		List<String> texts = new ArrayList<>();
		List<Long> numbers = new ArrayList<>();
		RunLog log = new RunLog(file);
		Replay replay = log.replay((number, line) -> texts.add(line.text()), (number, line) -> numbers.add(number));
		try (LogBytes bytes = log.open()) {
			while (replay.advance(bytes, Files.size(file))) {
				continue;
			}
		}

		assertThat(texts).startsWith("one", "two", "").hasSize((int) replay.frozen());
		assertThat(numbers).startsWith(0L, 1L, 2L).hasSameSizeAs(texts);
	}

	@Test
	void whatWouldLetItsReaderWaitIsNotOpened() throws Exception {
		Path pipe = this.folder.resolve("log");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

		assertThatThrownBy(() -> new RunLog(pipe).open()).isInstanceOf(NoSuchFileException.class);
		assertThatThrownBy(() -> new RunLog(this.folder.resolve("nowhere")).open())
			.isInstanceOf(NoSuchFileException.class);
	}

}
