package io.strapper.journey;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of killing servers. For all threads. */
final class CrashReport {

	private final Map<String, Integer> counts = new TreeMap<>();

	private final List<String> wrong = new ArrayList<>();

	/** A server was killed. */
	void killed(String when) {
		count("kill -9 of a server: " + when, 1);
	}

	/** How far a run was when that happened. */
	void atCrash(String stage) {
		count("run at a crash: " + stage, 1);
	}

	void acknowledged() {
		count("press: answered with a run", 1);
	}

	void unanswered() {
		count("press: cut off by the crash", 1);
	}

	/** A run ended, and as it should. */
	void ended(String status, int lines) {
		count("run: " + status, 1);
		count("run: lines in their logs", lines);
	}

	void databaseRead() {
		count("database: read to its last row", 1);
	}

	/** Something is not as it should be. */
	synchronized void wrong(String sentence, Object... arguments) {
		this.wrong.add(sentence.formatted(arguments));
	}

	/** All that is not as it should be. */
	synchronized List<String> wrong() {
		return Collections.unmodifiableList(new ArrayList<>(this.wrong));
	}

	private synchronized void count(String what, int times) {
		this.counts.merge(what, times, Integer::sum);
	}

	@Override
	public synchronized String toString() {
		String table = this.counts.entrySet()
			.stream()
			.map((entry) -> "%-50s %8d%n".formatted(entry.getKey(), entry.getValue()))
			.collect(Collectors.joining());
		return table + "%-50s %8d%n".formatted("WRONG", this.wrong.size())
				+ this.wrong.stream().map((sentence) -> sentence + "\n").collect(Collectors.joining());
	}

}
