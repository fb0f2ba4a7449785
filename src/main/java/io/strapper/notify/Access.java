package io.strapper.notify;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.strapper.app.NoticeChannel;
import org.jspecify.annotations.Nullable;

/**
 * What gives access to a receiver, read at the time of use: all of it may be secret.
 *
 * @param url the address, or null for e-mail
 * @param secret the secret that signs, or {@code ""}
 * @param token the receiver's token, or {@code ""}
 * @param to addresses of e-mail
 */
record Access(@Nullable URI url, String secret, String token, List<String> to) {

	/**
	 * Reads the files of a channel.
	 * @throws UndeliveredException if one cannot be used
	 */
	static Access read(Channel channel) throws UndeliveredException {
		NoticeChannel settings = channel.settings();
		String url = (settings.url() != null) ? settings.url() : text(channel, settings.urlFile());
		if (!url.isEmpty() && NoticeChannel.address(url).isEmpty()) {
			throw new UndeliveredException("The file with the address does not hold a web address.");
		}
		String token = text(channel, settings.tokenFile());
		if (!token.chars().allMatch((c) -> c > ' ' && c <= '~')) {
			throw new UndeliveredException("The file with the token does not hold a token.");
		}
		return new Access(url.isEmpty() ? null : URI.create(NoticeChannel.address(url).orElseThrow()),
				text(channel, settings.secretFile()), token, settings.to());
	}

	private static String text(Channel channel, @Nullable Path file) throws UndeliveredException {
		return (file != null) ? channel.secret(file) : "";
	}

	/** What must not stand in a notice. */
	List<String> values() {
		return Stream.of((this.url != null) ? this.url.toString() : "", this.secret, this.token)
			.filter((value) -> !value.isEmpty())
			.toList();
	}

	/** Without the values. */
	@Override
	public String toString() {
		return "Access";
	}

}
