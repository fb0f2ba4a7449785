package io.strapper.crash;

import java.nio.file.Path;

import io.strapper.testing.SeededTest;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A few rounds of {@link CrashRounds}, whose own run takes a hundred. */
class CrashTests {

	@TempDir
	private Path folder;

	@SeededTest(1)
	void killingTheServerAtAnyMomentCostsNothing(long seed) throws Exception {
		assertThat(CrashRounds.run(this.folder, Integer.getInteger("crash.rounds", 2), seed).wrong()).isEmpty();
	}

}
