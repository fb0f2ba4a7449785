package io.strapper.outline;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.strapper.testing.CpuTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class FirstErrorTests {

	private static final String CAUSE = "a.c:1:2: error: x";

	private static final String ERROR = "Error: x";

	private static final String COMMAND = "cp: cannot stat 'a': No such file or directory";

	private static final String CLOSING = "make: *** [Makefile:6: parse.o] Error 1";

	private static final String SUCCESS = "[INFO] BUILD SUCCESS";

	private static final String PLAIN = "and so on";

	private static FirstError of(List<String> lines) {
		FirstError firstError = new FirstError();
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i);
			firstError.line(i, line.replace("RED ", "").getBytes(StandardCharsets.UTF_8), line.startsWith("RED "));
		}
		return firstError;
	}

	static Stream<Arguments> runs() {
		return Stream.of(Arguments.of("nothing", List.of(PLAIN), -1, -1),
				Arguments.of("a cause after an error", List.of(ERROR, CAUSE, CAUSE, CLOSING), 1, 1),
				Arguments.of("the first error", List.of(CLOSING, COMMAND, ERROR, ERROR), 2, 2),
				Arguments.of("commands that fail together", List.of(PLAIN, COMMAND, COMMAND, PLAIN, COMMAND), 1, -1),
				Arguments.of("commands that fail apart", List.of(COMMAND, PLAIN, PLAIN, COMMAND, COMMAND), 3, -1),
				Arguments.of("a command before the end", List.of(COMMAND, PLAIN, PLAIN, CLOSING), 0, -1),
				Arguments.of("the end alone", List.of(PLAIN, CLOSING, CLOSING), 1, -1),
				Arguments.of("red text before the end", List.of(CLOSING, "RED the site does not answer"), 1, -1),
				Arguments.of("red that is no sentence", List.of("RED -old", "RED 100 %"), -1, -1),
				Arguments.of("what a tool took back", List.of(CAUSE, SUCCESS), 0, -1),
				Arguments.of("what a tool took back, and the end", List.of(CAUSE, SUCCESS, CLOSING), 0, -1),
				Arguments.of("what came after a success", List.of(CAUSE, SUCCESS, ERROR), 2, 2),
				Arguments.of("a traceback's end",
						List.of("Traceback (most recent call last):", "  File \"a.py\", line 1", "    return",
								"Gone: x"),
						3, 3),
				Arguments.of("a traceback's end, indented",
						List.of("  Traceback (most recent call last):", "    File \"a.py\", line 1", "  Gone"), 2, 2),
				Arguments.of("behind a time", List.of("2026-11-26T18:00:00.123Z a.c:1:2: error: x"), 0, 0),
				Arguments.of("behind a tool's task", List.of("    [javac] a.c:1:2: error: x"), 0, 0),
				Arguments.of("a word of failure before the end", List.of(CLOSING, "the check failed: 503"), 1, -1),
				Arguments.of("behind a container's name", List.of("web-1  | Error: x"), 0, 0),
				Arguments.of("behind a build step", List.of("#12 0.345 a.c:1:2: error: x"), 0, 0),
				Arguments.of("behind the other end of git push", List.of("remote: fatal: x"), 0, 0));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("runs")
	void findsTheFirstCause(String name, List<String> lines, long failed, long good) {
		FirstError firstError = of(lines);

		assertThat(firstError.find(true).map(Finding::line).orElse(-1L)).isEqualTo(failed);
		assertThat(firstError.find(false).map(Finding::line).orElse(-1L)).isEqualTo(good);
	}

	@Test
	void canBeAskedAtAnyTime() {
		FirstError firstError = new FirstError();
		assertThat(firstError.find(true)).isEmpty();

		firstError.line(7, ERROR.getBytes(StandardCharsets.UTF_8), false);
		assertThat(firstError.find(true)).contains(new Finding(7, ERROR));

		firstError.line(12_000_000_000L, CAUSE.getBytes(StandardCharsets.UTF_8), false);
		assertThat(firstError.find(true)).contains(new Finding(12_000_000_000L, CAUSE));
	}

	@Test
	void keepsErrorsAndWarningsApartAndInOrder() {
		FirstError firstError = of(
				List.of(COMMAND, "npm warn deprecated x", CAUSE, CLOSING, PLAIN, "WARNING: y", ERROR));

		assertThat(firstError.errors()).extracting(Finding::line).containsExactly(0L, 2L, 6L);
		assertThat(firstError.warnings()).extracting(Finding::line).containsExactly(1L, 5L);
	}

	@Test
	void keepsNoMoreThanItsLimit() {
		FirstError firstError = of(Stream.generate(() -> CAUSE).limit(FirstError.MOST + 5).toList());

		assertThat(firstError.errors()).hasSize(FirstError.MOST);
	}

	@Test
	void stillHearsThatAToolEndedWellWhenItsListIsFull() {
		List<String> errors = Stream.generate(() -> CAUSE).limit(FirstError.MOST + 5).toList();

		FirstError firstError = of(Stream.concat(errors.stream(), Stream.of(SUCCESS)).toList());

		assertThat(firstError.find(false)).isEmpty();
	}

	@Test
	void cutsALongTextBetweenCharacters() {
		Finding finding = new Finding(0, " " + "x".repeat(299) + "😀 and more");

		assertThat(finding.text()).isEqualTo("x".repeat(299));
	}

	/** Lines full of the rules' words that no rule matches, and lines of a megabyte. */
	@ParameterizedTest
	@MethodSource("hostile")
	void takesLinearTimeWhateverTheLinesAre(String line, int times) throws Throwable {
		byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
		FirstError firstError = new FirstError();

		assertThat(CpuTime.of(() -> {
			for (int i = 0; i < times; i++) {
				firstError.line(i, utf8, i % 2 == 0);
			}
		})).isLessThan(Duration.ofSeconds(30));
		assertThat(firstError.find(true).map(Finding::text).map(String::length).orElse(0)).isLessThanOrEqualTo(300);
	}

	static Stream<Arguments> hostile() {
		String words = String.join(" ",
				ErrorRules.load().all().stream().flatMap((rule) -> rule.words().stream()).toList());
		return Stream.of(Arguments.of("error".repeat(200_000), 1000), Arguments.of("a:1".repeat(300_000), 1000),
				Arguments.of("\u00e9: error: " + ": ".repeat(500_000), 300), Arguments.of("x " + words, 1000),
				Arguments.of(" ".repeat(1_000_000) + "error", 1000),
				Arguments.of("Traceback (most recent call last):", 100_000), Arguments.of(COMMAND, 100_000));
	}

	@Test
	void readsAnyBytes() {
		byte[] bytes = new byte[256];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) i;
		}
		FirstError firstError = new FirstError();

		firstError.line(0, bytes, true);

		assertThat(firstError.find(false)).isEqualTo(Optional.empty());
	}

}
