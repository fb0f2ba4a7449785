package io.strapper.journey;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link BigLogs} in small; with {@code -Dscale.lines=10000000 -Dscale.logs=10} in full.
 */
class BigLogTests {

	@TempDir
	private Path folder;

	@Test
	void logsOfAnySizeLoseNothing() throws Exception {
		assertThat(
				BigLogs.measure(this.folder, Long.getLong("scale.lines", 20_000), Integer.getInteger("scale.logs", 2))
					.wrong())
			.isEmpty();
	}

}
