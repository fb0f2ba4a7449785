package io.strapper.journey;

import java.util.List;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages follow what a reader has told the system: colours, contrast, size, a finger. */
class AdaptationTests {

	private static final List<String> PAGES = List.of("/", "/apps/shop", "/apps/never", "/users", "/account", "/audit",
			"/about", "/activity", "/nowhere");

	/**
	 * What a finger is to hit and is smaller than WCAG 2.5.8 allows; links in sentences
	 * are not asked.
	 */
	private static final String SMALL = """
			return [...document.querySelectorAll('a, button, input:not([type=hidden]), select')]
			  .filter((target) => target.checkVisibility() && !target.closest('.rows, .heard, [popover], dialog')
			    && !target.matches('.skip') && getComputedStyle(target).display !== 'inline')
			  .map((target) => [target, target.getBoundingClientRect()])
			  .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24))
			  .map(([target, box]) => `${target.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`);""";

	/** The least contrast of text that is not the main text to what is behind it. */
	private static final String LEAST_CONTRAST = """
			const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
			const bytes = (color) => {
			  paint.fillStyle = color;
			  paint.fillRect(0, 0, 1, 1);
			  return paint.getImageData(0, 0, 1, 1).data;
			};
			const linear = (byte) => byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4;
			const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
			const behind = (element) => {
			  for (let e = element; e; e = e.parentElement) {
			    const { backgroundColor } = getComputedStyle(e);
			    if (!backgroundColor.endsWith(' 0)')) return backgroundColor;
			  }
			};
			return Math.min(...[...document.querySelectorAll('.facts, .history .took, .n, .tools .line-count')]
			  .filter((text) => text.checkVisibility())
			  .map((text) => {
			    const [low, high] = [getComputedStyle(text).color, behind(text)].map((c) => luminance(bytes(c))).sort((a, b) => a - b);
			    return (high + 0.05) / (low + 0.05);
			  }));""";

	@RunningServer
	private static Server server;

	@AutoClose
	private static Page page;

	@BeforeAll
	static void start() {
		server.script("shop", "deploy", "seq 1 200", "printf '\\033[42;30m PASS \\033[0m all of it\\n'");
		server.script("shop", "stop", "true");
		server.script("shop", "destroy", "true");
		server.file("shop", "app.yml", "name: The shop\ndescription: Sells things\nurl: https://shop.example.org/\n");
		server.script("never", "deploy", "true");
		Client admin = server.admin();
		admin.post("/users", Map.of("username", "ann", "password", "long enough to watch", "role", "VIEWER"));
		admin.app("shop").deployed();
		admin.app("shop").deployed();
		page = server.page();
	}

	@AfterEach
	void asBefore() {
		command("Emulation.setEmulatedMedia", Map.of("features", List.of()));
		command("Emulation.clearDeviceMetricsOverride", Map.of());
		command("Emulation.setTouchEmulationEnabled", Map.of("enabled", false));
	}

	private static void command(String name, Map<String, Object> parameters) {
		page.driver().executeCdpCommand(name, parameters);
	}

	private static void prefer(String feature, String value) {
		command("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
	}

	private static void size(int width, int height, double scale, boolean mobile) {
		command("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", mobile));
	}

	private static Object style(String selector, String property) {
		return page.run("return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]", selector,
				property);
	}

	@Test
	void forcedColoursLoseNothing() {
		prefer("forced-colors", "active");
		page.open("/apps/shop/runs/2");
		page.awaitShown("all of it");

		assertThat(style(".wrap-toggle", "outlineStyle")).isEqualTo("none");
		page.press("Wrap");
		assertThat(style(".wrap-toggle", "outlineStyle")).isEqualTo("solid");
		page.press("Wrap");
		page.keep("forced colours");
		assertThat(style(".history [aria-current]", "borderInlineStartWidth")).isEqualTo("4px");
		assertThat(style(".history li:not(:has([aria-current])) a", "borderInlineStartWidth")).isEqualTo("0px");
		assertThat(style(".t .bg2", "forcedColorAdjust")).isEqualTo("none");
		assertThat(style(".t .bg2", "backgroundColor")).isNotEqualTo(style(".log", "backgroundColor"));
		page.driver().findElement(By.cssSelector("[commandfor=destroy-shop]")).click();
		assertThat(style("#destroy-shop", "borderTopStyle")).isEqualTo("solid");
		page.keep("forced colours dialog");
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void whoeverPrefersContrastGetsMore(String theme) {
		page.open("/apps/shop");
		page.awaitShown("all of it");
		page.run("document.documentElement.dataset.theme = arguments[0]", theme);
		double before = ((Number) page.run(LEAST_CONTRAST)).doubleValue();

		prefer("prefers-contrast", "more");

		page.keep("more contrast " + theme);
		assertThat(((Number) page.run(LEAST_CONTRAST)).doubleValue()).isGreaterThan(before).isGreaterThanOrEqualTo(7);
	}

	@ParameterizedTest(name = "{0} times")
	@ValueSource(ints = { 2, 4 })
	void zoomLosesNothing(int zoom) {
		size(1280 / zoom, 800 / zoom, zoom, false);
		for (String path : PAGES) {
			page.open("/login").open(path);

			page.keep("zoom " + zoom + path.replace('/', ' '));
			assertThat(page.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
				.as(path)
				.isEqualTo(0L);
		}
		page.open("/apps/shop");
		page.awaitShown("all of it");
		for (String control : List.of("[data-action=deploy]", "[data-action=stop]", "[commandfor=destroy-shop]",
				".search-toggle", ".times-toggle", ".wrap-toggle", ".raw", ".delete-log", ".me", ".history .name")) {
			assertThat(page
				.run("""
						const target = document.querySelector(arguments[0]);
						target.scrollIntoView({ block: 'center' });
						const box = target.getBoundingClientRect();
						const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
						return box.left >= 0 && box.right <= innerWidth && !!hit && (target.contains(hit) || hit.contains(target));""",
						control))
				.as(control)
				.isEqualTo(true);
		}
	}

	@Test
	void aFingerHitsWhatItIsMeantTo() {
		size(390, 800, 2, true);
		command("Emulation.setTouchEmulationEnabled", Map.of("enabled", true));
		for (String path : PAGES) {
			page.open("/login").open(path);

			assertThat((List<?>) page.run(SMALL)).as(path).isEmpty();
		}
	}

}
