package io.strapper.run;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;

import io.strapper.app.Keep;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much of the disk runs may take.
 *
 * @param keep which logs are kept
 * @param minFreeSpace what must be free on the home's disk for a new deploy: enough that
 * the runs that go on, and the database, are not cut off before somebody makes room, and
 * little enough to be there on a small machine that is in order
 */
@ConfigurationProperties("strapper")
@Validated
public record StorageSettings(@DefaultValue @Valid Kept keep, @DefaultValue("100MB") DataSize minFreeSpace) {

	/**
	 * Which logs are kept. The newest log of an app and those of active runs always are,
	 * and a run's row is whatever becomes of its log.
	 *
	 * @param runs of how many runs of an app, if it does not say
	 * @param age for how long after a run's end, if its app does not say, or null: for
	 * ever
	 * @param size how much the logs of an app may take together, if it does not say, or
	 * null: whatever they take
	 * @param totalSize how much the logs of all apps may take together, or null: whatever
	 * they take
	 */
	public record Kept(@DefaultValue("100") @Min(1) int runs, @DurationMin(nanos = 1) @Nullable Duration age,
			@Nullable DataSize size, @Nullable DataSize totalSize) {

		Keep ofAnApp() {
			return new Keep(this.runs, this.age, this.size);
		}

	}

}
