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
 * @param minFreeSpace how much must be free on the home's disk for a new deploy: enough
 * for active runs and the database until somebody makes room, and less than a small
 * machine normally has free
 */
@ConfigurationProperties("strapper")
@Validated
public record StorageSettings(@DefaultValue @Valid Kept keep, @DefaultValue("100MB") DataSize minFreeSpace) {

	/**
	 * Which logs are kept. The newest log of an app and the logs of active runs are
	 * always kept. The row of a run is kept even if its log is not.
	 *
	 * @param runs how many runs of an app keep their logs, if its app.yml does not say
	 * @param age how long a log is kept after its run's end, if its app.yml does not say,
	 * or null for ever
	 * @param size how much the logs of an app may take together, if its app.yml does not
	 * say, or null for no limit
	 * @param totalSize how much the logs of all apps may take together, or null for no
	 * limit
	 */
	public record Kept(@DefaultValue("100") @Min(1) int runs, @DurationMin(nanos = 1) @Nullable Duration age,
			@Nullable DataSize size, @Nullable DataSize totalSize) {

		Keep ofAnApp() {
			return new Keep(this.runs, this.age, this.size);
		}

	}

}
