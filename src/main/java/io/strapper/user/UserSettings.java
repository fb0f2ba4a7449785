package io.strapper.user;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people sign in.
 *
 * @param adminPassword the password of the first administrator, who is made when there
 * are no users; a random one if it is not set
 * @param sessionTimeout how long somebody who does nothing stays signed in
 * @param sessionLimit how long anybody stays signed in
 */
@ConfigurationProperties("strapper")
public record UserSettings(@Nullable String adminPassword, @DefaultValue("12h") Duration sessionTimeout,
		@DefaultValue("30d") Duration sessionLimit) {

	/** Leaves out the password. */
	@Override
	public String toString() {
		return "UserSettings[sessionTimeout=%s, sessionLimit=%s]".formatted(this.sessionTimeout, this.sessionLimit);
	}

}
