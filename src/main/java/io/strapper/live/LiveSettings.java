package io.strapper.live;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How logs are followed.
 *
 * @param wakeUp whether the kernel notifies the server of writes (inotify); without it
 * only the next look finds them
 * @param pollInterval pause between two looks at a followed log that was written to a
 * moment ago; the pauses become longer while the log is silent
 * @param idleTimeout how long the log of an ended run must be quiet before the server
 * stops following it
 * @param positionInterval how often the offset of an active log is published
 * @param timeTolerance longest pause between two looks at a log after which the time of
 * new lines still counts as known
 */
@ConfigurationProperties("strapper.live")
record LiveSettings(@DefaultValue("true") boolean wakeUp, @DefaultValue("50ms") Duration pollInterval,
		@DefaultValue("20s") Duration idleTimeout, @DefaultValue("3s") Duration positionInterval,
		@DefaultValue("1s") Duration timeTolerance) {

	LiveSettings {
		// Shorter pauses are not possible
		Duration looks = pollInterval.multipliedBy(2);
		timeTolerance = (timeTolerance.compareTo(looks) < 0) ? looks : timeTolerance;
	}

	/**
	 * Pause between two looks at a log that has long been silent: shorter than the
	 * tolerance, so that the time of the first line after the silence is known.
	 */
	Duration longestPause() {
		return (this.wakeUp ? this.timeTolerance.multipliedBy(4) : this.timeTolerance.multipliedBy(2)).dividedBy(5);
	}

}
