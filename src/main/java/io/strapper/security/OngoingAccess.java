package io.strapper.security;

import java.util.function.LongSupplier;

import io.strapper.app.AppId;
import io.strapper.user.Sessions;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

/**
 * Checks during a long answer whether its user is still signed in and may still see the
 * app. It checks at most once a second, so it can be called before every write. Not
 * thread-safe.
 */
public final class OngoingAccess {

	private static final long PERIOD_NANOS = 1_000_000_000;

	private final AppRules rules;

	private final Sessions sessions;

	private final Authentication user;

	private final @Nullable String session;

	private final AppId app;

	private final LongSupplier nanoTime;

	private long asked;

	private boolean allowed = true;

	/**
	 * Access that was checked a moment ago.
	 * @param user who gets the answer
	 * @param session the identifier of the session in which the user is signed in, or
	 * null if the request has none, but a {@link Grant}
	 * @param app the app whose log is sent
	 */
	public OngoingAccess(AppRules rules, Sessions sessions, Authentication user, @Nullable String session, AppId app) {
		this(rules, sessions, user, session, app, System::nanoTime);
	}

	OngoingAccess(AppRules rules, Sessions sessions, Authentication user, @Nullable String session, AppId app,
			LongSupplier nanoTime) {
		this.rules = rules;
		this.sessions = sessions;
		this.user = user;
		this.session = session;
		this.app = app;
		this.nanoTime = nanoTime;
		this.asked = nanoTime.getAsLong();
	}

	/** Whether the answer may go on; once this returns false, it always does. */
	public boolean isAllowed() {
		long now = this.nanoTime.getAsLong();
		if (this.allowed && now - this.asked >= PERIOD_NANOS) {
			this.allowed = this.rules.maySee(this.user, this.app)
					&& (this.session == null || this.sessions.isAlive(this.session));
			this.asked = this.nanoTime.getAsLong();
		}
		return this.allowed;
	}

}
