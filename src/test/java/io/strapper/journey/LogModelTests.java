package io.strapper.journey;

import java.util.List;
import java.util.Map;

import io.strapper.log.LogModelCases;
import io.strapper.testing.Browser;
import io.strapper.testing.RunningServer;
import io.strapper.testing.SeededTest;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.openqa.selenium.chrome.ChromeDriver;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** One contract: the client's rule, in a browser, held to deltas that Java wrote. */
class LogModelTests {

	private static final JsonMapper JSON = new JsonMapper();

	/**
	 * Messages go through the rule; the answer to a snapshot comes some messages later,
	 * as it would over a network, and stands where the log stood then.
	 */
	private static final String REPLAY = """
			const [json, done] = arguments;
			const { heard, snapshots, run } = JSON.parse(json);
			import('/js/log-model.js').then((model) => {
			  let state = model.start(run, false);
			  let asked = -1;
			  const follow = (outcome, at) => {
			    state = outcome.state;
			    for (const effect of outcome.effects) if (effect.type === 'snapshot') asked = at;
			  };
			  heard.forEach((message, at) => {
			    follow(model.receive(state, message), at);
			    if (asked >= 0 && at >= asked + 3) {
			      asked = -1;
			      follow(model.answered(state, run, snapshots[at]), at);
			    }
			  });
			  if (asked >= 0) follow(model.answered(state, run, null), heard.length);
			  follow(model.resync(state), heard.length);
			  follow(model.answered(state, run, snapshots[snapshots.length - 1]), heard.length);
			  const { offset, frozen, lineCount, firstLine } = state.view;
			  const lines = [];
			  for (let n = firstLine; n < lineCount; n++) lines.push(model.lineAt(state.view, n));
			  done(JSON.stringify({ offset, frozen, lineCount, firstLine, lines, fetching: state.fetching }));
			}, (error) => done('error: ' + error));
			""";

	@RunningServer
	private static Server server;

	private static ChromeDriver browser;

	@BeforeAll
	static void start() {
		browser = Browser.open();
		browser.get(server.url() + "/login");
	}

	@AfterAll
	static void stop() {
		browser.quit();
	}

	@SeededTest(12)
	void anyDeliveryEndsInTheNewestSnapshot(long seed) {
		LogModelCases.Replay replay = LogModelCases.of(seed);
		String json = JSON.writeValueAsString(
				Map.of("heard", replay.heard(), "snapshots", replay.snapshots(), "run", LogModelCases.RUN));

		String shown = (String) browser.executeAsyncScript(REPLAY, json);

		View view = JSON.readValue(shown, View.class);
		assertThat(view.fetching()).isFalse();
		assertThat(view.offset()).isEqualTo(replay.whole().to());
		assertThat(view.frozen()).isEqualTo(replay.whole().frozen());
		assertThat(view.lineCount()).isEqualTo(replay.whole().lineCount());
		assertThat(view.firstLine()).isLessThanOrEqualTo(view.frozen());
		assertThat(view.lines())
			.isEqualTo(replay.whole().lines().subList((int) view.firstLine(), (int) view.lineCount()));
	}

	/** What the model shows. */
	record View(long offset, long frozen, long lineCount, long firstLine, List<String> lines, boolean fetching) {
	}

}
