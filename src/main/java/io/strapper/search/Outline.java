package io.strapper.search;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the lines of a log tell about its run.
 *
 * @param firstError the line that tells why the run failed, or seems to fail; null if
 * none does
 * @param errors the first lines that tell of errors, in order
 * @param warnings the first lines that warn, in order
 * @param groups the groups in order of their first lines
 */
public record Outline(@Nullable Finding firstError, List<Finding> errors, List<Finding> warnings, List<Group> groups) {

	/** Of a log of which nothing is known. */
	public static final Outline EMPTY = new Outline(null, List.of(), List.of(), List.of());

	public Outline {
		errors = List.copyOf(errors);
		warnings = List.copyOf(warnings);
		groups = List.copyOf(groups);
	}

	/** About how many characters it takes. */
	public int size() {
		return 100 + 350 * (this.errors.size() + this.warnings.size()) + 100 * this.groups.size();
	}

	/** How a run goes, or went. */
	public enum Course {

		/** It goes on: only clear errors count. */
		RUNNING,
		/** It ended well: no error stopped it. */
		SUCCEEDED,
		/** It failed: weak signs count too. */
		FAILED,
		/** Something else ended it: only clear errors count. */
		STOPPED

	}

}
