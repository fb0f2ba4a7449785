package io.strapper.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.strapper.log.FrozenPages;
import io.strapper.log.RunLog;
import io.strapper.search.LogSearch.Found;
import io.strapper.search.LogSearch.Match;
import io.strapper.search.LogSearch.Range;
import io.strapper.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class LogSearchTests {

	@TempDir
	private Path folder;

	@ParameterizedTest(name = "{0} regex={1} case={2} finds {4} in {3}")
	@CsvSource({ "Fail, false, false, a fail FAILED fAiL, 3", "Fail, false, true, a fail Failed, 1",
			"aa, false, true, aaaaa, 2", "ä, false, false, ÄäA, 2", "f.*d, true, false, a FAILED d, 1",
			"f.*d, true, true, a FAILED d, 0", "x*, true, false, axxbx, 2", "(a+)+$, true, false, aaaab, 0",
			"a.b, false, false, axb a.b, 1" })
	void findsTextAndExpressions(String text, boolean regex, boolean matchCase, String line, int count) {
		assertThat(Expression.of(text, regex, matchCase).find(line, (start, end) -> {
		})).isEqualTo(count);
	}

	@ParameterizedTest
	@ValueSource(strings = { "(a", "[", "a**", "(?=a)", "\\1", "((x{100}){100}){100}", "(a?){500}", "" })
	void saysWhatIsWrongWithAnExpression(String text) {
		assertThatThrownBy(() -> Expression.of(text, true, false)).isInstanceOf(UnreadableExpressionException.class)
			.hasMessageEndingWith(".");
	}

	@Test
	void anExpressionThatHangsOthersTakesLinearTime() {
		Expression expression = Expression.of("(a+)+$", true, false);

		assertTimeoutPreemptively(Patience.LIMIT, () -> expression.find("a".repeat(16_000) + "b", (start, end) -> {
		}));
	}

	/** More lines than blocks, so that blocks are joined on the way. */
	@Test
	void countsAndListsWhatTheWholeTextHolds() throws IOException {
		Path log = this.folder.resolve("log");
		Random random = new Random(1);
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < 40_000; i++) {
			text.append((random.nextInt(50) == 0) ? "\u001b[31mer\u001b[0mror and error" : "fine").append('\n');
		}
		Files.writeString(log, text);
		RunLog runLog = new RunLog(log, 50_000);
		LogSearch search = new LogSearch(runLog, Expression.of("error", false, false));
		List<Match> all = new ArrayList<>();
		List<String> lines = new ArrayList<>();
		new FrozenPages(runLog).read(Files.size(log), 0, Long.MAX_VALUE, (number, line) -> lines.add(line.text()));
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).startsWith("error")) {
				all.add(new Match(i, 0, 5));
				all.add(new Match(i, 10, 15));
			}
		}

		while (search.advance(Files.size(log), 10_000)) {
			assertThat(search.list(new Range(0, 0, Long.MAX_VALUE, 3)).matches()).isEqualTo(all.subList(0, 3));
		}

		Found found = search.list(new Range(-1, 0, Long.MAX_VALUE, 7));
		assertThat(found.total()).isEqualTo(all.size());
		assertThat(found.lineCount()).isEqualTo(lines.size());
		assertThat(found.where()).hasSize(512);
		assertThat(Arrays.stream(found.where()).sum()).isEqualTo(all.size());
		for (int nth : new int[] { 0, 1, 500, all.size() - 1 }) {
			Found part = search.list(new Range(-1, nth, Long.MAX_VALUE, 5));
			assertThat(part.first()).isEqualTo(nth);
			assertThat(part.matches()).isEqualTo(all.subList(nth, Math.min(nth + 5, all.size())));
		}
		for (long from : new long[] { 0, 1234, 20_000, lines.size() - 60 }) {
			Found part = search.list(new Range(from, 0, from + 50, 1000));
			assertThat(part.matches())
				.isEqualTo(all.stream().filter((match) -> match.line() >= from && match.line() < from + 50).toList());
		}
	}

	@ParameterizedTest
	@CsvSource({ "70_000, 65_533", "70_000, 65_598", "200_000, 131_198", "2_000_000, 65_533", "2_000_000, 1_999_990" })
	void findsOnceWhatStandsInAVeryLongLine(String length, String place) throws IOException {
		int at = number(place);
		Path log = this.folder.resolve("log");
		for (String end : new String[] { "\n", "\n".repeat(200) + "end\n" }) {
			Files.writeString(log, "x\n" + "a".repeat(at) + "needle" + "b".repeat(number(length) - at - 6) + end);
			for (boolean regex : new boolean[] { false, true }) {
				LogSearch search = new LogSearch(new RunLog(log), Expression.of("needle", regex, false));
				while (search.advance(Files.size(log), Long.MAX_VALUE)) {
					continue;
				}

				Found found = search.list(new Range(0, 0, Long.MAX_VALUE, 10));
				assertThat(found.total()).isOne();
				assertThat(found.matches()).containsExactly(new Match(1, at, at + 6));
			}
			Files.delete(log);
			Files.deleteIfExists(this.folder.resolve("index"));
		}
	}

	private static int number(String digits) {
		return Integer.parseInt(digits.replace("_", ""));
	}

	@Test
	void goesOnWhenTheLogHasGrownAndForgetsWhatIsRedrawn() throws IOException {
		Path log = this.folder.resolve("log");
		Files.writeString(log, "10 % done\n20 % d");
		LogSearch search = new LogSearch(new RunLog(log), Expression.of("done", false, false));
		search.advance(Files.size(log), Long.MAX_VALUE);
		Found first = search.list(new Range(0, 0, Long.MAX_VALUE, 9));

		Files.writeString(log, "10 % done\n20 % done\u001b[A\rgone away\n");
		search.advance(Files.size(log), Long.MAX_VALUE);

		assertThat(first.matches()).containsExactly(new Match(0, 5, 9));
		assertThat(search.list(new Range(0, 0, Long.MAX_VALUE, 9)).matches()).containsExactly(new Match(1, 5, 9));
	}

	/** Each answer tells where the next one begins, until all were listed. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 1000 })
	void tellsWhereToGoOn(int limit) throws IOException {
		Path log = this.folder.resolve("log");
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < 95; i++) {
			// Farther from each other than one answer looks
			text.append("hit hit\n").append("miss\n".repeat(2000));
		}
		Files.writeString(log, text);
		LogSearch search = new LogSearch(new RunLog(log), Expression.of("hit", false, false));
		search.advance(Files.size(log), Long.MAX_VALUE);
		List<Match> all = new ArrayList<>();

		Long next = 0L;
		while (next != null) {
			Found found = search.list(new Range(-1, next, Long.MAX_VALUE, limit));
			assertThat(found.first()).isEqualTo(next);
			assertThat(found.matches()).isNotEmpty().hasSizeLessThanOrEqualTo(limit);
			all.addAll(found.matches());
			next = found.next();
		}

		assertThat(all).hasSize(2 * 95).doesNotHaveDuplicates();
	}

}
