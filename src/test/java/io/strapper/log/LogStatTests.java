package io.strapper.log;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Who laid hands on a log is found out by what two looks tell. */
class LogStatTests {

	@TempDir
	private Path folder;

	private Path log;

	private Optional<LogStat> before = Optional.empty();

	@BeforeEach
	void write() throws Exception {
		this.log = Files.writeString(this.folder.resolve("log"), "12345");
		this.before = LogStat.of(this.log);
	}

	private Optional<Tampering> tampering() throws Exception {
		return LogStat.tampering(this.before, LogStat.of(this.log));
	}

	@Test
	void aLogThatGrowsIsWhole() throws Exception {
		Files.writeString(this.log, "1234567");

		assertThat(tampering()).isEmpty();
		assertThat(LogStat.of(this.log).orElseThrow().changedSince(this.before.orElseThrow())).isTrue();
		assertThat(LogStat.tampering(Optional.empty(), Optional.empty())).isEmpty();
		assertThat(LogStat.tampering(Optional.empty(), this.before)).isEmpty();
	}

	@Test
	void aShorterOneIsNot() throws Exception {
		Files.writeString(this.log, "1234");

		assertThat(tampering()).contains(Tampering.SHORTENED);
	}

	@Test
	void anotherOneIsNot() throws Exception {
		Files.move(Files.writeString(this.folder.resolve("other"), "1234567"), this.log,
				StandardCopyOption.REPLACE_EXISTING);

		assertThat(tampering()).contains(Tampering.REPLACED);
	}

	@Test
	void oneThatIsGoneIsNot() throws Exception {
		Files.delete(this.log);

		assertThat(tampering()).contains(Tampering.DELETED);
	}

	@Test
	void whatIsNoFileIsNot() throws Exception {
		assertThat(LogStat.tampering(Optional.empty(), LogStat.of(this.folder))).contains(Tampering.NOT_A_FILE);
	}

}
