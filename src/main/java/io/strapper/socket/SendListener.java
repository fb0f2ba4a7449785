package io.strapper.socket;

import java.time.Instant;

/** Hears of parts of logs that were handed to the sockets of pages. */
public interface SendListener {

	/**
	 * A part of a log was sent. Called in the threads that send, so it must be quick.
	 * @param written when its oldest bytes were written, as far as the file tells
	 */
	void sent(Instant written);

}
