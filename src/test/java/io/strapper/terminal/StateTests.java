package io.strapper.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.strapper.log.RandomLog;
import io.strapper.testing.SeededTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A terminal that goes on from a saved state is the terminal that was saved. */
class StateTests {

	/** What random logs seldom have: states that only show later. */
	private static final byte[] RARE = Screenful
		.bytes("é日👍🏽e\u0301␛[31;1;7mred␛[38:2::1:2:3mrgb␍␛[4hins␛[4lx␊␛]8;;https://e.com␛\\link␛[12G␛H␛[3g␛[20G␛H␍␉tab"
				+ "␊␛[44m␛[Kone␊two␛[2AX␛7␛[5;20r␛[?6h␛[3;3Hin␊␛8back␛(0qq␎␛)0x␏␛(B␛P1$r␛\\␛[?1049halt␛[?1049l␛]0;title␇"
				+ "␛[3bA␛[4b\u009b32mgreen\u0085␛[5;3Hx" + "w".repeat(67_000) + "␛[41m␛[2Jend");

	@Test
	void everySplitGoesOnAsIfNothingHadHappened() {
		for (int split = 0; split < RARE.length; split += (split > 400 && split < RARE.length - 200) ? 997 : 1) {
			assertThat(restoredAt(RARE, split)).as("split at %d", split).isEqualTo(plainFrom(RARE, split));
		}
	}

	@SeededTest(10)
	void anySplitOfARandomLogGoesOnAsIfNothingHadHappened(long seed) {
		byte[] log = RandomLog.of(seed, 3000);
		Random random = new Random(seed);
		for (int i = 0; i < 40; i++) {
			int split = random.nextInt(log.length);
			assertThat(restoredAt(log, split)).as("split at %d", split).isEqualTo(plainFrom(log, split));
		}
	}

	@Test
	void aStateOfOrdinaryLinesIsSmall() {
		Terminal terminal = new Terminal((number, line) -> {
		});
		byte[] log = "\u001b[32mok\u001b[0m 10:20:30 installing package of some name\n".repeat(500).getBytes();
		terminal.write(log, 0, log.length);

		assertThat(save(terminal)).hasSizeLessThan(8 << 10);
	}

	@Test
	void aStateThatIsTooLargeIsNone() {
		Screenful screen = Screenful.of(("e" + "\u0301".repeat(31)).repeat(50_000));

		assertThat(screen.terminal().save(1 << 20)).isEmpty();
		assertThat(screen.write("␊".repeat(200)).terminal().save(1 << 20)).isPresent();
	}

	private static List<String> plainFrom(byte[] log, int split) {
		List<String> frozen = new ArrayList<>();
		Terminal terminal = new Terminal((number, line) -> frozen.add(show(number, line)));
		terminal.write(log, 0, split);
		frozen.clear();
		terminal.write(log, split, log.length - split);
		return all(frozen, terminal);
	}

	private static List<String> restoredAt(byte[] log, int split) {
		Terminal before = new Terminal((number, line) -> {
		});
		before.write(log, 0, split);
		List<String> frozen = new ArrayList<>();
		Terminal terminal = Terminal.restore(save(before), (number, line) -> frozen.add(show(number, line)));
		assertThat(save(terminal)).isEqualTo(save(before));
		assertThat(terminal.takeTouched()).isEqualTo(terminal.lineCount());
		terminal.write(log, split, log.length - split);
		return all(frozen, terminal);
	}

	private static byte[] save(Terminal terminal) {
		return terminal.save(Integer.MAX_VALUE).orElseThrow();
	}

	private static List<String> all(List<String> frozen, Terminal terminal) {
		for (long number = terminal.frozen(); number < terminal.lineCount(); number++) {
			frozen.add(show(number, terminal.line(number)));
		}
		return frozen;
	}

	private static String show(long number, Line line) {
		return number + (line.continued() ? "+" : ":") + HtmlRenderer.html(line);
	}

}
