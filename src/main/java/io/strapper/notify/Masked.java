package io.strapper.notify;

import java.util.List;

import io.strapper.log.Mask;
import org.jspecify.annotations.Nullable;

/** Hides in texts what a log hides, and other values. */
final class Masked {

	/** What is shorter is no secret: it would hide other text. */
	private static final int SHORTEST = 6;

	private final Mask mask;

	private final List<String> values;

	/**
	 * Hides by a mask.
	 * @param values more that is hidden, as it is
	 */
	Masked(Mask mask, List<String> values) {
		this.mask = mask;
		this.values = values.stream().filter((value) -> value.length() >= SHORTEST).toList();
	}

	/** A text in which each byte of a secret is {@code *}; null if there is none. */
	@Nullable String of(@Nullable String text) {
		return (text != null) ? hidden(text) : null;
	}

	/** A text in which each byte of a secret is {@code *}. */
	String hidden(String text) {
		String hidden = this.mask.hide(text);
		for (String value : this.values) {
			hidden = hidden.replace(value, "*".repeat(value.length()));
		}
		return hidden;
	}

}
