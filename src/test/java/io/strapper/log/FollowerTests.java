package io.strapper.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

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
		this.follower = new Follower(log, new LogIndex(log), null, 16);
		return log;
	}

	@AfterEach
	void close() throws IOException {
		this.follower.close();
	}

	private static void append(Path log, String text) throws IOException {
		Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	private Delta delta() throws Exception {
		assertThat(this.follower.poll()).isTrue();
		return this.follower.transcript().takeDelta();
	}

	@Test
	void aFileThatIsNotThereYetIsWaitedFor() throws Exception {
		Path log = log();

		assertThat(this.follower.poll()).isFalse();
		append(log, "first");

		assertThat(delta().lines()).containsExactly("first");
	}

	@Test
	void nothingNewIsNothingToTell() throws Exception {
		append(log(), "first");
		this.follower.poll();

		assertThat(this.follower.poll()).isFalse();
	}

	@Test
	void oneChunkAPollAndSaysThatItIsBehind() throws Exception {
		append(log(), "0123456789abcdefXYZ");

		Delta first = delta();
		boolean behind = this.follower.behind();
		Delta second = delta();

		assertThat(first.to()).isEqualTo(16);
		assertThat(behind).isTrue();
		assertThat(second.from()).isEqualTo(16);
		assertThat(second.lines()).containsExactly("0123456789abcdefXYZ");
		assertThat(this.follower.behind()).isFalse();
	}

	@Test
	void aCharacterThatIsCutByTheChunkIsWhole() throws Exception {
		append(log(), "123456789012345é");

		Delta first = delta();
		Delta second = delta();

		assertThat(first.to()).isEqualTo(16);
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
