package io.strapper.journey;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link MixedLoad} for a moment; with {@code -Dload.seconds=1800} for half an hour.
 */
class MixedLoadTests {

	@TempDir
	private Path folder;

	@Test
	void attackersTakeNothingFromOthers() throws Exception {
		Duration length = Duration.ofSeconds(Long.getLong("load.seconds", 20));

		assertThat(MixedLoad
			.measure(this.folder, length, Integer.getInteger("load.runs", 20), Integer.getInteger("load.viewers", 200))
			.wrong()).isEmpty();
	}

}
