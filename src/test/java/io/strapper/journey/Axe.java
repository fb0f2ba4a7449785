package io.strapper.journey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.strapper.testing.Page;

/** Looks for what stands in somebody's way in a page: axe-core. */
final class Axe {

	private static final String RUN = """
			const [theme, done] = arguments;
			document.documentElement.dataset.theme = theme;
			axe.run().then(({ violations }) => done(violations.flatMap(({ id, nodes }) => nodes.map(({ target, html, any }) =>
			    `${id}: ${target} ${html.slice(0, 120)} ${any[0]?.message ?? ''}`))), (error) => done([String(error)]));
			""";

	private static final String SCRIPT = script();

	private Axe() {
	}

	private static String script() {
		try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The problems of a page as it is now: on a desktop and on a phone, light and dark.
	 * @param state what the page shows, for its screenshots
	 */
	static List<Object> problems(Page page, String state) {
		List<Object> problems = new ArrayList<>();
		page.run(SCRIPT);
		for (int width : new int[] { 1280, 390 }) {
			page.driver()
				.executeCdpCommand("Emulation.setDeviceMetricsOverride",
						Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width == 390));
			for (String theme : new String[] { "light", "dark" }) {
				Object found = page.driver().executeAsyncScript(RUN, theme);
				((List<?>) found).forEach((problem) -> problems.add(width + " " + theme + " " + problem));
				page.keep(state + " " + width + " " + theme);
			}
		}
		page.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
		return problems;
	}

}
