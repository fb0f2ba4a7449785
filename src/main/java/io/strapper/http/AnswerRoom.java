package io.strapper.http;

import io.strapper.security.Networks;
import io.strapper.user.KeptBytes;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The memory that one answer takes until its reader has it. It counts for the user, or
 * for a stranger's network. Used by one thread at a time.
 */
final class AnswerRoom {

	private final KeptBytes all;

	private final String address;

	private String owner = "";

	private long taken;

	/**
	 * Takes nothing yet.
	 * @param all what the answers take together
	 * @param address the client's address
	 */
	AnswerRoom(KeptBytes all, String address) {
		this.all = all;
		this.address = address;
	}

	/**
	 * Takes more.
	 * @return false, and nothing is taken, if there is no room
	 */
	boolean take(long bytes) {
		if (this.owner.isEmpty()) {
			// Asked late: the filters that know come after ours
			this.owner = owner();
		}
		if (this.all.keep(this.owner, bytes)) {
			this.taken += bytes;
			return true;
		}
		this.all.release(this.owner, bytes);
		return false;
	}

	private String owner() {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		return (user != null && user.isAuthenticated()) ? "user " + user.getName()
				: "network " + Networks.of(this.address);
	}

	/** Gives back all. */
	void release() {
		this.all.release(this.owner, this.taken);
		this.taken = 0;
	}

}
