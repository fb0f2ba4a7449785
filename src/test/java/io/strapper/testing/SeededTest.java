package io.strapper.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A law that holds for any seed: a test method with one parameter, a {@code long}. It
 * runs with some new seeds each time. A failure tells its seed, and
 * {@code -Dseed=<number>} runs the law with that one alone.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "-Dseed={0}")
@ArgumentsSource(Seeds.class)
@ExtendWith(SeedInFailure.class)
public @interface SeededTest {

	/** How many seeds. */
	int value();

}
