package io.strapper.browser;

import java.util.List;
import java.util.stream.Stream;

import io.strapper.testing.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openqa.selenium.chrome.ChromeDriver;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages' JavaScript modules, each by itself: {@code src/test/js}, in a browser. */
class ModuleTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String RUN = """
			const [file, done] = arguments;
			Promise.all([import('/test/testing.js'), import(file)])
			  .then(([testing]) => testing.run())
			  .then((results) => done(JSON.stringify(results)), (error) => done(JSON.stringify([
			    { name: 'can be imported', problem: String(error.stack) }])));
			""";

	private static final String CHECK_TYPES = """
			const [files, done] = arguments;
			import('/test/check-types.js').then((checker) => checker.check(files)).then(done, (error) => done([
			  String(error.stack)]));
			""";

	private static Modules modules;

	private static ChromeDriver browser;

	@BeforeAll
	static void start() {
		modules = Modules.start();
		browser = Browser.open();
	}

	@AfterAll
	static void stop() {
		browser.quit();
		modules.close();
	}

	@TestFactory
	Stream<DynamicContainer> modules() {
		return Modules.tests().stream().map((file) -> DynamicContainer.dynamicContainer(file, tests(file)));
	}

	private static Stream<DynamicTest> tests(String file) {
		browser.get(modules.page());
		String json = (String) browser.executeAsyncScript(RUN, "/test/" + file);
		List<Result> results = List.of(JSON.readValue(json, Result[].class));
		assertThat(results).as("tests in " + file).isNotEmpty();
		return results.stream()
			.map((result) -> DynamicTest.dynamicTest(result.name(), () -> assertThat(result.problem()).isEmpty()));
	}

	/** What {@code @ts-check} asks for in an editor. */
	@Test
	void theTypesOfAllScriptsAreRight() {
		browser.get(modules.page());

		Object problems = browser.executeAsyncScript(CHECK_TYPES, Modules.scripts());

		assertThat((List<?>) problems).isEmpty();
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
