package io.strapper.journey;

import java.util.List;
import java.util.Map;

import io.strapper.browser.Modules;
import io.strapper.log.LogModelCases;
import io.strapper.testing.AnyBrowser;
import io.strapper.testing.Browsers;
import io.strapper.testing.SeededTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** One contract: the client's rule, in every browser, held to deltas that Java wrote. */
class LogModelTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String REPLAY = """
			return import('/test/replay.js').then(({ replay }) => replay(arguments[0]));
			""";

	private static Modules modules;

	private static List<AnyBrowser> browsers;

	@BeforeAll
	static void start() {
		modules = Modules.start();
		browsers = Browsers.names().stream().map(Browsers::open).toList();
		browsers.forEach((browser) -> browser.open(modules.page()));
	}

	@AfterAll
	static void stop() {
		browsers.forEach(AnyBrowser::close);
		modules.close();
	}

	@SeededTest(20)
	void anyDeliveryEndsInTheNewestSnapshot(long seed) {
		LogModelCases.Replay replay = LogModelCases.of(seed);
		String json = JSON.writeValueAsString(Map.of("heard", replay.heard(), "run", LogModelCases.FIRST_RUN, "pinned",
				replay.pinned(), "reconnects", replay.reconnects()));

		for (AnyBrowser browser : browsers) {
			assertThatItEndsInTheNewest(replay, (String) browser.run(REPLAY, json));
		}
	}

	private static void assertThatItEndsInTheNewest(LogModelCases.Replay replay, String shown) {
		View view = JSON.readValue(shown, View.class);
		assertThat(view.fetching()).isFalse();
		assertThat(view.run()).isEqualTo(replay.shown());
		assertThat(view.turned()).isSorted().doesNotHaveDuplicates();
		assertThat(view.offset()).isEqualTo(replay.whole().to());
		assertThat(view.frozen()).isEqualTo(replay.whole().frozen());
		assertThat(view.lineCount()).isEqualTo(replay.whole().lineCount());
		assertThat(view.firstLine()).isLessThanOrEqualTo(view.frozen());
		assertThat(view.lines())
			.isEqualTo(replay.whole().lines().subList((int) view.firstLine(), (int) view.lineCount()));
	}

	/** What the model shows. */
	record View(long run, List<Long> turned, long offset, long frozen, long lineCount, long firstLine,
			List<String> lines, boolean fetching) {
	}

}
