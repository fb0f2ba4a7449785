package io.strapper.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FollowerTests {

	@TempDir
	private Path folder;

	private Follower follower;

	private Path log() {
		Path log = this.folder.resolve("log");
		this.follower = new Follower(log, new LogIndex(log), 16);
		return log;
	}

	@AfterEach
	void close() throws IOException {
		this.follower.close();
	}

	private static void append(Path log, String text) throws IOException {
		Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	@Test
	void aFileThatIsNotThereYetIsWaitedFor() throws Exception {
		Path log = log();

		assertThat(this.follower.poll()).isEmpty();
		append(log, "first");

		assertThat(this.follower.poll().orElseThrow().lines()).containsExactly("first");
	}

	@Test
	void nothingNewIsNothingToTell() throws Exception {
		append(log(), "first");
		this.follower.poll();

		assertThat(this.follower.poll()).isEmpty();
	}

	@Test
	void oneChunkAPollAndSaysThatItIsBehind() throws Exception {
		append(log(), "0123456789abcdefXYZ");

		Delta first = this.follower.poll().orElseThrow();
		boolean behind = this.follower.behind();
		Delta second = this.follower.poll().orElseThrow();

		assertThat(first.to()).isEqualTo(16);
		assertThat(behind).isTrue();
		assertThat(second.from()).isEqualTo(16);
		assertThat(second.lines()).containsExactly("0123456789abcdefXYZ");
		assertThat(this.follower.behind()).isFalse();
	}

	@Test
	void aCharacterThatIsCutByTheChunkIsWhole() throws Exception {
		append(log(), "123456789012345é");

		Optional<Delta> first = this.follower.poll();
		Delta second = this.follower.poll().orElseThrow();

		assertThat(first.orElseThrow().to()).isEqualTo(16);
		assertThat(second.lines()).containsExactly("123456789012345é");
		assertThat(second.to()).isEqualTo("123456789012345é".getBytes(StandardCharsets.UTF_8).length);
	}

	@Test
	void aFileThatShrinksIsFollowedNoFurtherAndWhatWasReadStays() throws Exception {
		Path log = log();
		append(log, "12345");
		this.follower.poll();
		Files.writeString(log, "1");

		assertThatThrownBy(this.follower::poll).isInstanceOf(LogLostException.class).hasMessageContaining("shorter");
		assertThat(this.follower.transcript().snapshot(10).orElseThrow().lines()).containsExactly("12345");
	}

	@Test
	void aFileThatVanishesIsFollowedNoFurther() throws Exception {
		Path log = log();
		append(log, "12345");
		this.follower.poll();
		Files.delete(log);

		assertThatThrownBy(this.follower::poll).isInstanceOf(LogLostException.class).hasMessageContaining("deleted");
	}

	@Test
	void aFileThatIsReplacedIsFollowedNoFurther() throws Exception {
		Path log = log();
		append(log, "12345");
		this.follower.poll();
		Path other = Files.writeString(this.folder.resolve("other"), "123456789");
		Files.move(other, log, StandardCopyOption.REPLACE_EXISTING);

		assertThatThrownBy(this.follower::poll).isInstanceOf(LogLostException.class).hasMessageContaining("replaced");
	}

}
