package io.strapper.load;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Watches a log that comes as it is, by no protocol. */
final class PlainViewer extends Viewer {

	PlainViewer(ReadableByteChannel channel, Tally tally) {
		super(channel, tally);
	}

	@Override
	void connected() {
		becomeReady();
	}

	@Override
	void take(ByteBuffer bytes) {
		bytes.position(count(bytes));
	}

}
