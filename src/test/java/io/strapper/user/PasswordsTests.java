package io.strapper.user;

import java.time.Duration;
import java.util.stream.Stream;

import io.strapper.testing.CpuTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordsTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "short", "elevenchars", "😀😀😀😀😀😀😀😀😀😀😀" })
	void fewerThanTwelveCharactersAreTooShort(String password) {
		assertThat(Passwords.problem(password))
			.hasToString("Optional[Password is too short. Use at least 12 characters.]");
	}

	@Test
	void moreThanBcryptLooksAtIsTooLong() {
		assertThat(Passwords.problem("correct horse".repeat(5) + " batter")).isEmpty();
		assertThat(Passwords.problem("correct horse".repeat(5) + " battery")).isPresent();
		assertThat(Passwords.problem("grüße von überall ".repeat(4))).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "password1234", "Password2026!", "P@ssw0rd!2026", "passwordpassword", "administrator",
			"Administrator1", "adminadminadmin", "qwertyuiop123", "1qaz2wsx3edc", "123456789012", "1234567890ab",
			"abcdefghijkl", "abcabcabcabc", "aaaaaaaaaaaa", "987654321098", "letmein12345", "iloveyou1234",
			"qwertyqwerty", "changeme1234", "strapper2026", "asdfghjkl;12", "121212121212", "1q2w3e4r5t6y",
			"trustno1trustno1", "zxcvbnm,./12", "strapperstrapper" })
	void whatIsGuessedFirstIsRefused(String password) {
		assertThat(Passwords.problem(password))
			.hasToString("Optional[This password is too easy to guess. Try a few unrelated words.]");
	}

	@Test
	void noPasswordTakesLongToJudge() throws Throwable {
		String slow = "%$BA@5i<SEeY7(tSS/|!4?/)/[a7O[!+7{/2%$BA@5i<SEeY7(tSS/|!4?/)/[a7O[!+7{/2";

		assertThat(CpuTime.of(() -> assertThat(Passwords.problem(slow)).isEmpty())).isLessThan(Duration.ofSeconds(2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ann's password", "correct horse battery", "my password is long", "long enough to watch",
			"tr4ctor-Biscuit-9", "the summer of 1976 was hot", "Qx7!pR2$vN9k", "1989-03-17-Lisboa",
			"correct horse battery staple" })
	void whatOnlySomeoneTakesWillDo(String password) {
		assertThat(Passwords.problem(password)).isEmpty();
	}

	@Test
	void aMadeUpPasswordWillDoAndIsNeverTheSame() {
		assertThat(Stream.generate(Passwords::random).limit(100)).doesNotHaveDuplicates()
			.allSatisfy((password) -> assertThat(password).matches("[a-kmnp-z2-9]{24}"))
			.allSatisfy((password) -> assertThat(Passwords.problem(password)).isEmpty());
	}

}
