package io.strapper.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Somebody who watches a log over a socket, and counts what comes. */
abstract class Viewer {

	private final ReadableByteChannel channel;

	private final Tally tally;

	/** What came and is not a whole message yet. */
	private ByteBuffer rest = ByteBuffer.allocate(0);

	private long next;

	private boolean admitted;

	private boolean ready;

	Viewer(ReadableByteChannel channel, Tally tally) {
		this.channel = channel;
		this.tally = tally;
	}

	/** The connection stands: says what is to be said first. */
	abstract void connected() throws IOException;

	/**
	 * Takes as many whole messages as there are.
	 * @param bytes what is left over stays in it
	 */
	abstract void take(ByteBuffer bytes) throws IOException;

	/**
	 * Reads what there is.
	 * @param buffer lent for the time of the call
	 * @return whether the connection goes on
	 */
	boolean read(ByteBuffer buffer) throws IOException {
		buffer.clear();
		buffer.put(this.rest);
		int count = this.channel.read(buffer);
		buffer.flip();
		take(buffer);
		this.rest = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
		return count >= 0;
	}

	/**
	 * Counts the lines of a message.
	 * @return where its last, unfinished stamp begins
	 */
	final int count(ByteBuffer message) {
		this.tally.message(wireBytes(message));
		long now = System.nanoTime();
		return Stamps.forEach(message, (line, written) -> {
			// A line that is shown again is not news
			if (line >= this.next) {
				this.tally.missed(line - this.next);
				this.tally.line(now - written);
				this.next = line + 1;
			}
		});
	}

	/** How many bytes of a message came over the wire. */
	int wireBytes(ByteBuffer message) {
		return message.remaining();
	}

	/** The run is over. */
	final void end(long lines) {
		this.tally.missed(lines - this.next);
	}

	/** Whether all lines have come. */
	final boolean has(long lines) {
		return this.next >= lines;
	}

	final void becomeAdmitted() {
		this.admitted = true;
	}

	final void becomeReady() {
		this.admitted = true;
		this.ready = true;
	}

	/** Whether the server has agreed to the connection. */
	final boolean admitted() {
		return this.admitted;
	}

	/** Whether lines that are written from now on will come. */
	final boolean ready() {
		return this.ready;
	}

}
