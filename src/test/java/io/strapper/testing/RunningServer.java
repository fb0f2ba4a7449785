package io.strapper.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Puts a running {@link Server} into a field: into a static one before all tests of the
 * class, into another before each test. It has a home of its own, without apps. After the
 * tests it is closed, and the home deleted.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RunningServerExtension.class)
public @interface RunningServer {

	/** More of the command line. */
	String[] value() default {};

	/**
	 * Whether it speaks TLS itself, with a {@link Certificate} that nobody has signed.
	 */
	boolean tls() default false;

	/** Classes that the test adds to the server. */
	Class<?>[] parts() default {};

}
