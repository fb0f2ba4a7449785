package io.strapper.load;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.strapper.testing.Client;

/** Watches a run as a page of Strapper does (STOMP 1.2, a frame in each message). */
final class StompViewer extends WebSocketViewer {

	private final Session session;

	StompViewer(SocketChannel channel, Tally tally, Session session) {
		super(channel, tally, session.socket(), session.headers());
		this.session = session;
	}

	@Override
	void opened() throws IOException {
		say("CONNECT\naccept-version:1.2\nheart-beat:0,0\nX-CSRF-TOKEN:" + this.session.csrf() + "\n\n\0");
	}

	@Override
	void message(ByteBuffer text) throws IOException {
		switch (text.get(text.position())) {
			case 'M' -> {
				// Until something comes, nobody knows that the server has taken the
				// subscription
				becomeReady();
				count(text);
			}
			case 'C' -> {
				say("SUBSCRIBE\nid:0\ndestination:/topic/deploy." + this.session.app() + "\n\n\0");
				becomeAdmitted();
			}
			case 'E' -> throw new IOException(StandardCharsets.UTF_8.decode(text).toString());
			default -> {
			}
		}
	}

	/** Who watches which app. */
	record Session(URI socket, Map<String, String> headers, String csrf, String app) {

		static Session of(Client client, String app) {
			return new Session(URI.create(client.url() + "/ws"), Map.of("Origin", client.url(), "Cookie",
					client.cookieHeader(), "Sec-WebSocket-Protocol", "v12.stomp"), client.csrf(), app);
		}

	}

}
