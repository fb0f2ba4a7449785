package io.strapper.live;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.strapper.outline.Finding;
import io.strapper.outline.Group;
import io.strapper.outline.Outline;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutlineFormatTests {

	private static final Finding ERROR = new Finding(12_000_000_000L, "src/a.c:1:2: error: ‘x’ 😀");

	private static final Outline OUTLINE = new Outline(ERROR, List.of(new Finding(1, "error: y"), ERROR),
			List.of(new Finding(0, "warning: z")),
			List.of(new Group("Büild", 0, 1, 12_000_000_001L, true, Group.State.FAILED),
					new Group("Test", 1, 2, 3, false, Group.State.RUNNING)));

	@Test
	void readsBackWhatItWrote() {
		assertThat(OutlineFormat.read(OutlineFormat.write(OUTLINE))).contains(OUTLINE);
		assertThat(OutlineFormat.read(OutlineFormat.write(Outline.EMPTY))).contains(Outline.EMPTY);
	}

	@Test
	void anOutlineOfANewerReleaseIsNone() {
		byte[] bytes = OutlineFormat.write(OUTLINE);
		bytes[Integer.BYTES - 1]++;

		assertThat(OutlineFormat.read(bytes)).isEmpty();
	}

	@Test
	void takesNoDamagedBytesForAnOutline() {
		byte[] bytes = OutlineFormat.write(OUTLINE);
		Random random = new Random(7);
		for (int i = 0; i < 1000; i++) {
			byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 10));
			if (damaged.length >= bytes.length) {
				damaged[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
			}
			assertThat(OutlineFormat.read(damaged)).isEmpty();
		}
		assertThat(OutlineFormat.read("nonsense".getBytes(StandardCharsets.UTF_8))).isEmpty();
	}

}
