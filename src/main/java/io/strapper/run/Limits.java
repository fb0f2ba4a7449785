package io.strapper.run;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The limits at which the server ends a run.
 *
 * @param timeout how long it may take, or null: for ever
 * @param silence how long it may write nothing, or null: for ever
 */
public record Limits(@Nullable Duration timeout, @Nullable Duration silence) {

	public static final Limits NONE = new Limits(null, null);

	public Limits {
		if (timeout != null && timeout.isNegative() || silence != null && silence.isNegative()) {
			throw new IllegalArgumentException("No limit is negative: %s, %s".formatted(timeout, silence));
		}
	}

}
