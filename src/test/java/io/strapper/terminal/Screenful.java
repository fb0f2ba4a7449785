package io.strapper.terminal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A terminal with all its lines kept, and a notation for what goes in: the pictures of
 * the control characters stand for them ({@code ␛ ␊ ␍ ␈ ␉ ␇} …), and {@code ␤} ends a
 * line in what is expected.
 */
final class Screenful {

	private final List<Line> frozen = new ArrayList<>();

	private final Terminal terminal = new Terminal((number, line) -> {
		if (number != this.frozen.size()) {
			throw new AssertionError("line " + number + " handed out after " + this.frozen.size() + " lines");
		}
		this.frozen.add(line);
	});

	static Screenful of(String input) {
		return new Screenful().write(input);
	}

	static Screenful of(byte[] input) {
		return new Screenful().write(input, 0, input.length);
	}

	/** The bytes that the notation stands for. */
	static byte[] bytes(String input) {
		StringBuilder text = new StringBuilder(input.length());
		input.codePoints()
			.map((character) -> (character >= '␀' && character <= '␟') ? character - '␀' : character)
			.map((character) -> (character == '␡') ? 0x7F : character)
			.forEach(text::appendCodePoint);
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

	Screenful write(String input) {
		byte[] bytes = bytes(input);
		return write(bytes, 0, bytes.length);
	}

	Screenful write(byte[] bytes, int offset, int length) {
		this.terminal.write(bytes, offset, length);
		return this;
	}

	Terminal terminal() {
		return this.terminal;
	}

	List<Line> lines() {
		List<Line> lines = new ArrayList<>(this.frozen);
		for (long number = this.terminal.frozen(); number < this.terminal.lineCount(); number++) {
			lines.add(this.terminal.line(number));
		}
		return lines;
	}

	List<String> html() {
		return lines().stream().map(HtmlRenderer::html).toList();
	}

	/** The texts without blanks at their ends, and without blank lines at the end. */
	String text() {
		return joined(Line::text);
	}

	/** The lines as HTML, without blank lines at the end. */
	String markup() {
		return joined(HtmlRenderer::html);
	}

	private String joined(Function<Line, String> view) {
		StringBuilder all = new StringBuilder();
		lines().forEach((line) -> all.append(view.apply(line).stripTrailing()).append('␤'));
		int end = all.length();
		while (end > 0 && all.charAt(end - 1) == '␤') {
			end--;
		}
		return all.substring(0, end);
	}

}
