package io.strapper.outline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.strapper.outline.GroupMarker.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a log, read from the markers that scripts print. It takes lines in order
 * and can be asked at any time; its size is bounded. Not thread-safe.
 * <p>
 * What is not ended ends with what it stands in, at last with the log. The header of a
 * diff, {@code ---} in one line and {@code +++} in the next, and a trace of the shell,
 * {@code +++} next to {@code ++}, are no headings.
 */
public final class Groups {

	/** Most groups that are kept. */
	public static final int MOST = 10_000;

	/** Most groups that stand in each other. */
	public static final int DEEPEST = 20;

	/** So many lines after a command that the shell traced, {@code +++} is another. */
	private static final int TRACE = 20;

	private static final int LONGEST_NAME = 200;

	private final List<Entry> entries = new ArrayList<>();

	private final Deque<Entry> open = new ArrayDeque<>();

	/** Begun groups that are not kept, whose ends are still to come. */
	private int left;

	private long traced = Long.MIN_VALUE / 2;

	/** The last line that begins with {@code ---}. */
	private long minus = Long.MIN_VALUE / 2;

	/** The heading in the line before, null if there is none. */
	private @Nullable Entry before;

	/** What the heading in the line before ended. */
	private final List<Entry> endedBefore = new ArrayList<>();

	/**
	 * Takes a line. Lines without a marker may be left out if they do not begin with
	 * {@code +} or {@code -}.
	 * @param number its number, from 0, not less than the one before
	 * @param text its text; GitLab's and Travis's markers erase themselves on a terminal,
	 * so of them the text as written
	 */
	public void line(long number, String text) {
		if (text.startsWith("+ ") || text.startsWith("++ ")) {
			this.traced = number;
			retract(number, "+++");
		}
		if (text.startsWith("--- ")) {
			this.minus = number;
		}
		boolean diff = number == this.minus + 1;
		if (text.startsWith("+++ ") && (diff || number - this.traced < TRACE)) {
			retract(number, "---");
			return;
		}
		GroupMarker.of(text).ifPresent((marker) -> take(number, text, marker));
	}

	/** Takes a heading in the line before back. */
	private void retract(long number, String start) {
		Entry entry = this.before;
		if (entry != null && entry.first == number - 1 && entry.text.startsWith(start)) {
			this.entries.remove(this.entries.size() - 1);
			this.open.remove(entry);
			for (Entry ended : this.endedBefore) {
				ended.last = -1;
				this.open.push(ended);
			}
		}
		this.before = null;
	}

	private void take(long number, String text, GroupMarker marker) {
		this.before = null;
		switch (marker.kind()) {
			case BEGIN -> begin(number, text, marker);
			case END -> end(number, marker);
			case HEADING -> {
				head(number, marker);
				this.before = begin(number, text, marker);
			}
		}
	}

	private @Nullable Entry begin(long number, String text, GroupMarker marker) {
		if (this.entries.size() == MOST || this.open.size() == DEEPEST) {
			this.left += (marker.kind() == Kind.BEGIN) ? 1 : 0;
			return null;
		}
		Entry entry = new Entry(marker, text.substring(0, Math.min(3, text.length())), name(marker), this.open.size(),
				number);
		this.entries.add(entry);
		this.open.push(entry);
		return entry;
	}

	private void end(long number, GroupMarker marker) {
		if (this.left > 0) {
			this.left--;
			return;
		}
		if (this.open.stream().noneMatch((entry) -> marker.ends(entry.marker))) {
			return;
		}
		boolean ended = false;
		while (!ended) {
			Entry entry = this.open.pop();
			entry.last = number;
			entry.closed = true;
			ended = marker.ends(entry.marker);
		}
	}

	/** Ends what a heading follows, but nothing that has an end of its own. */
	private void head(long number, GroupMarker marker) {
		this.endedBefore.clear();
		int count = 0;
		int depth = 0;
		for (Entry entry : this.open) {
			if (entry.marker.kind() == Kind.BEGIN) {
				break;
			}
			depth++;
			count = marker.follows(entry.marker) ? depth : count;
		}
		for (Iterator<Entry> entries = this.open.iterator(); count > 0; count--) {
			Entry entry = entries.next();
			entry.last = Math.max(entry.first, number - 1);
			entries.remove();
			this.endedBefore.add(0, entry);
		}
	}

	private static String name(GroupMarker marker) {
		String name = marker.name()
			.replaceAll("\\x1b\\[[0-9;]*[A-Za-z]", "")
			.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ")
			.strip();
		if (name.isEmpty()) {
			return "Group";
		}
		return name.substring(0,
				name.offsetByCodePoints(0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length()))));
	}

	/**
	 * The groups so far, in the order of their first lines.
	 * @param lineCount how many lines the log has
	 * @param running whether the run goes on
	 * @param error the line that the run failed with, null if there is none
	 */
	public List<Group> list(long lineCount, boolean running, @Nullable Finding error) {
		return this.entries.stream()
			.filter((entry) -> entry.first < lineCount)
			.map((entry) -> entry.group(lineCount, running, error))
			.toList();
	}

	/** How many there are so far. */
	int count() {
		return this.entries.size();
	}

	/** These groups, to be gone on with apart. */
	Groups copy() {
		Groups copy = new Groups();
		Map<Entry, Entry> copies = new IdentityHashMap<>();
		this.entries.forEach((entry) -> copy.entries.add(copies.computeIfAbsent(entry, Entry::copy)));
		this.open.forEach((entry) -> copy.open.add(copies.computeIfAbsent(entry, Entry::copy)));
		this.endedBefore.forEach((entry) -> copy.endedBefore.add(copies.computeIfAbsent(entry, Entry::copy)));
		copy.before = (this.before != null) ? copies.get(this.before) : null;
		copy.left = this.left;
		copy.traced = this.traced;
		copy.minus = this.minus;
		return copy;
	}

	/** A group while it may still change. */
	private static final class Entry {

		private final GroupMarker marker;

		/** How its line begins. */
		private final String text;

		private final String name;

		private final int depth;

		private final long first;

		/** Its last line, -1 if it has not ended. */
		private long last = -1;

		private boolean closed;

		Entry(GroupMarker marker, String text, String name, int depth, long first) {
			this.marker = marker;
			this.text = text;
			this.name = name;
			this.depth = depth;
			this.first = first;
		}

		Entry copy() {
			Entry copy = new Entry(this.marker, this.text, this.name, this.depth, this.first);
			copy.last = this.last;
			copy.closed = this.closed;
			return copy;
		}

		Group group(long lineCount, boolean running, @Nullable Finding error) {
			boolean ends = this.last >= 0 && this.last < lineCount;
			long last = ends ? this.last : Math.max(this.first, lineCount - 1);
			Group.State state = (this.last < 0 && running) ? Group.State.RUNNING
					: (error != null && error.line() >= this.first && error.line() <= last) ? Group.State.FAILED
							: Group.State.ENDED;
			return new Group(this.name, this.depth, this.first, last, ends && this.closed, state);
		}

	}

}
