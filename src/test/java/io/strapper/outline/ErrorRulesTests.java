package io.strapper.outline;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples that stand with the rules. */
class ErrorRulesTests {

	private static final ErrorRules RULES = ErrorRules.load();

	static Stream<Arguments> yes() {
		return RULES.all().stream().flatMap((rule) -> rule.yes().stream().map((line) -> Arguments.of(line, rule)));
	}

	static Stream<Arguments> no() {
		return RULES.all().stream().flatMap((rule) -> rule.no().stream().map((line) -> Arguments.of(line, rule)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("yes")
	void decidesItsExamples(String line, ErrorRule rule) {
		assertThat(decided(line, rule).map(ErrorRule::title)).contains(rule.title());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("no")
	void leavesOthers(String line, ErrorRule rule) {
		assertThat(decided(line, rule).map(ErrorRule::title)).isNotEqualTo(Optional.of(rule.title()));
	}

	private Optional<ErrorRule> decided(String line, ErrorRule rule) {
		if (rule.after() != null) {
			return Optional.of(rule).filter((after) -> after.matches(line));
		}
		if (rule.words().isEmpty()) {
			return RULES.red(line);
		}
		BitSet candidates = new BitSet();
		byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
		RULES.candidates(utf8, candidates);
		return RULES.decide(candidates, ErrorRules.seen(utf8));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("titles")
	void hasExamplesAndWords(String title, ErrorRule rule) {
		assertThat(rule.yes()).isNotEmpty();
		assertThat(rule.words().isEmpty()).isEqualTo(rule.title().equals("a red sentence"));
		assertThat(rule.words()).allSatisfy((word) -> assertThat(word).isNotBlank());
	}

	static Stream<Arguments> titles() {
		return RULES.all().stream().map((rule) -> Arguments.of(rule.title(), rule));
	}

	@ParameterizedTest
	@MethodSource("broken")
	void doesNotTakeWhatIsNoRule(String text) {
		org.assertj.core.api.Assertions.assertThatIllegalArgumentException().isThrownBy(() -> ErrorRules.parse(text));
	}

	static List<String> broken() {
		return List.of("has   error", "[cause] x\nwords error", "[fault] x", "[cause] x\nis", "[cause] x\nhas error");
	}

}
