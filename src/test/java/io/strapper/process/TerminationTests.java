package io.strapper.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.strapper.run.RunDirectory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How often a cancel looks at all the processes of the machine. */
class TerminationTests {

	private final CountingTree tree = new CountingTree();

	@Test
	void looksAtTheBeginningOnlyWhileTheExitCodeIsStillToCome() {
		Termination termination = new Termination(this.tree, Duration.ofMinutes(1));

		for (int i = 0; i < 1000; i++) {
			assertThat(termination.over(true)).isFalse();
		}

		assertThat(this.tree.looks).isEqualTo(2);
	}

	@Test
	void looksEverLessOftenWhileProcessesAreLeft() {
		Termination termination = new Termination(this.tree, Duration.ofMinutes(1));
		long end = System.nanoTime() + Duration.ofMillis(800).toNanos();

		while (System.nanoTime() < end) {
			assertThat(termination.over(false)).isFalse();
		}

		// Twice at the beginning, then after 50, 150, 350 and 750 ms
		assertThat(this.tree.looks).isBetween(3, 6);
		assertThat(termination.trouble()).startsWith("Processes that could not be ended are still there: ");
	}

	private static final class CountingTree extends ProcessTree {

		private int looks;

		CountingTree() {
			super(new WrapperFiles(new RunDirectory(Path.of("/no/such/folder"))), "none");
		}

		@Override
		List<ProcessHandle> terminate() {
			return left();
		}

		@Override
		List<ProcessHandle> kill() {
			return left();
		}

		@Override
		List<ProcessHandle> left() {
			this.looks++;
			return List.of(ProcessHandle.current());
		}

	}

}
