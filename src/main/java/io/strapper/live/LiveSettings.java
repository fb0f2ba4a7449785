package io.strapper.live;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How logs are followed.
 *
 * @param wakeUp whether the kernel is asked to tell of writes (inotify); without it they
 * are seen by the next look only
 * @param pollInterval pause between two looks at a followed log that was written to a
 * moment ago; the longer it is silent, the longer are the pauses
 * @param idleTimeout how long the log of an ended run must be quiet before it is followed
 * no more
 * @param positionInterval how often the position of an active log is told
 * @param timeTolerance longest pause between two looks at a log after which the time of
 * its new lines is still told
 */
@ConfigurationProperties("strapper.live")
record LiveSettings(@DefaultValue("true") boolean wakeUp, @DefaultValue("50ms") Duration pollInterval,
		@DefaultValue("20s") Duration idleTimeout, @DefaultValue("3s") Duration positionInterval,
		@DefaultValue("1s") Duration timeTolerance) {

	LiveSettings {
		// Two looks are never closer
		Duration looks = pollInterval.multipliedBy(2);
		timeTolerance = (timeTolerance.compareTo(looks) < 0) ? looks : timeTolerance;
	}

	/**
	 * Pause between two looks at a log that has long been silent: well within the
	 * tolerance, so that the first line after a silence has its time.
	 */
	Duration longestPause() {
		return (this.wakeUp ? this.timeTolerance.multipliedBy(4) : this.timeTolerance.multipliedBy(2)).dividedBy(5);
	}

}
