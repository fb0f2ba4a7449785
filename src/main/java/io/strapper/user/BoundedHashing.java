package io.strapper.user;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Limits how many passwords are hashed at a time. Hashing is slow on purpose: many
 * simultaneous sign-ins take at most half of the processors, and the others do not block
 * the server's threads. Safe for use by several threads.
 */
public class BoundedHashing implements PasswordEncoder {

	private static final int MOST_WAITING = 32;

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final String ANYBODY = "";

	private final PasswordEncoder encoder;

	private final ConcurrencyLimit hashing;

	/**
	 * Bounds an encoder.
	 * @param encoder the encoder that hashes
	 * @param parallel how many passwords it hashes at a time
	 */
	public BoundedHashing(PasswordEncoder encoder, int parallel) {
		this.encoder = encoder;
		this.hashing = new ConcurrencyLimit(parallel, Integer.MAX_VALUE, MOST_WAITING);
	}

	/**
	 * Hashes a new password.
	 * @throws BusyException if too many others wait
	 */
	@Override
	public @Nullable String encode(@Nullable CharSequence password) {
		enter();
		try {
			return this.encoder.encode(password);
		}
		finally {
			this.hashing.leave(ANYBODY);
		}
	}

	/**
	 * Compares a password with a hash.
	 * @throws BusyException if too many others wait
	 */
	@Override
	public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
		enter();
		try {
			return this.encoder.matches(password, hash);
		}
		finally {
			this.hashing.leave(ANYBODY);
		}
	}

	private void enter() {
		if (!this.hashing.enter(ANYBODY, PATIENCE)) {
			throw new BusyException();
		}
	}

	@Override
	public boolean upgradeEncoding(@Nullable String hash) {
		return this.encoder.upgradeEncoding(hash);
	}

}
