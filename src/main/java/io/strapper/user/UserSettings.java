package io.strapper.user;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of sign-in and sessions.
 *
 * @param adminPassword the password of the first administrator, who is made when there
 * are no users; a random one if it is not set
 * @param sessionTimeout how long an idle user stays signed in
 * @param sessionLimit how long any user stays signed in
 */
@ConfigurationProperties("strapper")
public record UserSettings(@Nullable String adminPassword, @DefaultValue("12h") Duration sessionTimeout,
		@DefaultValue("30d") Duration sessionLimit) {

	/** Without the password, since settings may be logged. */
	@Override
	public String toString() {
		return "UserSettings[sessionTimeout=%s, sessionLimit=%s]".formatted(this.sessionTimeout, this.sessionLimit);
	}

}
