package io.strapper.testing;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long all tests wait for what must happen: so long that a busy machine breaks none
 * of them. JUnit finds it by itself.
 */
public final class Patience implements BeforeAllCallback {

	/** The limit of each {@code await()}, and of whatever else waits. */
	public static final Duration LIMIT = Duration.ofMinutes(1);

	@Override
	public void beforeAll(ExtensionContext context) {
		set();
	}

	/** For a program, which JUnit does not start. */
	public static void set() {
		Awaitility.setDefaultTimeout(LIMIT);
		Awaitility.setDefaultPollInterval(Duration.ofMillis(50));
	}

}
