package io.strapper.token;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TokenTextTests {

	@RepeatedTest(20)
	void aScannerRecognisesIt() {
		String token = TokenText.random();

		assertThat(token).matches("strp_[0-9A-Za-z]{49}");
		assertThat(TokenText.isWellFormed(token)).isTrue();
	}

	@Test
	void noTwoAreTheSame() {
		Set<String> tokens = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			tokens.add(TokenText.random());
		}

		assertThat(tokens).hasSize(1000);
	}

	@Test
	void aTypingErrorAnywhereIsNoticed() {
		String token = TokenText.random();

		for (int i = 0; i < token.length(); i++) {
			char other = (token.charAt(i) == 'x') ? 'y' : 'x';
			assertThat(TokenText.isWellFormed(token.substring(0, i) + other + token.substring(i + 1))).isFalse();
		}
	}

	@Test
	void theChecksumIsFixed() {
		assertThat(TokenText.isWellFormed("strp_0000000000000000000000000000000000000000000" + "0tYYt2")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "strp_", "ghp_0000000000000000000000000000000000000000000000000",
			"strp_000000000000000000000000000000000000000000000000\n" })
	void anyOtherTextIsNone(String text) {
		assertThat(TokenText.isWellFormed(text)).isFalse();
	}

}
