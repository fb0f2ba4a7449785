package io.strapper.user;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes are kept for clients that have not taken them yet: of a user, and in
 * all. Safe for use by several threads.
 */
public final class KeptBytes {

	private final Map<String, Long> ofUsers = new ConcurrentHashMap<>();

	private final AtomicLong all = new AtomicLong();

	private final long most;

	private final long mostOfAUser;

	/**
	 * Begins at zero.
	 * @param most how many bytes may be kept
	 * @param mostOfAUser how many of them for one user
	 */
	public KeptBytes(long most, long mostOfAUser) {
		this.most = most;
		this.mostOfAUser = mostOfAUser;
	}

	/**
	 * Adds bytes that are kept.
	 * @param user the user of the socket
	 * @param bytes how many
	 * @return whether they are within the limits; if not, the caller has to release them
	 * soon
	 */
	public boolean keep(String user, long bytes) {
		long ofUser = this.ofUsers.merge(user, bytes, Long::sum);
		return this.all.addAndGet(bytes) <= this.most && ofUser <= this.mostOfAUser;
	}

	/** Takes note that bytes are kept no longer. */
	public void release(String user, long bytes) {
		if (bytes > 0) {
			this.all.addAndGet(-bytes);
			this.ofUsers.computeIfPresent(user, (name, kept) -> (kept > bytes) ? kept - bytes : null);
		}
	}

	/** How many bytes are kept in all. */
	public long all() {
		return this.all.get();
	}

}
