package io.strapper.compare;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.strapper.testing.CpuTime;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** What is set aside before lines are compared. */
class NoiseTests {

	private final Noise noise = new Noise();

	@TestFactory
	Stream<DynamicTest> eachRuleSetsAsideWhatItSays() {
		return Noise.rules().stream().flatMap((rule) -> rule.same().stream().map((pair) -> test(rule, pair, true)));
	}

	@TestFactory
	Stream<DynamicTest> noRuleSetsAsideMore() {
		return Noise.rules().stream().flatMap((rule) -> rule.other().stream().map((pair) -> test(rule, pair, false)));
	}

	private DynamicTest test(NoiseRule rule, String pair, boolean same) {
		String[] lines = pair.split(" ~ ");
		return DynamicTest.dynamicTest(rule.name() + ": " + pair, () -> {
			assertThat(this.noise.hash(lines[0]) == this.noise.hash(lines[1]))
				.as("%s and %s", this.noise.without(lines[0]), this.noise.without(lines[1]))
				.isEqualTo(same);
			if (same) {
				assertThat(this.noise.without(lines[0])).contains("<" + rule.name() + ">");
			}
		});
	}

	@Test
	void eachRuleHasExamplesForEachOfItsExpressions() {
		for (NoiseRule rule : Noise.rules()) {
			assertThat(rule.other()).as(rule.name()).isNotEmpty();
			for (String is : rule.is()) {
				Pattern pattern = Pattern.compile(is);
				assertThat(rule.same()).as(is).anyMatch((pair) -> pattern.matcher(pair).find());
				assertThat(pattern.matcher("").groupCount()).as(is).isZero();
			}
		}
	}

	@Test
	void blanksInARowAreOneAndThoseAtTheEndNone() {
		assertThat(this.noise.hash("a  b\t c  ")).isEqualTo(this.noise.hash("a b c"))
			.isNotEqualTo(this.noise.hash("abc"));
	}

	@Test
	void linesWithoutNoiseStayAsTheyAre() {
		for (String line : List.of("", "plain", "error: expected 2 arguments, got 3", "line 12", "a.c:10:22: x")) {
			assertThat(this.noise.without(line)).isEqualTo(line);
		}
	}

	@Test
	void noLineTakesLong() throws Throwable {
		for (String part : List.of("1", "a1", "1:", "tmp", "a", "0-", "/tmp/", "Jan ", "2026-", "1.", " 1", "@a")) {
			String line = part.repeat(1_000_000 / part.length());

			assertThat(CpuTime.of(() -> this.noise.hash(line))).as(part).isLessThan(Duration.ofSeconds(2));
		}
	}

}
