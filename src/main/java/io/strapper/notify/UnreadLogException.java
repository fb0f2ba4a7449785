package io.strapper.notify;

/** A notice is to wait until the log of its run is read. */
class UnreadLogException extends UndeliveredException {

	private static final long serialVersionUID = 1L;

	UnreadLogException() {
		super("The log is still being read.");
	}

}
