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

	private long millis;

	@Test
	void looksAtTheBeginningOnlyWhileTheExitCodeIsStillToCome() {
		Termination termination = new Termination(this.tree, Duration.ofMinutes(1), () -> this.millis * 1_000_000);

		for (int i = 0; i < 1000; i++) {
			assertThat(termination.over(true)).isFalse();
		}

		assertThat(this.tree.looks).isEqualTo(1);
		assertThat(this.tree.asked).isEqualTo(1);
	}

	@Test
	void looksOnceBeforeItKills() {
		Termination termination = new Termination(this.tree, Duration.ZERO, () -> this.millis * 1_000_000);

		assertThat(termination.over(true)).isFalse();
		assertThat(termination.over(true)).isFalse();

		assertThat(this.tree.looks).isEqualTo(2);
		assertThat(this.tree.killed).isEqualTo(1);
	}

	@Test
	void looksEverLessOftenWhileProcessesAreLeft() {
		Termination termination = new Termination(this.tree, Duration.ofMinutes(1), () -> this.millis * 1_000_000);

		for (this.millis = 0; this.millis < 800; this.millis++) {
			assertThat(termination.over(false)).isFalse();
		}

		// At the beginning, then after 50, 150, 350 and 750 ms
		assertThat(this.tree.looks).isEqualTo(5);
		assertThat(termination.trouble()).startsWith("Some processes could not be killed and are still running: ");
	}

	private static final class CountingTree extends ProcessTree {

		private int looks;

		private int asked;

		private int killed;

		CountingTree() {
			super(new WrapperFiles(new RunDirectory(Path.of("/no/such/folder"))), "none");
		}

		@Override
		void terminate(List<ProcessHandle> all) {
			this.asked += all.size();
		}

		@Override
		void kill(List<ProcessHandle> all) {
			this.killed += all.size();
		}

		@Override
		List<ProcessHandle> left() {
			this.looks++;
			return List.of(ProcessHandle.current());
		}

	}

}
