package io.strapper.live;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How logs are followed.
 *
 * @param pollInterval pause between two looks at the followed logs
 * @param idleTimeout how long the log of an ended run must be quiet before it is followed
 * no more
 * @param positionInterval how often the position of an active log is told
 * @param socketsPerUser how many pages one user may have open at once
 * @param timeTolerance longest pause between two looks at a log after which the time of
 * its new lines is still told
 */
@ConfigurationProperties("strapper.live")
record LiveSettings(@DefaultValue("50ms") Duration pollInterval, @DefaultValue("20s") Duration idleTimeout,
		@DefaultValue("3s") Duration positionInterval, @DefaultValue("2000") int socketsPerUser,
		@DefaultValue("1s") Duration timeTolerance) {

	LiveSettings {
		// Two looks are never closer
		Duration looks = pollInterval.multipliedBy(2);
		timeTolerance = (timeTolerance.compareTo(looks) < 0) ? looks : timeTolerance;
	}

}
