package io.strapper.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.strapper.testing.SeededTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is found is held to what RE2/J finds, one match after another. */
class ExpressionTests {

	private static final String[] ATOMS = { "a", "b", "k", "S", "0", "_", " ", "-", "é", "ſ", "😀", ".", "^", "$",
			"\\b", "\\B", "\\d", "\\W", "\\w", "\\s", "\\S", "\\.", "[ab]", "[^a]", "[a-k0-]", "[^\\w]", "[]é-ü]",
			"(?i)b", "[[:alpha:]]", "\\x61", "}", "]" };

	private static final String[] SUFFIXES = { "*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{2,}", "{0,2}?" };

	private static final String[] LETTERS = { "a", "a", "b", "A", "B", "k", "K", "S", "0", "_", " ", "-", ".", "é", "É",
			"ü", "ſ", "\u212A", "😀" };

	@SeededTest(3)
	void findsWhatRe2Finds(long seed) {
		Random random = new Random(seed);
		for (int i = 0; i < 1500; i++) {
			boolean regex = random.nextInt(5) > 0;
			boolean matchCase = random.nextBoolean();
			String text = regex ? expression(random, 3) : line(random, 1 + random.nextInt(3));
			try {
				hold(text, regex, matchCase, random);
			}
			catch (UnreadableExpressionException ex) {
				// Not every one is an expression
			}
		}
	}

	private static void hold(String text, boolean regex, boolean matchCase, Random random) {
		Expression expression = Expression.of(text, regex, matchCase);
		Pattern oracle = oracle(text, regex, matchCase);
		for (int i = 0; i < 20; i++) {
			String line = line(random, random.nextInt(15));
			assertThat(find(expression, line)).as("%s case %s in '%s'", text, matchCase, line)
				.isEqualTo(find(oracle, line));
			assertThat(expression.count(line.getBytes(StandardCharsets.UTF_8))).isEqualTo(find(oracle, line).size());
		}
	}

	private static Pattern oracle(String text, boolean regex, boolean matchCase) {
		return Pattern.compile(regex ? text : Pattern.quote(text), matchCase ? 0 : Pattern.CASE_INSENSITIVE);
	}

	private static List<String> find(Pattern oracle, String line) {
		List<String> spans = new ArrayList<>();
		for (Matcher matcher = oracle.matcher(line); matcher.find();) {
			if (matcher.end() > matcher.start()) {
				spans.add(matcher.start() + "-" + matcher.end());
			}
		}
		return spans;
	}

	private static List<String> find(Expression expression, String line) {
		List<String> spans = new ArrayList<>();
		expression.find(line, (start, end) -> spans.add(start + "-" + end));
		return spans;
	}

	private static String expression(Random random, int depth) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(4); i >= 0; i--) {
			text.append((depth > 0 && random.nextInt(4) == 0)
					? (random.nextBoolean() ? "(" : "(?:") + expression(random, depth - 1) + ")"
					: ATOMS[random.nextInt(ATOMS.length)]);
			text.append((random.nextInt(3) == 0) ? SUFFIXES[random.nextInt(SUFFIXES.length)] : "");
			text.append((random.nextInt(6) == 0) ? "|" : "");
		}
		return text.toString();
	}

	/** Half of them of ASCII. */
	private static String line(Random random, int length) {
		int letters = random.nextBoolean() ? LETTERS.length : 13;
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < length; i++) {
			line.append(LETTERS[random.nextInt(letters)]);
		}
		return line.toString();
	}

	@ParameterizedTest
	@ValueSource(strings = { "error", "err[a-z]+ in \\d+ ms$", "\\bfailed\\b", "^(a|b)+?c{2,9}", "Über.*[^x]", "(a+)+$",
			"[\\w.]+@\\w+", "naïve|[à-ÿ]+" })
	void usualExpressionsAreFast(String text) {
		assertThat(ProgramParser.expression(text, true)).isPresent();
		assertThat(ProgramParser.expression(text, false)).isPresent();
	}

	/** Its states are 2 to the power of 20, and few of them are kept. */
	@ParameterizedTest
	@ValueSource(strings = { "a[ab]{20}c", "c[ab]{20}a" })
	void anExpressionOfMoreStatesThanAreKeptIsRight(String text) {
		Expression expression = Expression.of(text, true, true);
		Random random = new Random(1);
		List<String> found = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			StringBuilder line = new StringBuilder();
			while (line.length() < 16_000) {
				line.append("aabb".charAt(random.nextInt(4)));
				line.append((random.nextInt(100) == 0) ? "c" : "");
			}
			List<String> spans = find(expression, line.toString());
			assertThat(spans).isEqualTo(find(oracle(text, true, true), line.toString()));
			found.addAll(spans);
		}
		assertThat(found).isNotEmpty();
	}

	/** What is canonically equal to a letter is found as that letter is. */
	@ParameterizedTest(name = "{0} regex={1} in {2}")
	@CsvSource({ "\u00e9, false, caf\u00e9 cafe\u0301, 3-4 8-10", "e\u0301, false, caf\u00e9 cafe\u0301, 3-4 8-10",
			"\u00c9, false, cafe\u0301, 3-5", "\u01d8, false, \u01d8 u\u0308\u0301 \u00fc\u0301, 0-1 2-5 6-8",
			"\uac00, false, \uac00\u1100\u1161, 0-1 1-3", "caf\u00e9$, true, cafe\u0301, 0-5",
			"(\u00e9|x)+, true, \u00e9xe\u0301, 0-4", "a\u0308, false, a b, ''" })
	void findsWhatIsCanonicallyEqual(String text, boolean regex, String line, String spans) {
		assertThat(String.join(" ", find(Expression.of(text, regex, false), line))).isEqualTo(spans);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a{100}b{100}", "(a{10}){10}b{90}", "[{900}]{2}", "\\Qa{900}\\E{2}", "a\\{900}{2}" })
	void anExpressionMayRepeatThisAndThenThat(String text) {
		assertThat(Expression.of(text, true, true).capped()).isFalse();
	}

	@ParameterizedTest(name = "{0} is {1}")
	@CsvSource({ "abc, 3", "a{3}b, 4", "(ab){3}, 6", "'((a{2,5}){3}|b){2}', 34", "[a(]{4}, 4", "'x{2,}', 2", "a), 2",
			"(a, 1" })
	void anExpressionHasALengthThatIsWrittenOut(String text, int length) {
		assertThat(Repetitions.writtenOut(text)).isBetween((double) length - 1, (double) length);
	}

}
