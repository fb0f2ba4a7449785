package io.strapper.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the shapes that a setting of an {@code app.yml} can have: a map, a list, a
 * scalar, a line of text. What has another shape becomes a problem: a sentence with the
 * number of its line. At most 10 problems are kept. Not thread-safe.
 */
final class NodeReader {

	private static final int MAX_PROBLEMS = 10;

	private final List<String> problems = new ArrayList<>();

	/**
	 * Reads a map.
	 * @param example shown to who wrote something else
	 * @param use takes the entries
	 */
	void map(ScalarNode key, Node value, String example, Entry use) {
		if (value instanceof MappingNode map) {
			each(map, use);
		}
		else {
			problem(value, "%s must be a map, e.g. %s.", quoted(key.getValue()), example);
		}
	}

	/**
	 * Reads the entries of a map, in their order.
	 * @param use takes each whose name is new
	 */
	void each(MappingNode map, Entry use) {
		Set<String> seen = new HashSet<>();
		for (NodeTuple entry : map.getValue()) {
			if (!(entry.getKeyNode() instanceof ScalarNode key)) {
				problem(entry.getKeyNode(), "expected a name, not a list or a map.");
			}
			else if (!seen.add(key.getValue())) {
				problem(key, "%s is set twice. Remove one.", quoted(key.getValue()));
			}
			else {
				use.accept(key, entry.getValueNode());
			}
		}
	}

	/**
	 * Reads a single value, which may be empty.
	 * @param use takes its text as it was written
	 */
	void scalar(ScalarNode key, Node value, Consumer<String> use) {
		if (!(value instanceof ScalarNode scalar)) {
			problem(value, "%s must be a single value, not a list or a map.", quoted(key.getValue()));
		}
		else if (scalar.getTag().equals(Tag.NULL)) {
			problem(key, "%s has no value. Add one (\"\" for empty), or remove the line.", quoted(key.getValue()));
		}
		else {
			use.accept(scalar.getValue());
		}
	}

	/**
	 * Reads a line of text that people see.
	 * @param maxLength in UTF-16 code units
	 * @param setter takes the text with single spaces
	 */
	void line(ScalarNode key, Node value, int maxLength, Consumer<String> setter) {
		scalar(key, value, (text) -> {
			String line = text.strip().replaceAll("\\s+", " ");
			if (line.codePoints().anyMatch(NodeReader::isInvisible)) {
				problem(value, "%s contains an invisible character, e.g. U+200B or U+202E. Remove it.",
						quoted(key.getValue()));
			}
			else if (line.isEmpty() || line.length() > maxLength || line.chars().anyMatch(Character::isISOControl)) {
				problem(value, "%s must be a single line of 1–%d characters.", quoted(key.getValue()), maxLength);
			}
			else {
				setter.accept(line);
			}
		});
	}

	/**
	 * Whether a character is a format character (Cf): these change the direction of text
	 * or are not seen. The joiners are allowed, since emoji need them.
	 */
	private static boolean isInvisible(int codePoint) {
		return Character.getType(codePoint) == Character.FORMAT && codePoint != 0x200C && codePoint != 0x200D;
	}

	/**
	 * Reads a single value that a parser understands.
	 * @param otherwise what a text is that the parser does not understand, without a full
	 * stop
	 * @param setter takes the parsed value
	 */
	<T> void spelled(ScalarNode key, Node value, Function<String, Optional<T>> parser, String otherwise,
			Consumer<T> setter) {
		scalar(key, value, (text) -> parser.apply(text)
			.ifPresentOrElse(setter, () -> problem(value, "%s is %s.", quoted(text), otherwise)));
	}

	/** The problems that were found, at most 10. */
	List<String> problems() {
		return List.copyOf(this.problems);
	}

	/** Records a problem of the whole file. */
	void problem(String sentence) {
		if (this.problems.size() < MAX_PROBLEMS) {
			this.problems.add(sentence);
		}
	}

	/**
	 * Records a problem of one line.
	 * @param node where the problem is
	 * @param sentence a format in which nothing is secret
	 */
	void problem(Node node, String sentence, Object... arguments) {
		int line = node.getStartMark().getLine() + 1;
		problem("app.yml, line %d: %s".formatted(line, sentence.formatted(arguments)));
	}

	/** A short text in quotes, made fit for a sentence. */
	static String quoted(String text) {
		return "'" + quotable(text, 40) + "'";
	}

	/**
	 * Somebody's text, made fit for a sentence that is also logged: short, and without
	 * control characters, which could forge a line.
	 */
	static String quotable(@Nullable String text, int maxLength) {
		String visible = String.valueOf(text).replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
		return (visible.length() <= maxLength) ? visible : visible.substring(0, maxLength) + "…";
	}

	/** What is done with an entry of a map. */
	interface Entry {

		void accept(ScalarNode key, Node value);

	}

}
