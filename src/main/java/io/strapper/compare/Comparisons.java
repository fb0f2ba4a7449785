package io.strapper.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.strapper.language.Sentence;
import io.strapper.live.Logs;
import io.strapper.live.NotVisibleException;
import io.strapper.live.RunKey;
import io.strapper.live.TooBusyException;
import io.strapper.log.FrozenPages;
import io.strapper.log.RunLog;
import io.strapper.run.LogRemoved;
import io.strapper.run.Run;
import io.strapper.user.ConcurrencyLimit;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Compares the logs of ended runs. A comparison takes seconds of one thread for large
 * logs, so few go on at a time. Safe for use by several threads.
 */
@Component
class Comparisons {

	private static final int MOST = 2;

	private static final int MOST_OF_A_USER = 1;

	private static final int MOST_HUNKS = 200_000;

	/** Characters of a line that are shown. */
	private static final int LONGEST = 1000;

	private final ConcurrencyLimit going = new ConcurrencyLimit(MOST, MOST_OF_A_USER);

	private final Cache<Pair, Comparison> known = Caffeine.newBuilder()
		.maximumWeight(MOST_HUNKS)
		.weigher((Pair pair, Comparison comparison) -> 1 + comparison.hunks().size())
		.build();

	private final Logs logs;

	Comparisons(Logs logs) {
		this.logs = logs;
	}

	/**
	 * A part of the comparison of two ended runs.
	 * @param older the run that is compared with
	 * @param newer the run that is looked at
	 * @param from number of the first hunk wanted
	 * @param user who asks
	 * @throws io.strapper.live.LogRemovedException if a log was removed
	 * @throws NotVisibleException if a log is not there, or there is no such hunk
	 * @throws TooBusyException if too many comparisons go on
	 */
	Part part(Run older, Run newer, int from, String user) {
		RunLog left = this.logs.log(older);
		RunLog right = this.logs.log(newer);
		if (!this.going.enter(user)) {
			throw new TooBusyException(Sentence.of("problem.compare.busy"));
		}
		try {
			Pair pair = new Pair(RunKey.of(older), RunKey.of(newer));
			Comparison comparison = this.known.getIfPresent(pair);
			if (comparison == null) {
				comparison = Comparison.of(QuietLog.of(left), QuietLog.of(right));
				this.known.put(pair, comparison);
			}
			if (from < 0 || from > 0 && from >= comparison.hunks().size()) {
				throw new NotVisibleException("part of the comparison");
			}
			Unified unified = Unified.of(comparison, from);
			return new Part(comparison, unified, texts(unified, left, right));
		}
		catch (NoSuchFileException ex) {
			throw new NotVisibleException("log");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			this.going.leave(user);
		}
	}

	private static List<String> texts(Unified unified, RunLog left, RunLog right) throws IOException {
		Map<Integer, String> removed = read(left,
				unified.rows()
					.stream()
					.filter((row) -> row.kind() == Unified.Kind.REMOVED)
					.map(Unified.Row::oldLine)
					.collect(Collectors.toCollection(TreeSet::new)));
		Map<Integer, String> others = read(right,
				unified.rows()
					.stream()
					.filter((row) -> row.hasText() && row.newLine() >= 0)
					.map(Unified.Row::newLine)
					.collect(Collectors.toCollection(TreeSet::new)));
		return unified.rows()
			.stream()
			.map((row) -> !row.hasText() ? ""
					: (row.newLine() < 0) ? removed.getOrDefault(row.oldLine(), "")
							: others.getOrDefault(row.newLine(), ""))
			.toList();
	}

	/** In one go, however far they stand apart. */
	private static Map<Integer, String> read(RunLog log, SortedSet<Integer> lines) throws IOException {
		Map<Integer, String> texts = new HashMap<>();
		if (!lines.isEmpty()) {
			new FrozenPages(log).read(log.size(), lines.first(), lines.last() + 1L, (number, line) -> {
				if (lines.contains((int) number)) {
					String text = line.shown().text();
					texts.put((int) number, text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
				}
			});
		}
		return texts;
	}

	@EventListener
	void removed(LogRemoved event) {
		RunKey run = RunKey.of(event.run());
		this.known.asMap().keySet().removeIf((pair) -> pair.older().equals(run) || pair.newer().equals(run));
	}

	private record Pair(RunKey older, RunKey newer) {
	}

	/**
	 * A part of a comparison.
	 *
	 * @param comparison the whole of it
	 * @param unified which lines are shown
	 * @param texts the text of each row; "" if it has none
	 */
	record Part(Comparison comparison, Unified unified, List<String> texts) {
	}

}
