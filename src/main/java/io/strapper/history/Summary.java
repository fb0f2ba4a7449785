package io.strapper.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.strapper.live.RunView;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What runs have in common.
 *
 * @param runs how many runs count: the newest ones
 * @param actions the figures of each action, by its label
 * @param people who pressed, the busiest first
 */
record Summary(int runs, List<Figures> actions, List<Person> people) {

	private static final int MOST_PEOPLE = 10;

	/** A summary of runs, newest first. */
	static Summary of(List<PastRun> runs) {
		Map<String, List<PastRun>> byAction = runs.stream()
			.collect(Collectors.groupingBy(PastRun::action, TreeMap::new, Collectors.toList()));
		Map<String, List<PastRun>> byPerson = runs.stream()
			.collect(Collectors.groupingBy(PastRun::startedBy, LinkedHashMap::new, Collectors.toList()));
		return new Summary(runs.size(),
				byAction.entrySet().stream().map((entry) -> Figures.of(entry.getKey(), entry.getValue())).toList(),
				byPerson.entrySet()
					.stream()
					.map((entry) -> Person.of(entry.getKey(), entry.getValue()))
					.sorted(Comparator.comparingInt(Person::runs).reversed())
					.limit(MOST_PEOPLE)
					.toList());
	}

	/** How long good runs of an action usually take, or null if they do not tell. */
	RunView.@Nullable Usual usual(String action) {
		return this.actions.stream()
			.filter((figures) -> figures.action().equals(action))
			.map(Figures::usual)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static int count(List<PastRun> runs, String... statuses) {
		return (int) runs.stream().filter((run) -> List.of(statuses).contains(run.status())).count();
	}

	private static @Nullable Integer percent(int succeeded, int failed) {
		// Rounded down: what failed once did not succeed at 100 %
		return (succeeded + failed > 0) ? 100 * succeeded / (succeeded + failed) : null;
	}

	/**
	 * The figures of an action.
	 *
	 * @param action its label
	 * @param runs how many there were
	 * @param succeeded how many of them succeeded
	 * @param failed how many failed, timed out or were lost
	 * @param cancelled how many were cancelled, which says nothing about success
	 * @param successPercent the success rate, rounded down; null if none ended so
	 * @param usual what good ones usually take; null if fewer than three succeeded
	 */
	record Figures(@Schema(allowableValues = {
			"deploy", "stop", "destroy" }) String action, int runs, int succeeded, int failed, int cancelled,
			@Nullable Integer successPercent, RunView.@Nullable Usual usual){

		static Figures of(String action, List<PastRun> runs) {
			int succeeded = count(runs, "succeeded");
			int failed = count(runs, "failed", "timed-out", "lost");
			List<Duration> good = runs.stream()
				.filter(PastRun::isGood)
				.map(PastRun::durationMs)
				.filter(Objects::nonNull)
				.map(Duration::ofMillis)
				.toList();
			return new Figures(action, runs.size(), succeeded, failed, count(runs, "cancelled"),
					percent(succeeded, failed), RunView.Usual.of(good).orElse(null));
		}

	}

	/**
	 * What somebody pressed.
	 *
	 * @param name the user's name
	 * @param runs how many runs they started
	 * @param successPercent how many of these succeeded, as for an action
	 * @param lastNumber number of the last one
	 * @param lastAction label of the last one
	 * @param lastAt when that was started, UTC
	 */
	record Person(String name, int runs, @Nullable Integer successPercent, long lastNumber,
			@JsonIgnore String lastAction, Instant lastAt) {

		static Person of(String name, List<PastRun> runs) {
			PastRun last = runs.get(0);
			Integer percent = percent(count(runs, "succeeded"), count(runs, "failed", "timed-out", "lost"));
			return new Person(name, runs.size(), percent, last.number(), last.action(), last.startedAt());
		}

	}

}
