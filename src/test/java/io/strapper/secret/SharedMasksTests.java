package io.strapper.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes that read the log of one run. */
class SharedMasksTests {

	@TempDir
	private Path run;

	private final AtomicLong clock = new AtomicLong();

	private RunMasks masks() {
		return new RunMasks(this.run, Set::of, new MaskCache(), true, this.clock::get);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private Set<SecretValue> kept() throws IOException {
		return KeptValues.read(this.run).values();
	}

	@Test
	void hideWhatTheOtherHasFoundASecondLater() {
		RunMasks owner = masks();
		RunMasks reader = masks();
		long before = reader.mask().version();
		owner.declared(List.of(bytes("hunter2")), 100);

		this.clock.addAndGet(1_000_000_000);

		assertThat(reader.mask().version()).isEqualTo(owner.mask().version()).isNotEqualTo(before);
	}

	@Test
	void overwriteNothingThatTheOtherKeeps() throws IOException {
		RunMasks owner = masks();
		RunMasks reader = masks();
		owner.declared(List.of(bytes("hunter2")), 100);

		reader.declared(List.of(bytes("swordfish")), 200);

		assertThat(kept()).containsExactlyInAnyOrder(new SecretValue(bytes("hunter2"), true),
				new SecretValue(bytes("swordfish"), true));
	}

	@Test
	void keepAgainWhatTheOtherHasOverwritten() throws IOException {
		RunMasks owner = masks();
		owner.declared(List.of(bytes("hunter2")), 100);
		// As if the other one had read the file before that, and written it after it
		new KeptValues(200, Set.of(new SecretValue(bytes("swordfish"), true))).write(this.run);

		this.clock.addAndGet(1_000_000_000);
		owner.mask();

		assertThat(kept()).hasSize(2);
	}

	@Test
	void keepNothingOfALogThatWasRemoved() throws IOException {
		RunMasks owner = masks();
		owner.declared(List.of(bytes("hunter2")), 100);
		Files.delete(this.run.resolve(KeptValues.NAME));

		this.clock.addAndGet(1_000_000_000);
		owner.mask();

		assertThat(this.run).isEmptyDirectory();
	}

}
