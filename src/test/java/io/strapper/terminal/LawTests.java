package io.strapper.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.strapper.testing.SeededTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LawTests {

	private static final byte[] SAMPLE = Screenful
		.bytes("é日👍🏽␛[31;1mred␛[38:2::1:2:3mrgb␍␛[2Kx␊␛]8;;https://e.com␛\\link␛]8;;␇"
				+ "␊one␊two␛[2AX␛[K␛[B␛P1$r␛\\␉t\u009b32mgreen\u0085\u009d0;t\u009cend␛[5;3Hx␛[2J␛[1;5rlast␛(0qq␛(B");

	@Test
	void chunkEverySplitRendersTheSame() {
		List<String> whole = Screenful.of(SAMPLE).html();

		for (int split = 0; split <= SAMPLE.length; split++) {
			Screenful screen = new Screenful().write(SAMPLE, 0, split).write(SAMPLE, split, SAMPLE.length - split);

			assertThat(screen.html()).as("split at %d", split).isEqualTo(whole);
		}
	}

	@SeededTest(1)
	void freezeALineNeverChangesOnceItLeftTheWindow(long seed) {
		Random random = new Random(seed);
		Screenful screen = new Screenful();
		List<String> before = new ArrayList<>();

		for (int i = 0; i < 2_000; i++) {
			int offset = random.nextInt(SAMPLE.length);
			screen.write(SAMPLE, offset, random.nextInt(SAMPLE.length - offset));
			List<String> now = screen.html();
			int frozen = (int) screen.terminal().frozen();

			assertThat(now.size()).isGreaterThanOrEqualTo(frozen).isGreaterThanOrEqualTo(before.size());
			assertThat(now.subList(0, before.size())).isEqualTo(before);
			before = new ArrayList<>(now.subList(0, frozen));
		}
	}

	/** Views of any state since the lines were touched the last time. */
	@SeededTest(1)
	void touchedCoversEveryChange(long seed) {
		Random random = new Random(seed);
		HostileInput input = new HostileInput(random.nextLong());

		for (int log = 0; log < 300; log++) {
			Screenful screen = new Screenful();
			List<List<String>> views = new ArrayList<>(List.of(List.of()));
			for (int i = 0; i < 30; i++) {
				byte[] bytes = random.nextInt(3) == 0 ? rows(random) : input.bytes(random.nextInt());
				screen.write(bytes, 0, bytes.length);
				List<String> now = screen.html();
				if (random.nextBoolean()) {
					views.add(now);
					continue;
				}
				int touched = (int) screen.terminal().takeTouched();
				assertThat(touched).isLessThanOrEqualTo(now.size());
				for (List<String> view : views) {
					assertThat(view.size()).isGreaterThanOrEqualTo(touched);
					assertThat(view.subList(0, touched)).isEqualTo(now.subList(0, touched));
				}
				views = new ArrayList<>(List.of(now));
			}
		}
	}

	private static byte[] rows(Random random) {
		String text = switch (random.nextInt(5)) {
			case 0 -> "wrapped ".repeat(random.nextInt(60));
			case 1 -> "␊".repeat(random.nextInt(120));
			case 2 -> "line␊".repeat(random.nextInt(120));
			case 3 -> "␛[" + random.nextInt(110) + ";" + random.nextInt(170) + "H";
			default -> "␛[2K␛[" + random.nextInt(9) + "A␛[2K";
		};
		return Screenful.bytes(text);
	}

}
