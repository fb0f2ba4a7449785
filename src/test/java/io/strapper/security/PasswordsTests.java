package io.strapper.security;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordsTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "short", "elevenchars", "😀😀😀😀😀😀😀😀😀😀😀" })
	void fewerThanTwelveCharactersAreTooShort(String password) {
		assertThat(Passwords.problem(password)).contains("The password is too short: use at least 12 characters.");
	}

	@Test
	void moreThanBcryptLooksAtIsTooLong() {
		assertThat(Passwords.problem("x".repeat(72))).isEmpty();
		assertThat(Passwords.problem("x".repeat(73))).isPresent();
		assertThat(Passwords.problem("ü".repeat(37))).isPresent();
	}

	@Test
	void aMadeUpPasswordWillDoAndIsNeverTheSame() {
		assertThat(Stream.generate(Passwords::random).limit(100)).doesNotHaveDuplicates()
			.allSatisfy((password) -> assertThat(password).matches("[a-kmnp-z2-9]{24}"))
			.allSatisfy((password) -> assertThat(Passwords.problem(password)).isEmpty());
	}

}
