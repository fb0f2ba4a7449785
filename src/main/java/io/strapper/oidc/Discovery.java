package io.strapper.oidc;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/**
 * Asks a provider once for what it tells of itself. One thread at a time asks; while it
 * fails, the others do not wait for long. Safe for use by several threads.
 */
final class Discovery {

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	/** How long after a failure nobody asks again. */
	private static final Duration PAUSE = Duration.ofSeconds(3);

	private final ReentrantLock asking = new ReentrantLock();

	private final String id;

	private final OAuth2ClientProperties properties;

	private volatile @Nullable ClientRegistration registration;

	private volatile @Nullable Failure failure;

	/**
	 * Asks nobody yet.
	 * @param id identifier of the registration
	 * @param properties its properties, and no other registration
	 */
	Discovery(String id, OAuth2ClientProperties properties) {
		this.id = id;
		this.properties = properties;
	}

	/**
	 * The registration, with all that the provider tells.
	 * @throws SignInProblemException if the provider cannot be reached
	 */
	ClientRegistration registration() {
		ClientRegistration known = this.registration;
		return (known != null) ? known : ask();
	}

	private ClientRegistration ask() {
		if (!enter()) {
			throw unreachable("somebody else is asking it", null);
		}
		try {
			ClientRegistration known = this.registration;
			if (known != null) {
				return known;
			}
			Failure last = this.failure;
			if (last != null && System.nanoTime() - last.at() < PAUSE.toNanos()) {
				throw unreachable(last.message(), null);
			}
			return discover();
		}
		finally {
			this.asking.unlock();
		}
	}

	private boolean enter() {
		try {
			return this.asking.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private ClientRegistration discover() {
		try {
			ClientRegistration found = new OAuth2ClientPropertiesMapper(this.properties).asClientRegistrations()
				.values()
				.iterator()
				.next();
			this.registration = found;
			return found;
		}
		catch (RuntimeException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			this.failure = new Failure(String.valueOf(cause.getMessage()), System.nanoTime());
			throw unreachable(String.valueOf(cause.getMessage()), ex);
		}
	}

	private SignInProblemException unreachable(String message, @Nullable Throwable cause) {
		return new SignInProblemException(SignInProblem.UNREACHABLE,
				"the provider of %s tells nothing of itself: %s".formatted(this.id, message), cause);
	}

	/**
	 * The last attempt.
	 *
	 * @param message what went wrong
	 * @param at when, in nanoseconds of the monotonic clock
	 */
	private record Failure(String message, long at) {

	}

}
