package io.strapper.terminal;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The law <i>cost</i>: <i>n</i> bytes of a log cost at most a constant times <i>n</i>,
 * counted in the cells, runs of style and rows that are written or moved, whatever was
 * written before. Every final byte of a control sequence is tried, known or not.
 */
class CostTests {

	/** Of the bytes that come before: they are few, and not counted. */
	private static final String[] COUNTS = { "", "9", "159", "16777215" };

	private static final String[] COMPANIONS = { "", "␍a", "␈a", "日", "e\u0301", "␛[H", "␛[99Hx", "␛[999G", "␍␛[9C",
			"␛H" };

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			# name                  | what comes before
			an empty window         | ''
			stops in every column   | ␍TABS␍
			stops behind the margin | ␛HLONG
			a window full of styles | STYLES
			wide characters         | WIDE
			marks                   | MARKS
			insert mode and styles  | STYLES␛[4h
			insert mode and wide    | WIDE␛[4h␍
			a line that has wrapped | LONG␍
			no autowrap             | ␛[?7lSTYLES
			a region                | WIDE␛[2;99r␛[99H
			a region at the top     | STYLES␛[1;99r␛[99H
			the origin mode         | LONG␛[5;50r␛[?6h
			special graphics        | LONG␛(0
			a saved cursor          | STYLES␛7␛[H
			""")
	void ofEveryControlIsBounded(String name, String before) {
		String prefix = before.replace("STYLES", styles())
			.replace("WIDE", "日".repeat(80 * 100))
			.replace("MARKS", ("e" + "\u0301".repeat(32)).repeat(160 * 100))
			.replace("LONG", "x".repeat(5000))
			.replace("TABS", "x␛H".repeat(159));
		for (char last = 0x40; last < 0x7F; last++) {
			for (String count : COUNTS) {
				Screenful screen = Screenful.of(prefix);
				for (String companion : COMPANIONS) {
					check(screen, companion + "␛[" + count + last);
				}
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			STYLES␛[4h            | a␈
			STYLES␛[1;99r␛[99H    | ␊
			STYLES␛[H             | ␛M
			STYLES                | ␛D
			STYLES                | ␛c
			STYLES                | x␛[?47h␛[?47l
			LONG                  | ␍a
			''                    | ␛]8;;http://a␇x␛]8;;http://b␇y
			STYLES                | ␛[H␛[Jx
			''                    | ␛[99Hx␛[2J
			""")
	void ofOthersIsBounded(String before, String piece) {
		check(Screenful.of(before.replace("STYLES", styles()).replace("LONG", "x".repeat(5000))), piece);
	}

	/** Measured after a first round, which may pay for what came before. */
	private static void check(Screenful screen, String piece) {
		byte[] bytes = Screenful.bytes(piece.repeat(20));
		screen.write(bytes, 0, bytes.length);
		long before = screen.terminal().steps();
		screen.write(bytes, 0, bytes.length);

		assertThat(screen.terminal().steps() - before).as(piece).isLessThan(HostileInput.STEPS * bytes.length);
	}

	/** A window in which each cell looks different from its neighbours. */
	private static String styles() {
		StringBuilder styles = new StringBuilder();
		for (int i = 0; i < 160 * 100; i++) {
			styles.append("␛[3").append(i % 8).append("mx");
		}
		return styles.toString();
	}

}
