package io.strapper.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.strapper.testing.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Counting, which is fast, is held to finding, which is simple. */
class ExpressionTests {

	private static final String[] ATOMS = { "a", "b", "k", "S", "0", "_", " ", "-", "é", "ſ", "😀", ".", "^", "$",
			"\\b", "\\B", "\\d", "\\W", "\\w", "\\s", "\\S", "\\.", "[ab]", "[^a]", "[a-k0-]", "[^\\w]", "[]é-ü]",
			"(?i)b", "[[:alpha:]]", "\\x61", "}", "]" };

	private static final String[] SUFFIXES = { "*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{2,}", "{0,2}?" };

	private static final String[] LETTERS = { "a", "a", "b", "A", "B", "k", "K", "S", "0", "_", " ", "-", ".", "é", "É",
			"ü", "ſ", "\u212A", "😀" };

	@SeededTest(3)
	void countsWhatItFinds(long seed) {
		Random random = new Random(seed);
		for (int i = 0; i < 1500; i++) {
			boolean regex = random.nextInt(5) > 0;
			boolean matchCase = random.nextBoolean();
			String text = regex ? expression(random, 3) : line(random, 1 + random.nextInt(3));
			try {
				hold(Expression.of(text, regex, matchCase), random, text + " case " + matchCase);
			}
			catch (UnreadableExpressionException ex) {
				// Not every one is an expression
			}
		}
	}

	private static void hold(Expression expression, Random random, String name) {
		for (int i = 0; i < 20; i++) {
			String line = line(random, random.nextInt(15));
			assertThat(expression.count(line.getBytes(StandardCharsets.UTF_8))).as("%s in '%s'", name, line)
				.isEqualTo(find(expression, line));
		}
	}

	private static int find(Expression expression, String line) {
		return expression.find(line, (start, end) -> {
		});
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
			"[\\w.]+@\\w+" })
	void usualExpressionsAreFast(String text) {
		assertThat(ProgramParser.expression(text, true)).isPresent();
		assertThat(ProgramParser.expression(text, false)).isPresent();
	}

	/** Its states are 2 to the power of 20, and few of them are kept. */
	@Test
	void anExpressionOfMoreStatesThanAreKeptIsRight() {
		Expression expression = Expression.of("a[ab]{20}c", true, true);
		Random random = new Random(1);
		List<String> found = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			StringBuilder line = new StringBuilder();
			while (line.length() < 16_000) {
				line.append("aabb".charAt(random.nextInt(4)));
				line.append((random.nextInt(100) == 0) ? "c" : "");
			}
			hold(expression, random, "many states");
			int count = expression.count(line.toString().getBytes(StandardCharsets.US_ASCII));
			assertThat(count).isEqualTo(find(expression, line.toString()));
			found.add("" + count);
		}
		assertThat(found).anyMatch((count) -> !count.equals("0"));
	}

}
