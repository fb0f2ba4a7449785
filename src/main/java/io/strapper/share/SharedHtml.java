package io.strapper.share;

import java.util.ArrayList;
import java.util.List;

import io.strapper.live.Answer;
import io.strapper.terminal.FrozenLines;
import io.strapper.terminal.HtmlRenderer;
import io.strapper.terminal.Line;

/** Collects the HTML of lines, until they are too long. Not thread-safe. */
final class SharedHtml implements FrozenLines {

	private final List<String> lines = new ArrayList<>();

	private final long most;

	private final Answer answer;

	private long characters;

	/**
	 * No lines yet.
	 * @param most characters of HTML that are too many
	 * @param answer takes them from its budget
	 */
	SharedHtml(long most, Answer answer) {
		this.most = most;
		this.answer = answer;
	}

	@Override
	public void frozen(long number, Line line) {
		if (isTooLong()) {
			return;
		}
		String html = HtmlRenderer.html(line);
		this.characters += html.length();
		if (!isTooLong()) {
			this.answer.take(html.length());
			this.lines.add(html);
		}
	}

	/** Whether some lines are left out. */
	boolean isTooLong() {
		return this.characters > this.most;
	}

	/** The lines from the first on. */
	List<String> lines() {
		return this.lines;
	}

}
