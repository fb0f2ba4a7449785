package io.strapper.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import io.strapper.log.Delta;
import io.strapper.log.Follower;
import io.strapper.log.FrozenPages;
import io.strapper.log.LastLine;
import io.strapper.log.LogBytes;
import io.strapper.log.Masks;
import io.strapper.log.RunLog;
import io.strapper.testing.SeededTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A log in a file, read under masks that may change. */
class MaskedLogTests {

	@TempDir
	Path home;

	private final AtomicLong clock = new AtomicLong();

	private final LogMasks all = new LogMasks(this.clock::get);

	private Path app;

	private Path run;

	private Path file;

	private Secrets secrets = Secrets.NONE;

	@BeforeEach
	void folders() throws IOException {
		this.app = Files.createDirectories(this.home.resolve("apps/blog"));
		this.run = Files.createDirectories(this.home.resolve("runs/blog/1"));
		this.file = this.run.resolve("log");
		Files.createDirectories(this.app.resolve("secrets"));
	}

	private void secret(String name, String value) throws IOException {
		Path secret = this.app.resolve("secrets").resolve(name);
		Files.writeString(secret, value + "\n");
		Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
		List<SecretSource> sources = new ArrayList<>(this.secrets.sources());
		if (sources.stream().noneMatch((source) -> source.name().equals(name))) {
			sources.add(SecretSource.file(name));
		}
		this.secrets = new Secrets(this.app, sources);
		this.clock.addAndGet(2_000_000_000L);
	}

	private Masks masks() {
		return this.all.of(this.run, "blog", () -> this.secrets);
	}

	private RunLog log() throws IOException {
		RunLog log = new RunLog(this.file, 4096, masks());
		log.search();
		return log.isOutdated() ? new RunLog(this.file, 4096, masks()) : log;
	}

	private RunLog ended() throws IOException {
		RunLog log = log();
		log.end();
		return log;
	}

	private void append(String text) throws IOException {
		Files.writeString(this.file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	private static String text(RunLog log) throws IOException {
		return new String(bytes(log), StandardCharsets.UTF_8);
	}

	private static byte[] bytes(RunLog log) throws IOException {
		try (LogBytes bytes = log.open()) {
			byte[] all = new byte[(int) bytes.size()];
			assertThat(bytes.read(0, all, 0, all.length)).isEqualTo(all.length);
			return all;
		}
	}

	@SeededTest(40)
	void isTheSameWhereverTheReadingBegins(long seed) throws IOException {
		Random random = new Random(seed);
		secret("A", "hunter2");
		secret("B", "s3cr'et/+pass");
		Files.write(this.file, Coloured.log(random, List.of("hunter2", "s3cr'et/+pass"), 40_000));
		RunLog log = ended();
		byte[] whole = bytes(log);

		try (LogBytes bytes = log.open()) {
			int offset = 0;
			for (int i = 0; i < 200; i++) {
				byte[] some = new byte[1 + random.nextInt(random.nextBoolean() ? 3000 : 30_000)];
				offset = (offset < whole.length && random.nextBoolean()) ? offset : random.nextInt(whole.length);
				int read = bytes.read(offset, some, 0, some.length);
				assertThat(read).isEqualTo(Math.min(some.length, whole.length - offset));
				assertThat(new String(some, 0, read, StandardCharsets.ISO_8859_1))
					.isEqualTo(new String(whole, offset, read, StandardCharsets.ISO_8859_1));
				offset += read;
			}
		}
		assertThat(whole).hasSize((int) Files.size(this.file));
		assertThat(new String(whole, StandardCharsets.UTF_8)).doesNotContain("hunter2", "s3cr'et/+pass");
	}

	@Test
	void aBeginningIsHeldBackUntilMoreIsKnown() throws IOException {
		secret("A", "hunter2");
		append("my hunt");
		RunLog log = log();

		assertThat(text(log)).isEqualTo("my ");
		append("ing");
		assertThat(text(log)).isEqualTo("my hunting");
		append(" hunter");
		assertThat(text(log)).isEqualTo("my hunting ");
		append("2!");
		assertThat(text(log)).isEqualTo("my hunting *******!");
	}

	@Test
	void aFewBytesAreHeldBackForTwoSecondsOnly() throws IOException {
		secret("A", "hunter2");
		append("Continue? [y/n] h");
		RunLog log = log();
		assertThat(text(log)).isEqualTo("Continue? [y/n] ");
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.now().minusSeconds(3)));
		assertThat(text(log)).isEqualTo("Continue? [y/n] h");
		assertThat(LastLine.unfinished(log)).contains("Continue? [y/n] h");

		append("unter");
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.now().minusSeconds(3)));
		assertThat(text(log)).isEqualTo("Continue? [y/n] ");
	}

	@Test
	void theEndOfACompleteLogIsHidden() throws IOException {
		secret("A", "hunter2");
		append("my hunter");

		assertThat(text(ended())).isEqualTo("my ******");
	}

	@Test
	void aFollowerIsNotBehindWhileBytesAreHeldBack() throws Exception {
		secret("A", "hunter2");
		append("a line\nhunt");
		byte[] buffer = new byte[1000];
		RunLog log = log();
		try (Follower follower = new Follower(log)) {
			assertThat(follower.poll(buffer)).isTrue();
			assertThat(follower.poll(buffer)).isFalse();
			assertThat(follower.behind()).isFalse();
			log.end();
			assertThat(follower.poll(buffer)).isTrue();
			assertThat(follower.transcript().snapshot(10).orElseThrow().lines()).containsExactly("a line", "****");
		}
	}

	@Test
	void aSecretThatIsAddedLaterIsHiddenInOldLogsAndInWhatWasKeptOfThem() throws Exception {
		append("the old hunter2\n".repeat(2000));
		RunLog before = log();
		follow(before);
		before.keepOutline(new byte[] { 1, 2, 3 });
		assertThat(before.outline()).isPresent();
		assertThat(before.maskVersion()).isZero();

		secret("A", "hunter2");

		assertThat(before.isOutdated()).isTrue();
		before.retire();
		RunLog after = log();
		assertThat(after.outline()).isEmpty();
		assertThat(follow(after).lines()).containsOnly("the old *******");
		assertThat(new FrozenPages(after).snapshot(32_000, 0).lines()).hasSize(2000).containsOnly("the old *******");
		assertThat(new FrozenPages(log()).snapshot(32_000, 1500).lines()).containsOnly("the old *******");
	}

	private static Delta follow(RunLog log) throws Exception {
		byte[] buffer = new byte[1000];
		try (Follower follower = new Follower(log)) {
			while (follower.poll(buffer)) {
				continue;
			}
			return follower.transcript().takeDelta();
		}
	}

	@Test
	void aValueThatARunWasGivenStaysHiddenWhenItIsReplaced() throws Exception {
		secret("A", "the-old-value");
		this.all.given(this.run, "blog", () -> this.secrets, this.secrets.read());
		append("the-old-value the-new-value\n");
		secret("A", "the-new-value");

		assertThat(text(ended())).isEqualTo("************* *************\n");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.run.resolve("masks"))))
			.isEqualTo("rw-------");
		assertThat(new String(bytes(new RunLog(this.file, new LogMasks().of(this.run, "blog", () -> Secrets.NONE))),
				StandardCharsets.UTF_8))
			.isEqualTo("************* the-new-value\n");
	}

	@Test
	void aDeclaredSecretIsHiddenInTheWholeLog() throws IOException {
		append("before: opensesame\n\033[1m::add-mask::opensesame\r\nafter: b3BlbnNlc2FtZQ== opensesame\n");

		assertThat(text(log()))
			.isEqualTo("before: **********\n\033[1m::add-mask::**********\r\nafter: **************== **********\n"
				.replace("==", "**"));
	}

	@Test
	void nobodyReadsBeyondADeclarationUnderTheOldMask() throws IOException {
		append("first\n");
		RunLog before = log();
		append("second\n::add-mask::open");
		assertThat(text(before)).isEqualTo("first\nsecond\n");
		assertThat(before.isOutdated()).isFalse();
		append("sesame\nopensesame\n");
		assertThat(text(before)).isEqualTo("first\nsecond\n");
		assertThat(before.isOutdated()).isTrue();
		assertThat(text(log())).isEqualTo("first\nsecond\n::add-mask::**********\n**********\n");
	}

	@Test
	void anotherServerKnowsWhatALogDeclared() throws IOException {
		append("::add-mask::opensesame\n" + "x".repeat(100_000) + "opensesame\n");
		log();
		RunLog later = new RunLog(this.file, new LogMasks().of(this.run, "blog", () -> Secrets.NONE));

		assertThat(later.isOutdated()).isFalse();
		assertThat(text(later)).endsWith("x**********\n").startsWith("::add-mask::*****");
	}

	@Test
	void onlyALineOfItsOwnDeclares() throws IOException {
		append("echo ::add-mask::opensesame\n  ::add-mask::ab1\nopensesame ab1\n::add-mask::line1%0Aline-2\n");

		assertThat(text(log())).isEqualTo("echo ::add-mask::opensesame\n  ::add-mask::***\nopensesame ab1\n"
				+ "::add-mask::" + "*".repeat("line1%0Aline-2".length()) + "\n");
	}

	@SeededTest(20)
	void findsEachDeclarationHoweverTheLogGrows(long seed) throws IOException {
		Random random = new Random(seed);
		StringBuilder text = new StringBuilder();
		List<String> values = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			text.append("some::words add-mask\n".repeat(random.nextInt(3000)));
			String value = "value-" + random.nextInt(1000) + "-" + i;
			values.add(value);
			text.append("::add-mask::").append(value).append('\n').append("it is ").append(value).append('\n');
		}
		for (int at = 0; at < text.length();) {
			int to = Math.min(text.length(), at + 1 + random.nextInt(200_000));
			append(text.substring(at, to));
			at = to;
			String seen = text(log());
			assertThat(values).noneMatch((value) -> seen.contains(value + "\n"));
		}
		assertThat(text(ended())).hasSameSizeAs(text.toString());
	}

}
