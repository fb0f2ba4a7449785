package io.strapper.process;

import java.io.IOException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LaunchExceptionTests {

	@ParameterizedTest
	@ValueSource(strings = { "Cannot run program \"/a \": b\" (in directory \"/c\"): error=24, Too many open files",
			"Cannot run program \"/a\": Exec failed, error: 24 (Too many open files)",
			"Cannot run program \"/a\": Bad file descriptor, error: 24 (Too many open files) \nPossible reasons:\n  - (x)",
			"Cannot run program \"/a\" (in directory \"/c\"): Too many open files", "Too many open files" })
	void theCauseIsTheSystemsWords(String message) {
		assertThat(LaunchException.cause(new IOException(message))).isEqualTo("Too many open files");
	}

}
