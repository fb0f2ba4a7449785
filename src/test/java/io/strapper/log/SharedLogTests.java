package io.strapper.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A log that two servers read, of which one writes the files beside it. */
class SharedLogTests {

	private static final int SPACING = 1 << 14;

	@TempDir
	private Path folder;

	private Path file;

	private RunLog ours;

	private RunLog theirs;

	@BeforeEach
	void begin() throws IOException {
		this.file = Files.createFile(this.folder.resolve("log"));
		this.ours = new RunLog(this.file, SPACING);
		this.theirs = new RunLog(this.file, SPACING);
		this.theirs.setWriting(false);
	}

	private void grow(int from, int to) throws IOException {
		String lines = IntStream.range(from, to)
			.mapToObj((line) -> "line " + line + "\n")
			.collect(Collectors.joining());
		Files.write(this.file, lines.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.APPEND);
	}

	private static Transcript read(RunLog log) throws Exception {
		try (Follower follower = new Follower(log)) {
			while (follower.poll(new byte[1 << 10])) {
				continue;
			}
			return follower.transcript();
		}
	}

	@Test
	void itsIndexIsWrittenByOne() throws Exception {
		grow(0, 20_000);

		assertThat(read(this.theirs).lineCount()).isEqualTo(20_000);
		assertThat(this.folder.resolve("index")).doesNotExist();
		assertThat(read(this.ours).lineCount()).isEqualTo(20_000);
		assertThat(this.folder.resolve("index")).exists();
	}

	@Test
	void itsIndexIsUsedByTheOtherAsItGrows() throws Exception {
		grow(0, 20_000);
		read(this.ours);
		long first = this.theirs.index().frozen();
		grow(20_000, 40_000);
		read(this.ours);

		assertThat(first).isPositive();
		assertThat(this.theirs.index().frozen()).isGreaterThan(20_000).isEqualTo(this.ours.index().frozen());
		assertThat(new FrozenPages(this.theirs).snapshot(Files.size(this.file), 39_000).lines())
			.isEqualTo(new FrozenPages(this.ours).snapshot(Files.size(this.file), 39_000).lines());
	}

	@Test
	void anIndexThatIsWrittenAnewIsReadAnew() throws Exception {
		grow(0, 20_000);
		read(this.ours);
		assertThat(this.theirs.index().frozen()).isPositive();

		Files.write(this.folder.resolve("index"), new byte[100]);

		assertThat(this.theirs.index().frozen()).isZero();
		assertThat(read(this.theirs).lineCount()).isEqualTo(20_000);
	}

	@Test
	void itsOutlineIsKeptByOne() throws IOException {
		grow(0, 10);

		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> this.theirs.keepOutline(new byte[] { 1 }));
		this.ours.keepOutline(new byte[] { 2 });
		assertThat(this.theirs.outline()).hasValueSatisfying((kept) -> assertThat(kept).containsExactly(2));
	}

}
