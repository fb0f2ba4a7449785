package io.strapper.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.strapper.secret.SecretSource;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the variables of an {@code app.yml}: {@code environment} and {@code secrets}. A
 * name stands in one of them only. No problem quotes a secret. Not thread-safe.
 */
final class VariablesYaml {

	private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	private final NodeReader reader;

	private final Map<String, String> environment = new LinkedHashMap<>();

	private final Map<String, SecretSource> secrets = new LinkedHashMap<>();

	VariablesYaml(NodeReader reader) {
		this.reader = reader;
	}

	/** The variables whose values stand in the file. */
	Map<String, String> environment() {
		return Map.copyOf(this.environment);
	}

	/** The variables whose values stand elsewhere. */
	List<SecretSource> secrets() {
		return List.copyOf(this.secrets.values());
	}

	/** Reads {@code environment}. */
	void readEnvironment(ScalarNode key, Node value) {
		this.reader.map(key, value, "`PORT: 8080` indented on a line of its own", this::variable);
	}

	private void variable(ScalarNode key, Node value) {
		String variable = key.getValue();
		if (isUsable(key, NodeReader.quoted(variable))) {
			this.reader.scalar(key, value, (text) -> {
				if (text.indexOf('\0') < 0) {
					this.environment.put(variable, text);
				}
				else {
					this.reader.problem(value, "%s contains a NUL character. Remove it.", NodeReader.quoted(variable));
				}
			});
		}
	}

	/**
	 * Whether a name is that of a variable which is not set yet.
	 * @param shown how a problem calls it
	 */
	private boolean isUsable(ScalarNode key, String shown) {
		String variable = key.getValue();
		if (!NAME.matcher(variable).matches()) {
			this.reader.problem(key,
					"%s is not a valid variable name. Use letters, digits and _, not starting with a digit.", shown);
		}
		else if (variable.startsWith("STRAPPER_")) {
			this.reader.problem(key, "%s is reserved. Choose a name that doesn't start with STRAPPER_.",
					NodeReader.quoted(variable));
		}
		else if (this.environment.containsKey(variable) || this.secrets.containsKey(variable)) {
			this.reader.problem(key, "%s is set twice. Remove one.", NodeReader.quoted(variable));
		}
		else {
			return true;
		}
		return false;
	}

	/** Reads {@code secrets}. */
	void readSecrets(Node value) {
		if (value instanceof MappingNode map) {
			this.reader.each(map, this::secret);
		}
		else if (value instanceof SequenceNode sequence) {
			for (Node item : sequence.getValue()) {
				if (!(item instanceof ScalarNode name)) {
					this.reader.problem(item, "secrets must be names of variables, or a map of names, e.g. "
							+ "`API_KEY: {file: /etc/blog/api-key}`.");
				}
				else if (isUsable(name, "this")) {
					this.secrets.put(name.getValue(), SecretSource.file(name.getValue()));
				}
			}
		}
		else {
			this.reader.problem(value, "secrets must be a list of names of variables, e.g. [DB_PASSWORD].");
		}
	}

	private void secret(ScalarNode key, Node value) {
		if (!isUsable(key, "this")) {
			return;
		}
		String name = key.getValue();
		if (value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL)) {
			this.secrets.put(name, SecretSource.file(name));
		}
		else if (value instanceof MappingNode map && map.getValue().size() == 1) {
			this.reader.each(map,
					(kind, place) -> this.reader.scalar(kind, place,
							(text) -> SecretSource.parse(name, kind.getValue(), text)
								.ifPresentOrElse((source) -> this.secrets.put(name, source), () -> noSource(value))));
		}
		else {
			// Never the text: it may be the secret itself
			noSource(value);
		}
	}

	private void noSource(Node value) {
		this.reader.problem(value,
				"a secret comes from {file: …}, {env: …} or {credential: …}; without one, from the file "
						+ "secrets/NAME. Its value cannot stand here.");
	}

}
