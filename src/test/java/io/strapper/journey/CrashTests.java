package io.strapper.journey;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A few rounds of {@link CrashRounds}, whose own run takes a hundred. */
class CrashTests {

	@TempDir
	private Path folder;

	@Test
	void killingTheServerAtAnyMomentCostsNothing() throws Exception {
		assertThat(CrashRounds.run(this.folder, Integer.getInteger("crash.rounds", 2), System.nanoTime()).wrong())
			.isEmpty();
	}

}
