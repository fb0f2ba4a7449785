package io.strapper.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.strapper.testing.SeededTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlainTextTests {

	@TempDir
	private Path folder;

	private RunLog log;

	@BeforeEach
	void name() {
		this.log = new RunLog(this.folder.resolve("log"));
	}

	private void write(byte[] bytes) throws IOException {
		Files.write(this.log.path(), bytes);
	}

	private List<String> lines() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (PlainText text = PlainText.of(this.log)) {
			text.writeTo(out);
		}
		assertThat(out.toString(StandardCharsets.UTF_8)).matches("(?s)|.*\n");
		return out.toString(StandardCharsets.UTF_8).lines().toList();
	}

	@SeededTest(3)
	void hasTheLinesOfTheLogWithTheirNumbers(long seed) throws Exception {
		byte[] bytes = RandomLog.of(seed, 20_000);
		write(bytes);

		List<String> lines = new ArrayList<>();
		new FrozenPages(this.log).read(bytes.length, 0, Long.MAX_VALUE, (number, line) -> lines.add(line.text()));

		assertThat(lines()).isEqualTo(lines).hasSizeGreaterThan(1000);
	}

	@ParameterizedTest
	@ValueSource(ints = { 70_000, 200_000, 2_000_000 })
	void hasAVeryLongLineAsOne(int length) throws Exception {
		String json = "[\"" + "0123456789".repeat(length / 10) + "\"]";
		write(("before\n" + json + "\nafter\n" + "\n".repeat(200) + "end\n").getBytes(StandardCharsets.UTF_8));

		assertThat(lines()).startsWith("before", json, "after").endsWith("end").hasSize(204);
	}

	@Test
	void joinsRowsKeepsBlankLinesAndClearedFramesAndHasNoStyle() throws Exception {
		write(("\u001b[31mone\u001b[0m\n\n" + "x".repeat(400) + "\n10 %\r100 %\n\u001b[2J\u001b[Htwo\n\n\n")
			.getBytes(StandardCharsets.UTF_8));

		assertThat(lines()).isEqualTo(List.of("one", "", "x".repeat(400), "100 %", "two"));
	}

	@Test
	void isEmptyOfAnEmptyLog() throws Exception {
		write(new byte[0]);

		assertThat(lines()).isEmpty();
	}

	@Test
	void endsWhereTheLogEndedWhenItWasAskedFor() throws Exception {
		write("one\n".getBytes(StandardCharsets.UTF_8));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (PlainText text = PlainText.of(this.log)) {
			write("one\ntwo\n".getBytes(StandardCharsets.UTF_8));
			text.writeTo(out);
		}

		assertThat(out).hasToString("one\n");
	}

	@Test
	void goesNoFurtherThanItsReader() throws Exception {
		write("0123456789\n".repeat(500_000).getBytes(StandardCharsets.UTF_8));
		IOException gone = new IOException("gone");
		OutputStream reader = new OutputStream() {

			private int written;

			@Override
			public void write(int one) throws IOException {
				if (++this.written > 1000) {
					throw gone;
				}
			}

		};
		try (PlainText text = PlainText.of(this.log)) {
			assertThatThrownBy(() -> text.writeTo(reader)).isSameAs(gone);
		}
		// Nor has anything been read that is far behind what was written
		assertThat(this.log.index().frozen()).isZero();
		assertThat(lines()).hasSize(500_000);
		assertThat(this.log.index().frozen()).isPositive();
	}

	@Test
	void saysSoWhenTheLogIsShortenedMeanwhile() throws Exception {
		write("one\ntwo\n".getBytes(StandardCharsets.UTF_8));
		try (PlainText text = PlainText.of(this.log)) {
			write("one\n".getBytes(StandardCharsets.UTF_8));

			assertThatThrownBy(() -> text.writeTo(OutputStream.nullOutputStream())).isInstanceOf(IOException.class)
				.hasMessageContaining("shortened");
		}
	}

}
