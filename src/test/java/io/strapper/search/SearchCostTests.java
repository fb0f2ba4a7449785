package io.strapper.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;

import io.strapper.log.RunLog;
import io.strapper.search.LogSearch.Found;
import io.strapper.search.LogSearch.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A search costs at most a constant times the bytes searched, whatever it looks for. */
class SearchCostTests {

	private static final int LONG = 16_000;

	@TempDir
	private Path folder;

	/** Expressions whose matches, one search for each, take quadratic time. */
	@ParameterizedTest(name = "{0} in many {1}")
	@CsvSource({ "x.*y|x, x", "x.*y|x, x\u00e9", "x.*y|., \u00e9x", "x+y|x, x", "(x|xx)+z|x, x", "\\bx.*y|x, x",
			"x.*$q|x, x", "'x[^y]{0,60}y|x', x", "(.*)x18[\\d]{9}k|x, x" })
	void allMatchesOfALineCostLinearTime(String text, String unit) {
		long once = steps(text, unit, LONG);
		long four = steps(text, unit, 4 * LONG);

		assertThat(once).isLessThan(40L * LONG * unit.length());
		assertThat(four).isLessThan(5 * once);
	}

	/** An expression that makes a state of almost every character. */
	@Test
	void manyStatesCostLinearTimeToo() {
		Random random = new Random(1);
		String text = random.ints(4 * LONG, 'a', 'd').mapToObj(Character::toString).collect(Collectors.joining());

		assertThat(steps("c[abc]{20}a", text, 1)).isLessThan(5 * steps("c[abc]{20}a", text.substring(0, LONG), 1));
	}

	private static long steps(String text, String unit, int times) {
		Expression expression = Expression.of(text, true, true);
		int matches = expression.count(unit.repeat(times).getBytes(StandardCharsets.UTF_8));
		assertThat(matches).isPositive();
		assertThat(expression.capped()).isFalse();
		return expression.steps();
	}

	/** Named groups are RE2's alone. */
	@Test
	void whatOnlyRe2UnderstandsHasABudgetForALine() {
		Expression expression = Expression.of("(?P<all>x.*y|x)", true, true);

		int few = expression.count("x".repeat(50).getBytes(StandardCharsets.UTF_8));
		assertThat(few).isEqualTo(50);
		assertThat(expression.capped()).isFalse();
		int some = expression.count("x".repeat(LONG).getBytes(StandardCharsets.UTF_8));
		assertThat(some).isBetween(1, LONG - 1);
		assertThat(expression.capped()).isTrue();
		assertThat(expression.steps()).isLessThan(250L * 9 * LONG);
	}

	@Test
	void aTurnEndsThoughALogIsDear() throws IOException {
		Path log = this.folder.resolve("log");
		Files.writeString(log, ("x".repeat(LONG) + "\n").repeat(400));
		Expression expression = Expression.of("(?P<all>x.*y|x)", true, true);
		LogSearch search = new LogSearch(new RunLog(log), expression);
		long turn = 1 << 18;
		long aLine = 250L * 9 * LONG;

		int turns = 0;
		for (long before = 0; search.advance(Files.size(log), turn); before = expression.steps()) {
			assertThat(expression.steps() - before).isLessThan(turn + aLine);
			turns++;
		}

		Found found = search.list(new Range(0, 0, Long.MAX_VALUE, 10));
		assertThat(turns).isGreaterThan(50);
		assertThat(found.capped()).isTrue();
		assertThat(found.complete()).isTrue();
	}

	/** Whoever asks again for the same costs no more than what is listed. */
	@Test
	void theWindowIsLookedThroughOnceAnOffset() throws IOException {
		Path log = this.folder.resolve("log");
		Files.writeString(log, ("x".repeat(LONG) + "\n").repeat(60));
		Expression expression = Expression.of("x.*y|x", true, true);
		LogSearch search = new LogSearch(new RunLog(log), expression);
		search.advance(Files.size(log), Long.MAX_VALUE);
		Range nothing = new Range(-1, 0, Long.MAX_VALUE, 0);

		assertThat(search.list(nothing).total()).isEqualTo(60 * LONG);
		long first = expression.steps();
		assertThat(search.list(nothing).total()).isEqualTo(60 * LONG);

		assertThat(expression.steps()).isEqualTo(first);
	}

}
