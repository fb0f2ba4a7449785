package io.strapper.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.strapper.testing.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The quick way through a log hides what a look at each byte would hide. */
class SuspectsTests {

	private static final int LONG = 40_000;

	private static final int REACH = 8000;

	private static MaskPass quick(Set<Pattern> patterns) {
		return new MaskPass(new Automaton(patterns), new Grams(patterns), REACH);
	}

	private static MaskPass plain(Set<Pattern> patterns) {
		return new MaskPass(new Automaton(patterns), null, REACH);
	}

	private static Set<Pattern> patterns(String... values) {
		Set<Pattern> patterns = new LinkedHashSet<>();
		for (String value : values) {
			patterns.addAll(Encodings.patterns(new SecretValue(value.getBytes(StandardCharsets.UTF_8), false)));
		}
		return patterns;
	}

	@SeededTest(400)
	void hidesAndHoldsBackTheSameAsTheAutomatonAlone(long seed) {
		Random random = new Random(seed);
		NearMisses misses = new NearMisses(random);
		Set<Pattern> patterns = misses.patterns();
		byte[] bytes = misses.log(patterns, (random.nextInt(3) == 0) ? LONG : 2000);
		int most = (random.nextInt(3) == 0) ? LONG : 1 + random.nextInt(60);
		byte[] expected = bytes.clone();
		MaskPass quick = quick(patterns);
		MaskPass plain = plain(patterns);
		for (int from = 0; from < bytes.length;) {
			int to = Math.min(bytes.length, from + 1 + random.nextInt(most));
			assertThat(quick.take(bytes, from, to)).isEqualTo(plain.take(expected, from, to));
			assertThat(Arrays.mismatch(bytes, 0, to, expected, 0, to)).isEqualTo(-1);
			from = to;
		}
		quick.end(bytes, bytes.length);
		plain.end(expected, expected.length);
		assertThat(Arrays.mismatch(bytes, expected)).isEqualTo(-1);
	}

	/** A control character that counts as text stands before a cut sequence. */
	@Test
	void hidesWhatBeginsInACutSequenceBehindAControlCharacter() {
		Set<Pattern> patterns = patterns("22hunter2");
		byte[] log = "a hint\001\033[22\007hunter2 words\n".getBytes(StandardCharsets.UTF_8);
		byte[] expected = log.clone();
		plain(patterns).take(expected, 0, expected.length);
		quick(patterns).take(log, 0, log.length);

		assertThat(new String(log, StandardCharsets.UTF_8)).contains("*******")
			.isEqualTo(new String(expected, StandardCharsets.UTF_8));
	}

	@Test
	void aLogWithoutSecretsIsHardlyLookedAtClosely() {
		byte[] log = "2026-11-27T06:55:39Z \033[1;34mINFO\033[m deploy container, step \033[38;5;12m7\033[0m of 9\n"
			.repeat(2000)
			.getBytes(StandardCharsets.UTF_8);
		MaskPass pass = quick(patterns("hunter2-and-more", "s3cr3t-t0k3n-0f-th3-d3pl0y"));
		pass.take(log, 0, log.length);

		assertThat(pass.steps()).isLessThan(log.length / 100);
	}

	/** The work grows with the length, whatever the log. */
	@ParameterizedTest
	@ValueSource(strings = { "\033", "\033[m", "\033[m\0", "\0", "hunter", "hunter\033[m", "h\0u\0n\0t\0e\0", "hun",
			"\033[1;1", "h\033[1;1", "\033]", "r2hunt", "hunter2", "\033[hunter", "\001", "hunter2\0", "aHVudGVy" })
	void noLogMakesItSlow(String part) {
		for (int padding : List.of(0, 1, 30)) {
			byte[] log = (part + ".".repeat(padding)).repeat(LONG / part.length()).getBytes(StandardCharsets.UTF_8);
			MaskPass pass = quick(patterns("hunter2", "hunterhunter3"));
			for (int from = 0; from < log.length; from += LONG) {
				pass.take(log, from, Math.min(log.length, from + LONG));
			}
			assertThat(pass.steps()).as("Bytes looked at, of %d", log.length).isLessThan(log.length * 11L / 10);
			assertThat(pass.filtered()).as("Bytes filtered, of %d", log.length).isLessThan(log.length * 11L / 10);
		}
	}

}
