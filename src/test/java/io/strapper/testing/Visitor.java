package io.strapper.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Somebody who opens a page now and then, each time by a connection of their own. */
public final class Visitor {

	private static final int OK = 200;

	/**
	 * Behind a thread that waits for somebody who does not read, it takes 7 s or more.
	 */
	private static final Duration HELD_UP = Duration.ofSeconds(5);

	private final String url;

	private final HttpRequest request;

	private Duration longest = Duration.ZERO;

	/**
	 * Somebody who has waited for nothing yet.
	 * @param client who has signed in
	 * @param path of the page
	 */
	public Visitor(Client client, String path) {
		this.url = client.url();
		this.request = HttpRequest.newBuilder(URI.create(client.url() + path))
			.header("Cookie", client.cookieHeader())
			.timeout(Patience.LIMIT)
			.build();
	}

	/**
	 * Opens the page, which must be answered.
	 * @return how long that took
	 */
	public Duration visit() throws IOException, InterruptedException {
		long start = System.nanoTime();
		HttpResponse<String> answer = Client.http(this.url)
			.build()
			.send(this.request, HttpResponse.BodyHandlers.ofString());
		Duration time = Duration.ofNanos(System.nanoTime() - start);
		if (answer.statusCode() != OK) {
			throw new IOException("The page gave " + answer.statusCode());
		}
		this.longest = (time.compareTo(this.longest) > 0) ? time : this.longest;
		return time;
	}

	/**
	 * How long a visit takes at the most if nobody holds it up, on a machine that may be
	 * busy.
	 * @param usual how long one takes while nothing else goes on
	 */
	public static Duration limit(Duration usual) {
		return HELD_UP.plus(usual.multipliedBy(10));
	}

	/** The longest time of all visits. */
	public Duration longest() {
		return this.longest;
	}

}
