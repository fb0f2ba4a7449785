package io.strapper.notify;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

import javax.net.ssl.SSLException;

import io.strapper.app.NoticeChannel;

import org.springframework.stereotype.Component;

/** Sends one notice to its receiver, once. Safe for use by several threads. */
@Component
class Sender {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	/** What a receiver may ask for at most. */
	private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

	private static final int GONE = 410;

	private final Outbound outbound = new Outbound(LIMIT);

	private final Channels channels;

	private final Messages messages;

	private final Posts posts;

	private final Mails mails;

	private final InternalAddresses addresses;

	Sender(Channels channels, Messages messages, Posts posts, Mails mails, InternalAddresses addresses) {
		this.channels = channels;
		this.messages = messages;
		this.posts = posts;
		this.mails = mails;
		this.addresses = addresses;
	}

	/**
	 * Sends a notice.
	 * @throws UndeliveredException if the receiver has not taken it
	 */
	void send(Notice notice) throws UndeliveredException {
		Channel channel = this.channels.find(notice.owner(), notice.channel())
			.orElseThrow(() -> UndeliveredException.forGood("The channel is not configured any more."));
		Access access = Access.read(channel);
		Message message = this.messages.of(notice, access.values());
		if (channel.settings().kind() == NoticeChannel.Kind.EMAIL) {
			this.mails.send(message, access.to());
		}
		else {
			post(this.posts.of(channel.settings().kind(), message, access), channel.isOfServer());
		}
	}

	private void post(Post post, boolean trusted) throws UndeliveredException {
		InetAddress address = this.addresses.resolve(post.host(), trusted);
		Outbound.Answer answer;
		try {
			answer = this.outbound.send(post, address);
		}
		catch (IOException ex) {
			throw new UndeliveredException(sentence(ex));
		}
		if (answer.status() == GONE) {
			throw UndeliveredException.forGood("The receiver answered 410: it wants no more notices.");
		}
		if (answer.status() / 100 == 3) {
			throw new UndeliveredException(
					"The receiver answered %d, a redirect. No redirect is followed: give the final address."
						.formatted(answer.status()));
		}
		if (answer.status() / 100 != 2) {
			Duration pause = answer.retryAfter();
			throw UndeliveredException.after("The receiver answered %d.".formatted(answer.status()),
					(pause.compareTo(LONGEST_PAUSE) < 0) ? pause : LONGEST_PAUSE);
		}
	}

	private static String sentence(IOException problem) {
		if (problem instanceof ConnectException || problem instanceof NoRouteToHostException) {
			return "The receiver accepts no connection.";
		}
		if (problem instanceof Outbound.NotHttpException) {
			return "The receiver did not answer by HTTP.";
		}
		if (problem instanceof SocketTimeoutException
				|| problem instanceof SocketException && "Socket closed".equals(problem.getMessage())) {
			return "The receiver did not answer within %d seconds.".formatted(LIMIT.toSeconds());
		}
		return (problem instanceof SSLException)
				? "TLS with the receiver failed. Check that its certificate is valid and for its name."
				: "The connection to the receiver broke off.";
	}

	/** Breaks off what is being sent. */
	void close() {
		this.outbound.close();
	}

}
