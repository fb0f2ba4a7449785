package io.strapper.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

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

	@Test
	void freezeALineNeverChangesOnceItLeftTheWindow() {
		Random random = new Random(3);
		Screenful screen = new Screenful();
		List<String> before = new ArrayList<>();

		for (int i = 0; i < 2_000; i++) {
			int offset = random.nextInt(SAMPLE.length);
			screen.write(SAMPLE, offset, random.nextInt(SAMPLE.length - offset));
			List<String> now = screen.html();
			int frozen = (int) screen.terminal().frozen();

			assertThat(now.size()).isGreaterThanOrEqualTo(before.size());
			assertThat(now.subList(0, Math.min(frozen, before.size())))
				.startsWith(before.subList(0, Math.min(frozen, before.size())).toArray(String[]::new));
			before = now.subList(0, frozen);
		}
	}

	@Test
	void touchedCoversEveryChange() {
		Random random = new Random(4);
		Screenful screen = new Screenful();
		List<String> view = new ArrayList<>();

		for (int i = 0; i < 2_000; i++) {
			int offset = random.nextInt(SAMPLE.length);
			screen.write(SAMPLE, offset, random.nextInt(Math.min(12, SAMPLE.length - offset)));
			int touched = (int) screen.terminal().takeTouched();
			List<String> now = screen.html();

			assertThat(touched).isLessThanOrEqualTo(now.size());
			view = new ArrayList<>(view.subList(0, touched));
			view.addAll(now.subList(touched, now.size()));
			assertThat(view).isEqualTo(now);
		}
	}

}
