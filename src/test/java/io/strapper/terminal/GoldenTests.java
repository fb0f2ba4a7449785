package io.strapper.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What real tools wrote to a terminal of 160 columns, and the lines that xterm shows of
 * it, and those that a log keeps besides.
 */
class GoldenTests {

	private static final Path FOLDER = Path.of("src/test/resources/terminal");

	static List<String> tools() throws IOException {
		try (Stream<Path> files = Files.list(FOLDER)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".raw"))
				.map((name) -> name.substring(0, name.length() - 4))
				.sorted()
				.toList();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("tools")
	void rendersWhole(String tool) throws IOException {
		assertThat(Screenful.of(raw(tool)).html()).isEqualTo(expected(tool));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("tools")
	void rendersByteForByte(String tool) throws IOException {
		byte[] raw = raw(tool);
		Screenful screen = new Screenful();

		for (int i = 0; i < raw.length; i++) {
			screen.write(raw, i, 1);
		}

		assertThat(screen.html()).isEqualTo(expected(tool));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("tools")
	void rendersInChunksOfAnySize(String tool) throws IOException {
		byte[] raw = raw(tool);
		Random random = new Random(tool.hashCode());
		Screenful screen = new Screenful();

		for (int i = 0; i < raw.length;) {
			int length = Math.min(raw.length - i, 1 + random.nextInt(50));
			screen.write(raw, i, length);
			i += length;
		}

		assertThat(screen.html()).isEqualTo(expected(tool));
	}

	private static byte[] raw(String tool) throws IOException {
		return Files.readAllBytes(FOLDER.resolve(tool + ".raw"));
	}

	private static List<String> expected(String tool) throws IOException {
		return Files.readAllLines(FOLDER.resolve(tool + ".html"));
	}

}
