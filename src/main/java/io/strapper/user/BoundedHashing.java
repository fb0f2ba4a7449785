package io.strapper.user;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes a few passwords at a time: hashing is slow on purpose, and whoever sends many
 * takes no more than half of the machine, nor all of its threads to wait on. Safe for use
 * by several threads.
 */
public class BoundedHashing implements PasswordEncoder {

	private static final int MOST_WAITING = 32;

	private static final long PATIENCE_SECONDS = 5;

	private final PasswordEncoder encoder;

	private final Semaphore hashing;

	public BoundedHashing(PasswordEncoder encoder, int parallel) {
		this.encoder = encoder;
		this.hashing = new Semaphore(parallel, true);
	}

	/** Hashes a password, as those do who have signed in. */
	@Override
	public @Nullable String encode(@Nullable CharSequence password) {
		this.hashing.acquireUninterruptibly();
		try {
			return this.encoder.encode(password);
		}
		finally {
			this.hashing.release();
		}
	}

	/**
	 * Checks a password, as anybody can ask for.
	 * @throws BusyException if too many others want that too
	 */
	@Override
	public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
		if (this.hashing.getQueueLength() >= MOST_WAITING || !acquire()) {
			throw new BusyException();
		}
		try {
			return this.encoder.matches(password, hash);
		}
		finally {
			this.hashing.release();
		}
	}

	private boolean acquire() {
		try {
			return this.hashing.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public boolean upgradeEncoding(@Nullable String hash) {
		return this.encoder.upgradeEncoding(hash);
	}

}
