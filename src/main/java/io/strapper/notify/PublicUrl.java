package io.strapper.notify;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where people reach the server.
 *
 * @param publicUrl the address in front of every path, or null: then notices have no
 * links
 */
@ConfigurationProperties("strapper")
record PublicUrl(@Nullable URI publicUrl) {

	PublicUrl {
		if (publicUrl != null && (publicUrl.getHost() == null || !publicUrl.getScheme().matches("https?"))) {
			throw new IllegalArgumentException(
					"strapper.public-url is an address such as https://deploy.example.org, with https:// or http://");
		}
	}

	/**
	 * An address of the server.
	 * @param path begins with {@code /}
	 * @return null if the server does not know where it is reached
	 */
	@Nullable String of(String path) {
		return (this.publicUrl != null) ? this.publicUrl.toString().replaceFirst("/+$", "") + path : null;
	}

}
