package io.strapper.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * A value as URLs, JSON, XML and shells write it. In most of these a text of letters and
 * digits stays as it is.
 */
final class Quotings {

	private static final String UNRESERVED = "-._~";

	/** What JavaScript's encodeURIComponent leaves, and what encodeURI does. */
	private static final String COMPONENT = UNRESERVED + "!'()*";

	private static final String URI = COMPONENT + ";/?:@&=+$,#";

	private Quotings() {
	}

	/** All forms of a value, some of which may be equal. */
	static List<byte[]> of(byte[] value) {
		List<byte[]> all = new ArrayList<>();
		String bytes = new String(value, StandardCharsets.ISO_8859_1);
		for (String left : List.of(UNRESERVED, COMPONENT, URI, "*-._")) {
			for (String space : List.of("%20", "+")) {
				String percent = each(bytes, (next) -> percent(next, left, space));
				all.add(bytes(percent));
				all.add(bytes(lowerEscapes(percent)));
			}
		}
		all.add(bytes(bytes.replace("'", "'\\''")));
		all.add(bytes(bytes.replace("'", "'\"'\"'")));
		all.add(bytes(bytes.replace("'", "\\'")));
		all.add(bytes(bytes.replaceAll("[\\\\\"$`]", "\\\\$0")));
		all.add(bytes(bytes.replaceAll("[\\\\\"$`!]", "\\\\$0")));
		all.add(bytes(bytes.replaceAll("[^\\w@%+=:,./\\x80-\\xff-]", "\\\\$0")));
		all.add(bytes(bytes.replaceAll("[^\\w@%+=:./\\x80-\\xff-]", "\\\\$0").replace("\\\n", "$'\\n'")));
		all.add(bytes(dollarQuoted(bytes)));
		String text = new String(value, StandardCharsets.UTF_8);
		json(text, all);
		all.add(utf8(xml(text, "&#39;", "&#34;")));
		all.add(utf8(xml(text, "&apos;", "&quot;")));
		all.add(utf8(xml(text, "&#x27;", "&quot;")));
		all.add(utf8(xml(text, "'", "&quot;")));
		all.add(utf8(xml(text, "'", "\"")));
		return all;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String each(String text, IntFunction<String> form) {
		StringBuilder all = new StringBuilder();
		text.chars().mapToObj(form).forEach(all::append);
		return all.toString();
	}

	private static boolean isAlphanumeric(int next) {
		return next < 0x80 && Character.isLetterOrDigit(next);
	}

	private static String percent(int next, String left, String space) {
		if (next == ' ') {
			return space;
		}
		return (isAlphanumeric(next) || left.indexOf(next) >= 0) ? Character.toString(next)
				: String.format(Locale.ROOT, "%%%02X", next);
	}

	private static String lowerEscapes(String percent) {
		return java.util.regex.Pattern.compile("%[0-9A-F]{2}")
			.matcher(percent)
			.replaceAll((match) -> match.group().toLowerCase(Locale.ROOT));
	}

	/** As bash prints it in $'…'. */
	private static String dollarQuoted(String bytes) {
		return bytes.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\t", "\\t");
	}

	private static void json(String text, List<byte[]> all) {
		for (boolean ascii : new boolean[] { false, true }) {
			for (String also : List.of("", "<>&", "<>&'", "<>&'\"")) {
				String json = each(text, (next) -> json(next, ascii, also));
				all.add(utf8(json));
				all.add(utf8(json.replace("/", "\\/")));
				all.add(utf8(upperEscapes(json)));
				// JSON in a JSON text
				all.add(utf8(json.replace("\\", "\\\\").replace("\"", "\\\"")));
			}
		}
	}

	private static String json(int next, boolean ascii, String also) {
		if (also.indexOf(next) >= 0 || ascii && next >= 0x7f) {
			return String.format(Locale.ROOT, "\\u%04x", next);
		}
		return switch (next) {
			case '"', '\\' -> "\\" + (char) next;
			case '\n' -> "\\n";
			case '\r' -> "\\r";
			case '\t' -> "\\t";
			case '\b' -> "\\b";
			case '\f' -> "\\f";
			default -> (next < 0x20) ? String.format(Locale.ROOT, "\\u%04x", next) : Character.toString(next);
		};
	}

	private static String upperEscapes(String json) {
		return java.util.regex.Pattern.compile("\\\\u[0-9a-f]{4}")
			.matcher(json)
			.replaceAll((match) -> "\\\\u" + match.group().substring(2).toUpperCase(Locale.ROOT));
	}

	private static String xml(String text, String apostrophe, String quote) {
		return text.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replace(">", "&gt;")
			.replace("'", apostrophe)
			.replace("\"", quote);
	}

}
