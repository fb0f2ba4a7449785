package io.strapper.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of killing servers and their engines. For all threads. */
final class CrashReport {

	private final Map<String, Integer> counts = new TreeMap<>();

	private final List<String> wrong = new ArrayList<>();

	/** Something happened. */
	void count(String what) {
		count(what, 1);
	}

	/** A run ended, and as it should. */
	void ended(String status, int lines) {
		count("run: " + status, 1);
		count("run: lines in their logs", lines);
	}

	/** Something is not as it should be. */
	synchronized void wrong(String sentence, Object... arguments) {
		this.wrong.add(sentence.formatted(arguments));
	}

	/** All that is not as it should be. */
	synchronized List<String> wrong() {
		return Collections.unmodifiableList(new ArrayList<>(this.wrong));
	}

	/** Something happened so many times. */
	synchronized void count(String what, int times) {
		this.counts.merge(what, times, Integer::sum);
	}

	@Override
	public synchronized String toString() {
		String table = this.counts.entrySet()
			.stream()
			.map((entry) -> "%-70s %8d%n".formatted(entry.getKey(), entry.getValue()))
			.collect(Collectors.joining());
		return table + "%-70s %8d%n".formatted("WRONG", this.wrong.size())
				+ this.wrong.stream().map((sentence) -> sentence + "\n").collect(Collectors.joining());
	}

}
