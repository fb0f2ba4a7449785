package io.strapper.outline;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The errors, warnings and groups in a run's log.
 *
 * @param firstError the line with the cause of the failure, or the first error so far;
 * null if there is none
 * @param errors the first lines with errors, in order
 * @param warnings the first lines with warnings, in order
 * @param groups the groups in order of their first lines
 */
public record Outline(@Nullable Finding firstError, List<Finding> errors, List<Finding> warnings, List<Group> groups) {

	/** The outline of an empty log. */
	public static final Outline EMPTY = new Outline(null, List.of(), List.of(), List.of());

	public Outline {
		errors = List.copyOf(errors);
		warnings = List.copyOf(warnings);
		groups = List.copyOf(groups);
	}

	/** The approximate number of characters that it takes. */
	public int size() {
		return 100 + 350 * (this.errors.size() + this.warnings.size()) + 100 * this.groups.size();
	}

	/** The course of a run. */
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
