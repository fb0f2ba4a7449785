package io.strapper.log;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

/**
 * The times at which a log's lines were begun, as a {@link LineClock} recorded them. The
 * time of any line in a log of any size is found by reading a few KiB.
 */
public final class LogTimes {

	/** A pause of at most so many milliseconds is no gap. */
	private static final long SHORT = 1000;

	private final SideFile file;

	LogTimes(SideFile file) {
		this.file = file;
	}

	/**
	 * The times at which lines were begun.
	 * @param from number of the first of them
	 * @param to number of the line before which to end
	 */
	public Part part(long from, long to) throws IOException {
		List<@Nullable Long> at = new ArrayList<>((int) (to - from));
		boolean settled = false;
		try (LineTimesReader steps = new LineTimesReader(this.file)) {
			steps.seek(from);
			for (Optional<LineTime> next = steps.next(); !settled && next.isPresent(); next = steps.next()) {
				LineTime step = next.get();
				for (long line = from + at.size(); line < Math.min(step.lines(), to); line++) {
					at.add(step.known() ? step.at() : null);
				}
				settled = step.lines() >= to;
			}
		}
		catch (NoSuchFileException ex) {
			// Never followed
		}
		while (from + at.size() < to) {
			at.add(null);
		}
		return new Part(at, settled);
	}

	/**
	 * When some lines were begun.
	 * @param lines their numbers
	 * @return milliseconds since the epoch, of those lines of which it is known
	 */
	public Map<Long, Long> of(SortedSet<Long> lines) throws IOException {
		Map<Long, Long> at = new HashMap<>();
		SortedSet<Long> left = lines;
		try (LineTimesReader steps = new LineTimesReader(this.file)) {
			for (Optional<LineTime> next = steps.next(); !left.isEmpty() && next.isPresent(); next = steps.next()) {
				LineTime step = next.get();
				if (left.first() >= step.lines()) {
					continue;
				}
				if (step.known()) {
					left.headSet(step.lines()).forEach((line) -> at.put(line, step.at()));
				}
				left = left.tailSet(step.lines());
			}
		}
		catch (NoSuchFileException ex) {
			// Never followed
		}
		return at;
	}

	/**
	 * The longest gaps: the lines that began more than a second after the line before.
	 * @param limit how many lines at most
	 * @return the longest gap first
	 */
	public List<Gap> longest(int limit) throws IOException {
		PriorityQueue<Gap> longest = new PriorityQueue<>(Comparator.comparing(Gap::gap));
		LineTime before = LineTime.ORIGIN;
		try (LineTimesReader steps = new LineTimesReader(this.file)) {
			for (Optional<LineTime> next = steps.next(); next.isPresent(); next = steps.next()) {
				LineTime step = next.get();
				long gap = (before.known() && step.known()) ? step.at() - before.at() : 0;
				if (gap > SHORT) {
					longest.add(new Gap(before.lines(), step.at(), gap));
				}
				if (longest.size() > limit) {
					longest.remove();
				}
				before = step;
			}
		}
		catch (NoSuchFileException ex) {
			// Never followed
		}
		return longest.stream().sorted(Comparator.comparing(Gap::gap).reversed().thenComparing(Gap::line)).toList();
	}

	/**
	 * Times of consecutive lines.
	 *
	 * @param at milliseconds since the epoch, one a line; null where it is not known
	 * @param settled whether the times are final; if not, unknown ones may become known
	 */
	public record Part(List<@Nullable Long> at, boolean settled) {
	}

	/**
	 * A pause before a line.
	 *
	 * @param line its number
	 * @param at when it was begun, milliseconds since the epoch
	 * @param gap milliseconds since the line before was begun
	 */
	public record Gap(long line, long at, long gap) {
	}

}
