package io.strapper.app;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Which logs of an app are kept: those within every limit. Where a limit is null, the
 * server's setting applies.
 *
 * @param runs how many runs keep their logs, counted from the newest; at least 1
 * @param age how long a log is kept after its run's end
 * @param size how much the logs may take together, counted from the newest
 */
public record Keep(@Nullable Integer runs, @Nullable Duration age, @Nullable DataSize size) {

	/** No limit is given. */
	public static final Keep UNSAID = new Keep(null, null, null);

	private static final Pattern RUNS = Pattern.compile("[1-9][0-9]{0,8}");

	private static final Pattern AGE = Pattern.compile("[1-9][0-9]{0,4}[hd]");

	private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,5}[KMGT]B");

	public Keep {
		if (runs != null && runs < 1) {
			throw new IllegalArgumentException(
					"The log of the newest run is always kept, so %d is no limit".formatted(runs));
		}
	}

	/**
	 * These limits, and those of others where these are null.
	 * @param others the other limits
	 */
	public Keep orElse(Keep others) {
		return new Keep((this.runs != null) ? this.runs : others.runs, (this.age != null) ? this.age : others.age,
				(this.size != null) ? this.size : others.size);
	}

	static Optional<Integer> parseRuns(String text) {
		return Optional.of(text).filter(RUNS.asMatchPredicate()).map(Integer::valueOf);
	}

	static Optional<Duration> parseAge(String text) {
		return Optional.of(text).filter(AGE.asMatchPredicate()).map((age) -> {
			int number = Integer.parseInt(age.substring(0, age.length() - 1));
			return age.endsWith("d") ? Duration.ofDays(number) : Duration.ofHours(number);
		});
	}

	static Optional<DataSize> parseSize(String text) {
		return Optional.of(text).filter(SIZE.asMatchPredicate()).map(DataSize::parse);
	}

}
