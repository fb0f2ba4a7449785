package io.strapper.crash;

import java.nio.file.Path;

import io.strapper.testing.SeededTest;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A few rounds of {@link NodeRounds}, whose own run takes a hundred. */
class NodeCrashTests {

	@TempDir
	private Path folder;

	@SeededTest(1)
	void killingNodesAndTheirEnginesAtAnyMomentCostsNothing(long seed) throws Exception {
		assertThat(NodeRounds.run(this.folder, Integer.getInteger("crash.rounds", 2), seed).wrong()).isEmpty();
	}

}
