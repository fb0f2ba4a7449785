package io.strapper.user;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Browsers by the names that people have for them. A program may call itself what it
 * likes, so nothing but a text for its user depends on this.
 */
final class Browsers {

	private static final int MAX_LENGTH = 40;

	/** In this order: each claims to be those after it, too. */
	private static final Map<String, String> PRODUCTS = ordered("Edg", "Edge", "OPR/", "Opera", "SamsungBrowser",
			"Samsung Internet", "Firefox/", "Firefox", "FxiOS", "Firefox", "CriOS", "Chrome", "Chrome/", "Chrome",
			"Safari/", "Safari");

	private static final Map<String, String> SYSTEMS = ordered("Android", "Android", "iPhone", "iOS", "iPad", "iOS",
			"CrOS", "ChromeOS", "Windows", "Windows", "Mac OS X", "macOS", "Linux", "Linux");

	private Browsers() {
	}

	private static Map<String, String> ordered(String... pairs) {
		Map<String, String> map = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			map.put(pairs[i], pairs[i + 1]);
		}
		return map;
	}

	/**
	 * What people call a browser.
	 * @param userAgent the header of that name, any text
	 */
	static String name(String userAgent) {
		String product = find(PRODUCTS, userAgent, firstWord(userAgent));
		String system = find(SYSTEMS, userAgent, "");
		return system.isEmpty() ? product : product + " on " + system;
	}

	private static String find(Map<String, String> known, String userAgent, String otherwise) {
		return known.entrySet()
			.stream()
			.filter((entry) -> userAgent.contains(entry.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(otherwise);
	}

	/** {@code curl} of {@code curl/8.5.0}. */
	private static String firstWord(String userAgent) {
		String word = userAgent.split("[/ ]", 2)[0].replaceAll("[^\\p{Graph}]", "");
		return word.isEmpty() ? "Unknown browser" : word.substring(0, Math.min(MAX_LENGTH, word.length()));
	}

}
