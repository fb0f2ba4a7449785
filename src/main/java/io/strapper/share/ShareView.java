package io.strapper.share;

import java.time.Instant;

/**
 * A link as its maker and administrators see it.
 *
 * @param id identifies it
 * @param app identifier of the app
 * @param run number of the run
 * @param from number of the first line, from 0
 * @param to number of the last line
 * @param createdBy name of the user who has made it
 * @param createdAt when, UTC
 * @param expiresAt when it stops being valid, UTC
 */
record ShareView(long id, String app, long run, long from, long to, String createdBy, Instant createdAt,
		Instant expiresAt) {

	static ShareView of(Share share) {
		return new ShareView(share.id(), share.app().value(), share.run(), share.lines().from(), share.lines().to(),
				share.createdBy(), share.createdAt(), share.expiresAt());
	}

	/** The address of the lines in their run's page. */
	public String hash() {
		return (this.from == this.to) ? "#L" + (this.from + 1) : "#L" + (this.from + 1) + "-L" + (this.to + 1);
	}

}
