package io.strapper.testing;

import java.util.List;

/** The browsers that tests are run in, by their names. */
public final class Browsers {

	private Browsers() {
	}

	/**
	 * Chromium and Firefox; others by {@code -Dbrowsers}, a list that commas separate.
	 */
	public static List<String> names() {
		return List.of(System.getProperty("browsers", "chromium,firefox").split(","));
	}

	/** Opens one; the caller closes it. */
	public static AnyBrowser open(String name) {
		return switch (name) {
			case "chromium" -> new SeleniumBrowser(Browser.open());
			case "firefox" -> Firefox.open();
			case "webkit" -> WebKit.open();
			default -> throw new IllegalArgumentException("No such browser: " + name);
		};
	}

}
