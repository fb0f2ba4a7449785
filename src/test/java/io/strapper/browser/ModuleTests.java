package io.strapper.browser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.strapper.testing.AnyBrowser;
import io.strapper.testing.Browsers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages' JavaScript modules, each by itself: {@code src/test/js}, in every browser.
 */
class ModuleTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String RUN = """
			return Promise.all([import('/test/testing.js'), import(arguments[0])])
			  .then(([testing]) => testing.run())
			  .catch((error) => [{ name: 'can be imported', problem: String(error.stack) }])
			  .then((results) => JSON.stringify(results));
			""";

	private static final String CHECK_TYPES = """
			const files = arguments[0].split(',');
			return import('/test/check-types.js').then((checker) => checker.check(files)).then((all) => all.join('\\n'));
			""";

	private static Modules modules;

	private static final Map<String, AnyBrowser> browsers = new LinkedHashMap<>();

	@BeforeAll
	static void start() {
		modules = Modules.start();
		Browsers.names().forEach((name) -> browsers.put(name, Browsers.open(name)));
	}

	@AfterAll
	static void stop() {
		browsers.values().forEach(AnyBrowser::close);
		modules.close();
	}

	@TestFactory
	Stream<DynamicContainer> modules() {
		return browsers.entrySet()
			.stream()
			.map((browser) -> DynamicContainer.dynamicContainer(browser.getKey(),
					Modules.tests()
						.stream()
						.map((file) -> DynamicContainer.dynamicContainer(file, tests(browser.getValue(), file)))));
	}

	private static Stream<DynamicTest> tests(AnyBrowser browser, String file) {
		browser.open(modules.page());
		String json = (String) browser.run(RUN, "/test/" + file);
		List<Result> results = List.of(JSON.readValue(json, Result[].class));
		assertThat(results).as("tests in " + file).isNotEmpty();
		return results.stream()
			.map((result) -> DynamicTest.dynamicTest(result.name(), () -> assertThat(result.problem()).isEmpty()));
	}

	/** What {@code @ts-check} asks for in an editor. */
	@Test
	void theTypesOfAllScriptsAreRight() {
		AnyBrowser browser = browsers.values().iterator().next();
		browser.open(modules.page());

		Object problems = browser.run(CHECK_TYPES, String.join(",", Modules.scripts()));

		assertThat(problems).isEqualTo("");
	}

	/**
	 * How a test ended.
	 *
	 * @param name what it shows
	 * @param problem what went wrong, or empty
	 */
	record Result(String name, String problem) {
	}

}
