package io.strapper.app;

import java.io.StringReader;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import io.strapper.node.Nodes;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Parses the text of an {@code app.yml} into an {@link AppYaml}. Each problem becomes a
 * sentence with the number of its line.
 *
 * <p>
 * It reads YAML's nodes and constructs nothing from them: a scalar stays as it was
 * written ({@code VERSION: 1.10} is not {@code 1.1}, a user named {@code on} is not
 * {@code true}), tags make no objects, and aliases are never expanded.
 */
final class AppYamlParser {

	private static final int MAX_LABELS = 10;

	private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N} ._-]{0,38}[\\p{L}\\p{N}])?");

	private static final int MAX_NODES = 20;

	private static final String ANY_NODE = "any";

	private static final Pattern USER = Pattern.compile("[^@\\s\\p{Cntrl}][^\\s\\p{Cntrl}]{0,63}");

	private static final Pattern GROUP = Pattern.compile("@(?! )[^\\p{Cntrl}\\p{Cf}]{1,100}(?<! )");

	private final NodeReader reader = new NodeReader();

	private @Nullable String name;

	private @Nullable String description;

	private @Nullable String url;

	private final Set<String> labels = new LinkedHashSet<>();

	private @Nullable Duration timeout;

	private @Nullable Duration silenceTimeout;

	private Keep keep = Keep.UNSAID;

	private @Nullable Set<String> viewers;

	private Set<String> deployers = Set.of();

	private boolean badge;

	private final Set<String> nodes = new LinkedHashSet<>();

	private final HookYaml.Builder hook = new HookYaml.Builder(this.reader);

	private final NotifyYaml notify = new NotifyYaml(this.reader);

	private final VariablesYaml variables = new VariablesYaml(this.reader);

	private AppYamlParser() {
	}

	static AppYaml parse(String text) {
		AppYamlParser parser = new AppYamlParser();
		try {
			parser.root(new Yaml(new LoaderOptions()).compose(new StringReader(text)));
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 1;
			String problem = NodeReader.quotable(ex.getProblem(), 120);
			// YAML reserves this character
			String hint = problem.contains("'@'") ? " Put the name of a group in quotes: \"@ops\"." : "";
			return AppYaml.broken("app.yml, line %d: invalid YAML (%s).%s".formatted(line, problem, hint));
		}
		catch (YAMLException ex) {
			return AppYaml
				.broken("app.yml is not valid YAML (%s).".formatted(NodeReader.quotable(ex.getMessage(), 120)));
		}
		return parser.result();
	}

	private AppYaml result() {
		Set<String> viewers = this.viewers;
		AppAccess access = (viewers != null) ? new AppAccess(false, viewers, this.deployers)
				: new AppAccess(true, Set.of(), this.deployers);
		return new AppYaml(this.name, this.description, this.url, List.copyOf(this.labels), this.timeout,
				this.silenceTimeout, this.keep, this.variables.environment(), this.variables.secrets(), access,
				this.reader.problems(), this.hook.result(), this.notify.channels(), this.badge,
				List.copyOf(this.nodes));
	}

	private void root(@Nullable Node root) {
		if (root == null) {
			// An editor may truncate the file before it writes it: without a problem here
			// the app would be open to everybody for that moment.
			this.reader.problem("app.yml is empty. Add at least the app's name, e.g. `name: Blog`.");
		}
		else if (root instanceof MappingNode map) {
			this.reader.each(map, this::setting);
		}
		else {
			this.reader.problem(root, "expected settings, one per line, e.g. `name: Blog`.");
		}
	}

	private void setting(ScalarNode key, Node value) {
		switch (key.getValue()) {
			case "name" -> this.reader.line(key, value, 100, (text) -> this.name = text);
			case "description" -> this.reader.line(key, value, 300, (text) -> this.description = text);
			case "url" -> this.reader.spelled(key, value, WebAddresses::parse,
					"not a valid web address. Use a full URL such as https://blog.example.org",
					(url) -> this.url = url);
			case "labels" -> labels(key, value);
			case "timeout" -> timeout(key, value, (timeout) -> this.timeout = timeout);
			case "silence-timeout" -> timeout(key, value, (timeout) -> this.silenceTimeout = timeout);
			case "keep" -> this.reader.map(key, value, "`keep: {runs: 100, age: 90d, size: 1GB}`", this::keep);
			case "environment" -> this.variables.readEnvironment(key, value);
			case "secrets" -> this.variables.readSecrets(value);
			case "hook" -> this.hook.read(key, value);
			case "notify" -> this.notify.read(key, value);
			case "when-busy" -> this.reader.spelled(key, value, WhenBusy::parse,
					"not a choice. Use refuse, queue or latest", this.hook::whenBusy);
			case "badge" -> this.reader.spelled(key, value, AppYamlParser::choice, "not a choice. Use true or false",
					(on) -> this.badge = on);
			case "node" -> nodes(value);
			case "viewers" -> users(key, value, (users) -> this.viewers = users);
			case "deployers" -> users(key, value, (users) -> this.deployers = users);
			default -> this.reader.problem(key,
					"unknown setting %s. Use name, description, url, labels, timeout, silence-timeout, keep, "
							+ "environment, secrets, hook, when-busy, notify, badge, node, viewers or deployers.",
					NodeReader.quoted(key.getValue()));
		}
	}

	private static Optional<Boolean> choice(String text) {
		return switch (text) {
			case "true" -> Optional.of(true);
			case "false" -> Optional.of(false);
			default -> Optional.empty();
		};
	}

	private void timeout(ScalarNode key, Node value, Consumer<Duration> setter) {
		this.reader.spelled(key, value, Timeouts::parse,
				"not a valid timeout. Use e.g. 90s, 30m or 1h30m (30 days at most)", setter);
	}

	private void keep(ScalarNode key, Node value) {
		switch (key.getValue()) {
			case "runs" -> this.reader.spelled(key, value, Keep::parseRuns, "not a valid number of runs. Use e.g. 100",
					(runs) -> this.keep = new Keep(runs, this.keep.age(), this.keep.size()));
			case "age" -> this.reader.spelled(key, value, Keep::parseAge, "not a valid age. Use e.g. 90d or 12h",
					(age) -> this.keep = new Keep(this.keep.runs(), age, this.keep.size()));
			case "size" -> this.reader.spelled(key, value, Keep::parseSize, "not a valid size. Use e.g. 500MB or 2GB",
					(size) -> this.keep = new Keep(this.keep.runs(), this.keep.age(), size));
			default -> this.reader.problem(key, "unknown setting %s in keep. Use runs, age or size.",
					NodeReader.quoted(key.getValue()));
		}
	}

	private void labels(ScalarNode key, Node value) {
		if (!(value instanceof SequenceNode sequence) || sequence.getValue().size() > MAX_LABELS) {
			this.reader.problem(value, "%s must be a list of at most %d labels, e.g. [shop, production].",
					NodeReader.quoted(key.getValue()), MAX_LABELS);
			return;
		}
		for (Node item : sequence.getValue()) {
			if (item instanceof ScalarNode scalar && LABEL.matcher(scalar.getValue()).matches()) {
				this.labels.add(scalar.getValue());
			}
			else {
				this.reader.problem(item,
						"a label has 1–40 letters, digits, spaces and . _ -, and starts and ends with a letter or digit.");
			}
		}
	}

	private void nodes(Node value) {
		List<Node> names = (value instanceof SequenceNode list) ? list.getValue() : List.of(value);
		if (names.isEmpty() || names.size() > MAX_NODES) {
			this.reader.problem(value, "'node' must be a list of 1–%d names of nodes, e.g. [web-1, web-2].", MAX_NODES);
		}
		else if (value instanceof ScalarNode name && name.getValue().equals(ANY_NODE)) {
			this.nodes.clear();
		}
		else {
			names.forEach(this::node);
		}
	}

	private void node(Node value) {
		if (value instanceof ScalarNode name && Nodes.isName(name.getValue())) {
			this.nodes.add(name.getValue());
		}
		else {
			this.reader.problem(value,
					"the name of a node has 1–63 letters, digits, dots and hyphens, e.g. web-1. Or set `node: any`.");
		}
	}

	private void users(ScalarNode key, Node value, Consumer<Set<String>> setter) {
		if (!(value instanceof SequenceNode sequence)) {
			this.reader.problem(value, "%s must be a list of user names, e.g. [ann, bob], or [] for nobody.",
					NodeReader.quoted(key.getValue()));
			return;
		}
		Set<String> users = new HashSet<>();
		for (Node item : sequence.getValue()) {
			if (item instanceof ScalarNode scalar && GROUP.matcher(scalar.getValue()).matches()) {
				users.add(scalar.getValue());
			}
			else if (item instanceof ScalarNode scalar && USER.matcher(scalar.getValue()).matches()) {
				users.add(scalar.getValue().toLowerCase(Locale.ROOT));
			}
			else {
				this.reader.problem(item, "%s must be a list of user names, e.g. [ann, bob]. This is not a user name.",
						NodeReader.quoted(key.getValue()));
			}
		}
		setter.accept(users);
	}

}
