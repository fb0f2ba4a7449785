package io.strapper.load;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Map;

/** Watches a log as a page of frontail does (Socket.IO 4 over Engine.IO 4). */
final class SocketIoViewer extends WebSocketViewer {

	private final String namespace;

	SocketIoViewer(SocketChannel channel, Tally tally, URI url, String namespace) {
		super(channel, tally, url, Map.of());
		this.namespace = namespace;
	}

	@Override
	void opened() {
		// The server speaks first
	}

	@Override
	void message(ByteBuffer text) throws IOException {
		int engine = text.get(text.position());
		if (engine == '0') {
			say("40" + this.namespace + ",");
		}
		else if (engine == '2') {
			say("3");
		}
		else if (engine == '4' && text.get(text.position() + 1) == '0') {
			becomeReady();
		}
		else if (engine == '4') {
			count(text);
		}
	}

}
