package io.strapper.dashboard;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.strapper.app.Action;
import io.strapper.app.App;
import io.strapper.app.AppAccess;
import io.strapper.app.AppId;
import io.strapper.app.Keep;
import io.strapper.language.Language;
import io.strapper.language.Texts;
import io.strapper.run.Run;
import io.strapper.run.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How an app stands, and what is drawn of its past. */
class TileTests {

	private static final Texts ENGLISH = new Texts(Language.ENGLISH);

	private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");

	private static App app(String id, List<String> labels, boolean broken) {
		return new App(new AppId(id), id, null, null, labels, Path.of(id), broken ? Set.of() : Set.of(Action.DEPLOY),
				null, null, Keep.UNSAID, Map.of(), AppAccess.OPEN, broken ? List.of("deploy is missing.") : List.of());
	}

	/** A run such as {@code deploy failed 90}, which took 90 seconds. */
	private static Run run(String spelled) {
		String[] parts = spelled.split(" ");
		RunStatus status = RunStatus.of(parts[1].replace("waiting", "running"));
		int seconds = (parts.length > 2) ? Integer.parseInt(parts[2]) : 1;
		return new Run(new AppId("blog"), 1, Action.parse(parts[0]).orElseThrow(), status, null, "ann", START,
				status.ended() ? START.plusSeconds(seconds) : null, null, null, null, null, null, null,
				parts[1].equals("waiting") ? "It waits for input." : null, null);
	}

	private static Tile tile(App app, String... runs) {
		return new Tile(app, Stream.of(runs).map(TileTests::run).toList(), null, List.of(), 0);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "deploy succeeded, DEPLOYED", "stop succeeded, STOPPED", "destroy succeeded, STOPPED",
			"deploy failed, FAILED", "stop timed-out, FAILED", "deploy lost, FAILED", "deploy cancelled, CANCELLED",
			"deploy running, RUNNING", "stop waiting, WAITING" })
	void theNewestRunTellsHowAnAppStands(String newest, AppState state) {
		assertThat(tile(app("blog", List.of(), false), newest, "deploy failed").state()).isEqualTo(state);
	}

	@Test
	void anAppThatCannotBeDeployedIsBrokenUnlessItRuns() {
		assertThat(tile(app("blog", List.of(), true), "deploy succeeded").state()).isEqualTo(AppState.BROKEN);
		assertThat(tile(app("blog", List.of(), true)).state()).isEqualTo(AppState.BROKEN);
		assertThat(tile(app("blog", List.of(), true), "deploy running").state()).isEqualTo(AppState.RUNNING);
		assertThat(tile(app("blog", List.of(), false)).state()).isEqualTo(AppState.NEVER);
	}

	@Test
	void whatNeedsSomebodyComesFirst() {
		Stream<Tile> tiles = Stream
			.of("z deploy succeeded", "never", "running deploy running", "failed deploy failed",
					"waiting deploy waiting", "a stop succeeded")
			.map((spelled) -> spelled.split(" ", 2))
			.map((parts) -> tile(app(parts[0], List.of(), false),
					(parts.length > 1) ? new String[] { parts[1] } : new String[0]));

		assertThat(tiles.sorted(Tile.ORDER).map((tile) -> tile.app().name())).containsExactly("failed", "waiting",
				"running", "a", "z", "never");
	}

	@Test
	void whatNeedsNobodyStandsWithItsFirstLabel() {
		assertThat(tile(app("blog", List.of("shop", "data"), false), "deploy succeeded").group()).isEqualTo("shop");
		assertThat(tile(app("blog", List.of(), false)).group()).isEqualTo("~");
		assertThat(tile(app("blog", List.of("shop"), false), "deploy failed").group()).isEmpty();
	}

	@Test
	void theLongestRunHasTheHighestBarAndTheNewestStandsOnTheRight() {
		RunBars bars = RunBars
			.of(List.of(run("deploy succeeded 90"), run("deploy failed 45"), run("stop succeeded 0")));

		assertThat(bars.paths()).isEqualTo(Map.of("succeeded", "M57 16v-15M45 16v-3", "failed", "M51 16v-9m0 11v2"));
		assertThat(bars.text(ENGLISH))
			.isEqualTo("Last 3 runs, newest first: succeeded in 1m 30s, failed in 45s, succeeded in <1s");
		assertThat(bars.text(new Texts(Language.GERMAN))).isEqualTo(
				"Letzte 3 Läufe, neueste zuerst: erfolgreich nach 1 min 30 s, fehlgeschlagen nach 45 s, erfolgreich nach <1 s");
	}

	@Test
	void anActiveRunHasABarToo() {
		RunBars bars = RunBars.of(List.of(run("deploy running")));

		assertThat(bars.paths()).isEqualTo(Map.of("running", "M57 16v-15"));
		assertThat(bars.text(ENGLISH)).isEqualTo("Last run: running");
		assertThat(RunBars.of(List.of()).paths()).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "'', '', true", "BLOG, '', true", "'shop blog', '', true", "never deployed, '', true",
			"blog, never, true", "blog, failed, false", "'blog nothing', '', false" })
	void anAppIsSelectedByAllWords(String words, String state, boolean contained) {
		AppView view = AppView.of(app("blog", List.of("Shop"), false), true, null, null);

		assertThat(new Selection(words.toUpperCase(Locale.ROOT), state).contains(view, ENGLISH)).isEqualTo(contained);
	}

}
