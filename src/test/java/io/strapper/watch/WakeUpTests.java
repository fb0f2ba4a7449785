package io.strapper.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class WakeUpTests {

	private static final Path LOG = Path.of("log");

	@TempDir
	private Path folder;

	private final WakeUp wakeUp = WakeUp.start("test");

	private final Semaphore woken = new Semaphore(0);

	@AfterEach
	void close() throws IOException {
		this.wakeUp.close();
	}

	private void append(String name) throws IOException {
		Files.writeString(this.folder.resolve(name), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	private WakeUp.Watch watch() {
		return this.wakeUp.watch(this.folder, LOG::equals, (watch) -> this.woken.release());
	}

	private void assertWoken() throws InterruptedException {
		assertThat(this.woken.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void tellsOfAWriteOnceUntilItIsArmedAgain() throws Exception {
		WakeUp.Watch watch = watch();
		append("log");
		assertWoken();
		for (int i = 0; i < 100; i++) {
			append("log");
		}
		assertThat(this.woken.availablePermits()).isZero();
		watch.rearm();
		append("log");

		assertWoken();
	}

	@Test
	void saysNothingOfWhatWeWriteBesideTheLog() throws Exception {
		Path other = Files.createDirectory(this.folder.resolve("other"));
		Semaphore later = new Semaphore(0);
		watch();
		this.wakeUp.watch(other, LOG::equals, (watch) -> later.release());
		append("times");
		append("index");
		// The kernel tells in order
		Files.writeString(other.resolve("log"), "x");
		assertThat(later.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.woken.availablePermits()).isZero();
		append("log");

		assertWoken();
	}

	@Test
	void aWatchForNewFilesHearsOfThemAlone() throws Exception {
		append("log");
		this.wakeUp.watchNew(this.folder, (watch) -> this.woken.release());
		append("log");
		assertThat(this.woken.tryAcquire()).isFalse();
		Files.move(this.folder.resolve("log"), this.folder.resolve("exit"));

		assertWoken();
		assertThat(this.woken.availablePermits()).isZero();
	}

	@Test
	void aFolderThatCannotBeWatchedIsNoTrouble() throws Exception {
		WakeUp.Watch watch = this.wakeUp.watch(this.folder.resolve("nowhere"), LOG::equals,
				(unused) -> this.woken.release());
		assertThat(watch.isHearing()).isFalse();
		watch.rearm();
		watch.cancel();
		WakeUp none = WakeUp.none();
		none.watch(this.folder, LOG::equals, (unused) -> this.woken.release()).rearm();
		append("log");
		none.close();

		assertThat(this.woken.availablePermits()).isZero();
	}

}
