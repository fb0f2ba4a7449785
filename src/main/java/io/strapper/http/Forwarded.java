package io.strapper.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The header {@code Forwarded} (RFC 7239).
 *
 * @param addresses the client of each proxy, separated by commas, the nearest proxy's
 * last
 * @param protocols the protocols that these clients used, separated by commas
 * @param host the host in the request to the nearest proxy, or null
 */
record Forwarded(String addresses, String protocols, @Nullable String host) {

	private static final Pattern PAIR = Pattern
		.compile("\\s*(?<name>[A-Za-z]+)=(?:\"(?<quoted>[^\"]*)\"|(?<token>[^\"\\s]*))\\s*");

	/**
	 * Parses the header. Parts that are no pairs of name and value are ignored: a client
	 * may have sent them, and the proxy has appended its own pairs.
	 * @param values the values of all headers of that name
	 */
	static Forwarded parse(List<String> values) {
		List<String> addresses = new ArrayList<>();
		List<String> protocols = new ArrayList<>();
		String host = null;
		for (String text : String.join(",", values).split("[,;]")) {
			Matcher pair = PAIR.matcher(text);
			if (!pair.matches()) {
				continue;
			}
			String value = value(pair);
			switch (pair.group("name").toLowerCase(Locale.ROOT)) {
				case "for" -> addresses.add(address(value));
				case "proto" -> protocols.add(value);
				case "host" -> host = value;
				default -> {
					// The parameter The parameter by, and extensions
				}
			}
		}
		return new Forwarded(String.join(", ", addresses), String.join(", ", protocols), host);
	}

	private static String value(Matcher pair) {
		String quoted = pair.group("quoted");
		return (quoted != null) ? quoted : pair.group("token");
	}

	/** Without the port, and without the brackets around IPv6. */
	private static String address(String node) {
		if (node.startsWith("[")) {
			return node.substring(1, Math.max(1, node.indexOf(']')));
		}
		int colon = node.indexOf(':');
		return (colon >= 0) ? node.substring(0, colon) : node;
	}

}
