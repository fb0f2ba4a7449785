package io.strapper.app;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of web pages as people write them. A host of other scripts (RFC 5890) is
 * spelled in ASCII ({@code xn--…}), so that it cannot pass for another one.
 */
final class WebAddresses {

	private static final Pattern AUTHORITY = Pattern.compile("(?<before>https?://)(?<host>[^/?#:@]+)(?<rest>.*)",
			Pattern.CASE_INSENSITIVE);

	private WebAddresses() {
	}

	/**
	 * The address that a text spells.
	 * @param text any text
	 * @return the address in ASCII; empty if the text is none of http or https
	 */
	static Optional<String> parse(String text) {
		try {
			URI uri = new URI(ascii(text.strip()));
			String scheme = (uri.getScheme() != null) ? uri.getScheme().toLowerCase(Locale.ROOT) : "";
			boolean web = uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"));
			return web ? Optional.of(uri.toASCIIString()) : Optional.empty();
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static String ascii(String address) {
		Matcher parts = AUTHORITY.matcher(address);
		return parts.matches() ? parts.group("before") + IDN.toASCII(parts.group("host")) + parts.group("rest")
				: address;
	}

}
