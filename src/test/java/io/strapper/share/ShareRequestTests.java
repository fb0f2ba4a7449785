package io.strapper.share;

import java.time.Duration;
import java.time.Instant;

import io.strapper.user.RefusedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ShareRequestTests {

	private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

	@ParameterizedTest(name = "expiresIn {0}, expiresAt {1}: {2}")
	@CsvSource(nullValues = "-",
			value = { "-, -, PT168H", "1h, -, PT1H", "PT1H, -, PT1H", "90d, -, PT2160H",
					"-, 2026-11-27T10:00:00Z, PT1H", "-, 2026-11-27T12:00:00+01:00, PT2H",
					"-, 2026-11-27T09:59:30Z, PT59M30S" })
	void knowsWhenALinkExpires(@Nullable String in, @Nullable String at, Duration expected) {
		Instant expiry = new ShareRequest(0L, 0L, in, at).checked(NOW).expiresAt();

		assertThat(Duration.between(NOW, expiry)).isEqualTo(expected);
	}

	@ParameterizedTest(name = "{0}–{1}, {2}, {3}: {4}")
	@CsvSource(nullValues = "-", delimiter = '|', textBlock = """
			-  | 1     | -        | -                         | Name the first and the last line
			1  | -     | -        | -                         | Name the first and the last line
			-1 | 1     | -        | -                         | Name the first and the last line
			2  | 1     | -        | -                         | Name the first and the last line
			0  | 10000 | -        | -                         | 10,000 lines at most
			0  | 9223372036854775807 | - | -                  | 10,000 lines at most
			0  | 1     | 30m      | -                         | for an hour at least
			0  | 1     | -1h      | -                         | for an hour at least
			0  | 1     | 91d      | -                         | for 90 days at most
			0  | 1     | 9999999999999h | -                   | for 90 days at most
			0  | 1     | 106751991167300d | -                 | for
			0  | 1     | soon     | -                         | Invalid expiresIn.
			0  | 1     | -        | soon                      | Invalid expiresAt.
			0  | 1     | -        | 2020-01-01T00:00:00Z      | for an hour at least
			0  | 1     | -        | +999999999-12-31T23:59:59Z | for 90 days at most
			0  | 1     | 1h       | 2026-11-27T10:00:00Z      | but not both
			""")
	void refusesWhatMakesNoSense(@Nullable Long from, @Nullable Long to, @Nullable String in, @Nullable String at,
			String sentence) {
		ShareRequest request = new ShareRequest(from, to, in, at);

		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> request.checked(NOW))
			.withMessageContaining(sentence);
	}

	@Test
	void aTokenHas192RandomBits() {
		String token = ShareToken.random();

		assertThat(token).hasSize(32).isNotEqualTo(ShareToken.random());
		assertThat(ShareToken.isWellFormed(token)).isTrue();
		assertThat(ShareToken.isWellFormed(token + "x")).isFalse();
	}

}
