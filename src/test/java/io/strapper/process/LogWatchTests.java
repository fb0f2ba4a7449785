package io.strapper.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** For how long a log has been silent when a server begins to look at it. */
class LogWatchTests {

	private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");

	private final AtomicLong nanos = new AtomicLong();

	private Path log;

	@BeforeEach
	void writeLog(@TempDir Path folder) throws IOException {
		this.log = Files.writeString(folder.resolve("log"), "ready");
		Files.setLastModifiedTime(this.log, FileTime.from(NOW.minusSeconds(240)));
	}

	private Duration silence(Duration age) {
		LogWatch watch = new LogWatch(this.log, this.nanos::get, null);
		watch.look(this.nanos.get(), NOW, age);
		return watch.silence();
	}

	@Test
	void countsTheSilenceBeforeTheFirstLook() {
		assertThat(silence(Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(4));
	}

	@Test
	void countsNoSilenceBeforeTheRun() {
		assertThat(silence(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void countsNoSilenceFromALaterTime() throws IOException {
		Files.setLastModifiedTime(this.log, FileTime.from(NOW.plusSeconds(60)));

		assertThat(silence(Duration.ofHours(1))).isZero();
	}

}
