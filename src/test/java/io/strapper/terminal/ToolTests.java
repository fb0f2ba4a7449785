package io.strapper.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tools that redraw what they have drawn, recorded under Strapper with forty lines
 * printed before: how, says {@code README.md} beside them.
 */
class ToolTests {

	private static final Path FOLDER = Path.of("src/test/resources/terminal");

	private static final List<String> FORTY = IntStream.rangeClosed(1, 40)
		.mapToObj((number) -> "line " + number + " before the tool")
		.toList();

	static List<String> tools() {
		return List.of("bats", "cargo-workspace", "cli-progress", "curl", "dialog", "listr2", "ora", "pip",
				"progressbar2", "pv", "rich", "rsync", "terraform", "tqdm", "vitest", "webpack", "whiptail", "yarn");
	}

	/** Without those that clear the screen: xterm has lost the forty lines, too. */
	static Stream<String> frames() {
		return tools().stream().filter((tool) -> !List.of("dialog", "whiptail").contains(tool));
	}

	private static List<String> lines(String tool) throws IOException {
		return Stream.of(Screenful.of(Files.readAllBytes(FOLDER.resolve(tool + ".raw"))).text().split("␤")).toList();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("tools")
	void theFortyLinesBeforeItAreAllThere(String tool) throws IOException {
		assertThat(lines(tool).subList(1, 41)).isEqualTo(FORTY);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("frames")
	void everyLineIsThatOfXterm(String tool) throws IOException {
		assertThat(lines(tool)).isEqualTo(Files.readAllLines(FOLDER.resolve(tool + ".txt")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("tools")
	void theLastLineTellsHowItEnded(String tool) throws IOException {
		List<String> lines = lines(tool);

		assertThat(lines.get(lines.size() - 1)).matches("[✔✘] deploy #\\d (succeeded|failed) \\(exit code \\d+\\) .*");
	}

}
