package io.strapper.terminal;

import java.time.Duration;

import io.strapper.testing.CpuTime;
import io.strapper.testing.SeededTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Total and bounded. {@link HostileInput} is also a program that tries ten million.
 */
class HostileInputTests {

	@SeededTest(1)
	void anyBytesBecomeHtmlThatIsAllowedAtABoundedCost(long seed) {
		HostileInput input = new HostileInput(seed);

		for (long number = 0; number < 20_000; number++) {
			input.check(number);
		}
	}

	@Test
	void sequencesWithoutAnEndAreSwallowedInBoundedMemory() {
		for (String start : new String[] { "␛]8;;http://", "␛]0;", "␛P", "␛_", "␛[", "␛[1;", "␛[?1;31:" }) {
			Screenful screen = Screenful.of("a" + start);
			byte[] part = Screenful.bytes("1".repeat(1 << 16));

			assertThatCode(() -> {
				for (int i = 0; i < 15; i++) {
					screen.write(part, 0, part.length);
				}
			}).doesNotThrowAnyException();
			assertThat(screen.write("␘b").terminal().line(0)).hasToString("ab");
		}
	}

	@Test
	void aControlStringOfAMebibyteHasNoEnd() {
		for (String start : new String[] { "␛]8;;http://", "␛P", "␛Pq", "␛_", "␛X", "␛^" }) {
			assertThat(Screenful.of("a" + start + "~".repeat(1 << 20) + "b").text()).matches("a~{0,20}b");
		}
		assertThat(Screenful.of("a␛]1337;File=:" + "eA==".repeat(200_000) + "␇b").text()).isEqualTo("ab");
		assertThat(Screenful.of("a␛Pq" + "#0~~".repeat(200_000) + "␛\\b").text()).isEqualTo("ab");
	}

	@Test
	void deepChangesOfStyleTakeLinearTime() throws Throwable {
		String changes = "␛[1m␛[31ma␛[4m␛[42mb␛[38;2;1;2;3mc␛[7md".repeat(100_000);

		assertThat(CpuTime.of(() -> Screenful.of(changes).html())).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void stylesInRandomOrderOnALongLineTakeLinearTime() throws Throwable {
		StringBuilder input = new StringBuilder();
		for (int i = 0; i < 200_000; i++) {
			input.append("␛[").append(i * 7919L % 4096).append('G').append("␛[3").append(i % 8).append("mx");
		}

		assertThat(CpuTime.of(() -> Screenful.of(input.toString()).html())).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void tagsThatALogAsksForInFewBytesTakeLittleMemory() {
		String link = "␛]8;;http://e.com/" + "x".repeat(2000) + "␛\\";
		String[] lines = { link + "␛[31mx␛[32mx".repeat(8000),
				"␛[7;9;53;1;2;3;4;38;2;1;2;3mx␛[21;48;2;3;2;1;24mx".repeat(8000) };

		for (String input : lines) {
			Line line = Screenful.of(input).lines().get(0);

			HtmlCheck.check(line);
			assertThat(HtmlRenderer.html(line)).startsWith("<")
				.hasSizeLessThan(line.text().length() + HtmlRenderer.MOST_TAGS + 1)
				.endsWith("x".repeat(1000));
		}
	}

	@Test
	void linksTakeABoundedPartOfARow() {
		StringBuilder input = new StringBuilder();
		for (int i = 0; i < 160; i++) {
			input.append("␛]8;;http://e.com/").append(i).append("x".repeat(2000)).append("␇x");
		}
		Line line = Screenful.of(input.toString()).terminal().line(0);

		assertThat(line.size()).isBetween(StyleRuns.MAX_LINKS, 3 * StyleRuns.MAX_LINKS);
		assertThat(Screenful.of("␛]8;;http://e.com/" + "x".repeat(2048) + "␇x").markup()).isEqualTo("x");
	}

	@Test
	void linksTakeABoundedPartOfALine() {
		StringBuilder input = new StringBuilder();
		for (int i = 0; i < 160 * 100; i++) {
			input.append("␛]8;;http://e.com/").append(i).append("x".repeat(300)).append("␇x");
		}

		assertThat(Screenful.of(input.toString() + "␊".repeat(100)).lines().get(0).size())
			.isBetween(JoinedRows.MAX_LINKS, 3 * JoinedRows.MAX_LINKS + 16_000 * 9);
	}

	@Test
	void aLineCountsWhatHangsOnItsText() {
		assertThat(Screenful.of("text").terminal().line(0).size()).isEqualTo(4);
		assertThat(Screenful.of("a␛[31mb␛[mc").terminal().line(0).size()).isEqualTo(3 + 3 * 8);
		assertThat(Screenful.of("␛]8;;http://e.com␇link").terminal().line(0).size()).isEqualTo(4 + 8 + 2 * 12);
	}

	@Test
	void aHundredMegabytesWithoutALineEndAreLinesAllTheSame() {
		byte[] part = Screenful.bytes("x".repeat(1 << 20));
		Terminal terminal = new Terminal((number, line) -> {
		});

		for (int i = 0; i < 100; i++) {
			terminal.write(part, 0, part.length);
		}

		assertThat(terminal.lineCount()).isEqualTo(50);
	}

}
