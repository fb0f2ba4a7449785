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

	private final byte[] buffer = new byte[16];

	private Follower follower;

	private Path log() {
		Path log = this.folder.resolve("log");
		this.follower = new Follower(new RunLog(log));
		return log;
	}

	@AfterEach
	void close() throws IOException {
		this.follower.close();
	}

	private static void append(Path log, String text) throws IOException {
		Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	private boolean poll() throws Exception {
		return this.follower.poll(this.buffer);
	}

	private Delta delta() throws Exception {
		assertThat(poll()).isTrue();
		return this.follower.transcript().takeDelta();
	}

	@Test
	void aFileThatIsNotThereYetIsWaitedFor() throws Exception {
		Path log = log();

		assertThat(poll()).isFalse();
		append(log, "first");

		assertThat(delta().lines()).containsExactly("first");
	}

	@Test
	void nothingNewIsNothingToTell() throws Exception {
		append(log(), "first");
		poll();

		assertThat(poll()).isFalse();
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
		poll();
		Files.writeString(log, "1");

		assertThatThrownBy(this::poll).isInstanceOf(LogLostException.class).hasMessageContaining("shortened");
		assertThat(this.follower.transcript().snapshot(10).orElseThrow().lines()).containsExactly("12345");
	}

	@Test
	void aFileThatVanishesIsFollowedNoFurther() throws Exception {
		Path log = log();
		append(log, "12345");
		poll();
		Files.delete(log);

		assertThatThrownBy(this::poll).isInstanceOf(LogLostException.class).hasMessageContaining("deleted");
	}

	@Test
	void aFileThatIsReplacedIsFollowedNoFurther() throws Exception {
		Path log = log();
		append(log, "12345");
		poll();
		Path other = Files.writeString(this.folder.resolve("other"), "123456789");
		Files.move(other, log, StandardCopyOption.REPLACE_EXISTING);

		assertThatThrownBy(this::poll).isInstanceOf(LogLostException.class).hasMessageContaining("replaced");
	}

}
