package io.strapper.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where secrets come from, and what is said when one cannot be used. */
class SecretSourceTests {

	@TempDir
	Path folder;

	@BeforeEach
	void file() throws IOException {
		Files.createDirectory(this.folder.resolve("secrets"));
		write("secrets/TOKEN", "s3cret-value\n", "rw-------");
	}

	private void write(String name, String text, String mode) throws IOException {
		Path file = this.folder.resolve(name);
		Files.writeString(file, text);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
	}

	private Secret read(SecretSource source, Map<String, String> server) throws UnusableSecretException {
		return source.read(this.folder, server);
	}

	@Test
	void aFileIsInTheAppsFolderUnlessItSaysOtherwise() throws Exception {
		write("elsewhere", "another-value\r\n", "r--------");

		assertThat(read(SecretSource.file("TOKEN"), Map.of()).value()).isEqualTo("s3cret-value");
		for (String place : new String[] { "elsewhere", this.folder.resolve("elsewhere").toString() }) {
			SecretSource source = SecretSource.parse("TOKEN", "file", place).orElseThrow();
			assertThat(read(source, Map.of()).value()).isEqualTo("another-value");
		}
	}

	@Test
	void aVariableOfTheServerAndACredentialOfSystemdAreSources() throws Exception {
		write("blog-key", "the-credential", "r--r-----");
		SecretSource variable = SecretSource.parse("TOKEN", "env", "BLOG_TOKEN").orElseThrow();
		SecretSource credential = SecretSource.parse("TOKEN", "credential", "blog-key").orElseThrow();

		assertThat(read(variable, Map.of("BLOG_TOKEN", "the-variable")).value()).isEqualTo("the-variable");
		assertThat(read(credential, Map.of("CREDENTIALS_DIRECTORY", this.folder.toString())).value())
			.isEqualTo("the-credential");
		assertThat(SecretSource.parse("TOKEN", "credential", "../blog-key")).isEmpty();
		assertThat(SecretSource.parse("TOKEN", "vault", "x")).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			file       | missing  | missing does not exist
			file       | secrets  | secrets is not a file
			file       | open     | Run `chmod 600 open`
			file       | short    | shorter than 6 characters
			file       | nul      | NUL
			file       | long     | longer than 8192 bytes
			env        | NO_SUCH  | no environment variable NO_SUCH
			credential | blog-key | LoadCredential=blog-key
			""")
	void whatCannotBeUsedIsSaidWithoutTheValue(String kind, String place, String sentence) throws IOException {
		write("open", "s3cret-value", "rw-r-----");
		write("short", "abc\nde\n", "rw-------");
		write("nul", "s3cret\0value", "rw-------");
		write("long", "s3cret".repeat(2000), "rw-------");
		SecretSource source = SecretSource.parse("TOKEN", kind, place).orElseThrow();

		assertThatThrownBy(() -> read(source, Map.of())).isInstanceOf(UnusableSecretException.class)
			.hasMessageStartingWith("Secret TOKEN: ")
			.hasMessageContaining(sentence)
			.hasMessageNotContainingAny("s3cret", "abc");
	}

}
