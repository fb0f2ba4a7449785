package io.strapper.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.strapper.language.Language;
import io.strapper.language.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is drawn of an app's history. */
class PlotTests {

	private static final Texts ENGLISH = new Texts(Language.ENGLISH);

	private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");

	/** Runs such as {@code deploy failed 90}, newest first; the durations in seconds. */
	private static List<PastRun> runs(String... spelled) {
		List<PastRun> runs = new ArrayList<>();
		for (int i = 0; i < spelled.length; i++) {
			String[] parts = spelled[i].split(" ");
			Long millis = (parts.length > 2) ? Long.valueOf(parts[2]) * 1000 : null;
			runs.add(new PastRun(spelled.length - i, parts[0], parts[1], null, "ann", START,
					(millis != null) ? START.plusMillis(millis) : null, millis, null, null));
		}
		return runs;
	}

	private static Plot plot(String... spelled) {
		List<PastRun> runs = runs(spelled);
		return Plot.of(runs, Summary.of(runs), START.plusSeconds(30));
	}

	@Test
	void theNewestRunStandsOnTheRight() {
		Plot plot = plot("deploy succeeded 10", "deploy failed 5");

		assertThat(plot.bars()).extracting((bar) -> bar.run().number()).containsExactly(1L, 2L);
		assertThat(plot.bars()).extracting(Plot.Bar::x).containsExactly(58 * 16, 59 * 16);
	}

	@Test
	void whatDidNotSucceedHasASign() {
		Plot plot = plot("deploy running", "deploy succeeded 1", "stop failed 1", "deploy cancelled 1",
				"deploy timed-out 1", "deploy lost 1");

		assertThat(plot.bars()).extracting(Plot.Bar::sign)
			.containsExactly("lost", "timed-out", "cancelled", "failed", null, "running");
		assertThat(plot.text(ENGLISH)).isEqualTo(
				"Newest on the right. Of 6: 1 cancelled, 1 failed, 1 lost, 1 running, 1 succeeded, 1 timed out.");
	}

	@Test
	void aBarSaysEverythingInWords() {
		assertThat(plot("stop running", "deploy timed-out 65").bars()).extracting((bar) -> bar.text(ENGLISH))
			.containsExactly("Deploy #1 timed out after 1m 05s, by ann, 2026-11-24 09:00 UTC",
					"Stop #2 running for 30s, by ann, 2026-11-24 09:00 UTC");
		assertThat(plot("deploy failed 65").bars().get(0).text(new Texts(Language.GERMAN)))
			.isEqualTo("Deployment #1 fehlgeschlagen nach 1 min 05 s, von ann, 24.11.2026, 09:00 UTC");
	}

	@Test
	void whatTookLongerThanUsualHasASign() {
		Plot plot = plot("deploy succeeded 20", "deploy succeeded 10", "deploy succeeded 10", "deploy succeeded 10",
				"deploy succeeded 10", "deploy succeeded 10", "deploy succeeded 10", "deploy succeeded 10",
				"deploy succeeded 10", "deploy succeeded 10");

		assertThat(plot.bars().get(9).sign()).isEqualTo("slow");
		assertThat(plot.bars().get(9).text(ENGLISH)).contains("after 20s, longer than usual");
		assertThat(plot.bars().subList(0, 9)).extracting(Plot.Bar::sign).containsOnlyNulls();
		assertThat(plot.usual()).extracting((mark) -> mark.text(ENGLISH))
			.containsExactly("Half of the good deploy runs: 10s", "Nine of ten: 10s");
	}

	@Test
	void nothingIsUsualWithFewerThanThreeGoodRuns() {
		Plot plot = plot("deploy succeeded 90", "deploy succeeded 1", "deploy failed 1", "stop succeeded 1");

		assertThat(plot.usual()).isEmpty();
		assertThat(plot.bars()).extracting(Plot.Bar::sign).doesNotContain("slow");
	}

	@Test
	void oneEndlessRunDoesNotFlattenAllOthers() {
		Plot plot = plot("deploy failed 7200", "deploy succeeded 10", "deploy succeeded 12", "deploy succeeded 10");

		assertThat(plot.cut()).isTrue();
		assertThat(plot.bars().get(3).path()).contains("m0 -4");
		assertThat(plot.marks()).extracting((mark) -> mark.text(ENGLISH)).containsExactly("10s", "20s", "30s");
	}

	@ParameterizedTest(name = "{0} s")
	@CsvSource({ "0, 1s", "1, 1s", "5, 2s 4s 6s", "60, 15s 30s 45s 1m 00s", "61, 30s 1m 00s 1m 30s",
			"90000, 10h 00m 20h 00m 30h 00m", "10000000, 694h 26m 1388h 53m 2083h 20m 2777h 46m" })
	void theScaleHasAFewRoundMarks(long seconds, String marks) {
		Scale scale = Scale.of(seconds * 1000);

		assertThat(String.join(" ", scale.marks().stream().map(ENGLISH::millis).toList())).isEqualTo(marks);
		assertThat(scale.top()).isGreaterThanOrEqualTo(seconds * 1000);
	}

	@Test
	void aSummaryCountsByActionAndByPerson() {
		Summary summary = Summary.of(runs("deploy succeeded 10", "deploy failed 1", "deploy cancelled 3",
				"deploy succeeded 30", "deploy succeeded 20", "stop succeeded 1"));

		assertThat(summary.actions()).extracting(Summary.Figures::action).containsExactly("deploy", "stop");
		Summary.Figures deploys = summary.actions().get(0);
		assertThat(deploys.successPercent()).isEqualTo(75);
		assertThat(deploys.cancelled()).isEqualTo(1);
		assertThat(deploys.usual()).hasFieldOrPropertyWithValue("medianMs", 20_000L)
			.hasFieldOrPropertyWithValue("p90Ms", 30_000L);
		assertThat(summary.actions().get(1).usual()).isNull();
		assertThat(summary.people()).singleElement().hasFieldOrPropertyWithValue("lastNumber", 6L);
	}

}
