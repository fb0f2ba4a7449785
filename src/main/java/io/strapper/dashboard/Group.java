package io.strapper.dashboard;

import java.util.ArrayList;
import java.util.List;

import io.strapper.language.Sentence;

/** Apps of one label, as rows. */
final class Group {

	private final String key;

	private final boolean named;

	private final List<String> rows = new ArrayList<>();

	private int shown;

	/**
	 * A group without apps.
	 * @param key the label, empty for what needs somebody, {@code ~} for what has none
	 * @param named whether there can be others beside it
	 */
	Group(String key, boolean named) {
		this.key = key;
		this.named = named;
	}

	void add(String row, boolean shown) {
		this.rows.add(shown ? row : row.replaceFirst("<li ", "<li hidden "));
		this.shown += shown ? 1 : 0;
	}

	public String getKey() {
		return this.key;
	}

	/** What people read, as app-rows.js says it: a sentence, or a label. */
	public Object getTitle() {
		return switch (this.key) {
			case "" -> Sentence.of("live.apps.needed");
			case "~" -> Sentence.of("live.apps.others");
			default -> this.key;
		};
	}

	public boolean isNamed() {
		return this.named;
	}

	public List<String> getRows() {
		return this.rows;
	}

	/** How many of its apps are selected. */
	public int getShown() {
		return this.shown;
	}

}
