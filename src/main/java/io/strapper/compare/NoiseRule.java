package io.strapper.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * A rule of {@code noise.txt}, where the parts are explained.
 *
 * @param name what stands for what it matches
 * @param is regular expressions
 * @param same pairs of lines that are equal by the rules
 * @param other pairs of lines that are not
 */
record NoiseRule(String name, List<String> is, List<String> same, List<String> other) {

	/** A rule that has no parts yet. */
	NoiseRule(String name) {
		this(name, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
	}

	void add(String part, String value) {
		switch (part) {
			case "is" -> this.is.add(value);
			case "same" -> this.same.add(value);
			case "other" -> this.other.add(value);
			default -> throw new IllegalArgumentException("A rule has no part \"" + part + "\"");
		}
	}

}
