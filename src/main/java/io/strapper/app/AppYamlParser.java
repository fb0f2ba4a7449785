package io.strapper.app;

import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.strapper.secret.SecretSource;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

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

	private static final int MAX_PROBLEMS = 10;

	private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	private static final int MAX_LABELS = 10;

	private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N} ._-]{0,38}[\\p{L}\\p{N}])?");

	private static final int MAX_PATTERNS = 50;

	private static final Pattern PATTERN = Pattern.compile("[^\\p{Cntrl}]{1,200}");

	private static final Pattern USER = Pattern.compile("[^@\\s\\p{Cntrl}][^\\s\\p{Cntrl}]{0,63}");

	private static final Pattern GROUP = Pattern.compile("@(?! )[^\\p{Cntrl}\\p{Cf}]{1,100}(?<! )");

	private final List<String> problems = new ArrayList<>();

	private final Map<String, String> environment = new LinkedHashMap<>();

	private final Map<String, SecretSource> secrets = new LinkedHashMap<>();

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

	private final HookYaml.Builder hook = new HookYaml.Builder();

	private final NotifyYaml notify = new NotifyYaml(this);

	private AppYamlParser() {
	}

	static AppYaml parse(String text) {
		AppYamlParser parser = new AppYamlParser();
		try {
			parser.root(new Yaml(new LoaderOptions()).compose(new StringReader(text)));
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 1;
			String problem = quotable(ex.getProblem(), 120);
			// YAML reserves this character
			String hint = problem.contains("'@'") ? " Put the name of a group in quotes: \"@ops\"." : "";
			return AppYaml.broken("app.yml, line %d: invalid YAML (%s).%s".formatted(line, problem, hint));
		}
		catch (YAMLException ex) {
			return AppYaml.broken("app.yml is not valid YAML (%s).".formatted(quotable(ex.getMessage(), 120)));
		}
		return parser.result();
	}

	private AppYaml result() {
		Set<String> viewers = this.viewers;
		AppAccess access = (viewers != null) ? new AppAccess(false, viewers, this.deployers)
				: new AppAccess(true, Set.of(), this.deployers);
		return new AppYaml(this.name, this.description, this.url, List.copyOf(this.labels), this.timeout,
				this.silenceTimeout, this.keep, this.environment, List.copyOf(this.secrets.values()), access,
				this.problems, this.hook.result(), this.notify.channels(), this.badge);
	}

	private void root(@Nullable Node root) {
		if (root == null) {
			// An editor may truncate the file before it writes it: without a problem here
			// the app would be open to everybody for that moment.
			this.problems.add("app.yml is empty. Add at least the app's name, e.g. `name: Blog`.");
		}
		else if (root instanceof MappingNode map) {
			each(map, this::setting);
			if (this.hook.lacksSecret()) {
				problem(root, "hook has no secret-file. Add e.g. `secret-file: hook-secret`.");
			}
		}
		else {
			problem(root, "expected settings, one per line, e.g. `name: Blog`.");
		}
	}

	private void setting(ScalarNode key, Node value) {
		switch (key.getValue()) {
			case "name" -> line(key, value, 100, (text) -> this.name = text);
			case "description" -> line(key, value, 300, (text) -> this.description = text);
			case "url" -> scalar(key, value, (text) -> url(value, text));
			case "labels" -> labels(key, value);
			case "timeout" -> timeout(key, value, (timeout) -> this.timeout = timeout);
			case "silence-timeout" -> timeout(key, value, (timeout) -> this.silenceTimeout = timeout);
			case "keep" -> map(key, value, "`keep: {runs: 100, age: 90d, size: 1GB}`", this::keep);
			case "environment" -> map(key, value, "`PORT: 8080` indented on a line of its own", this::variable);
			case "secrets" -> secrets(value);
			case "hook" -> map(key, value, "`hook: {secret-file: hook-secret}`", this::hook);
			case "notify" -> this.notify.read(key, value);
			case "when-busy" ->
				spelled(key, value, WhenBusy::parse, "not a choice. Use refuse, queue or latest", this.hook::whenBusy);
			case "badge" ->
				spelled(key, value, AppYamlParser::choice, "not a choice. Use true or false", (on) -> this.badge = on);
			case "viewers" -> users(key, value, (users) -> this.viewers = users);
			case "deployers" -> users(key, value, (users) -> this.deployers = users);
			default -> problem(key,
					"unknown setting %s. Use name, description, url, labels, timeout, silence-timeout, keep, "
							+ "environment, secrets, hook, when-busy, notify, badge, viewers or deployers.",
					quoted(key.getValue()));
		}
	}

	void line(ScalarNode key, Node value, int maxLength, Consumer<String> setter) {
		scalar(key, value, (text) -> {
			String line = text.strip().replaceAll("\\s+", " ");
			if (line.codePoints().anyMatch(AppYamlParser::isInvisible)) {
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

	private static Optional<Boolean> choice(String text) {
		return switch (text) {
			case "true" -> Optional.of(true);
			case "false" -> Optional.of(false);
			default -> Optional.empty();
		};
	}

	private void url(Node node, String text) {
		WebAddresses.parse(text)
			.ifPresentOrElse((address) -> this.url = address, () -> problem(node,
					"%s is not a valid web address. Use a full URL such as https://blog.example.org.", quoted(text)));
	}

	private void timeout(ScalarNode key, Node value, Consumer<Duration> setter) {
		spelled(key, value, Timeouts::parse, "not a valid timeout. Use e.g. 90s, 30m or 1h30m (30 days at most)",
				setter);
	}

	private <T> void spelled(ScalarNode key, Node value, Function<String, Optional<T>> parser, String otherwise,
			Consumer<T> setter) {
		scalar(key, value, (text) -> parser.apply(text)
			.ifPresentOrElse(setter, () -> problem(value, "%s is %s.", quoted(text), otherwise)));
	}

	private void keep(ScalarNode key, Node value) {
		switch (key.getValue()) {
			case "runs" -> spelled(key, value, Keep::parseRuns, "not a valid number of runs. Use e.g. 100",
					(runs) -> this.keep = new Keep(runs, this.keep.age(), this.keep.size()));
			case "age" -> spelled(key, value, Keep::parseAge, "not a valid age. Use e.g. 90d or 12h",
					(age) -> this.keep = new Keep(this.keep.runs(), age, this.keep.size()));
			case "size" -> spelled(key, value, Keep::parseSize, "not a valid size. Use e.g. 500MB or 2GB",
					(size) -> this.keep = new Keep(this.keep.runs(), this.keep.age(), size));
			default -> problem(key, "unknown setting %s in keep. Use runs, age or size.", quoted(key.getValue()));
		}
	}

	private void hook(ScalarNode key, Node value) {
		switch (key.getValue()) {
			case "secret-file" -> line(key, value, 200, this.hook::secretFile);
			case "branches" -> patterns(key, value, this.hook::branches);
			case "tags" -> patterns(key, value, this.hook::tags);
			case "paths" -> patterns(key, value, this.hook::paths);
			default -> problem(key, "unknown setting %s in hook. Use secret-file, branches, tags or paths.",
					quoted(key.getValue()));
		}
	}

	private void patterns(ScalarNode key, Node value, Consumer<List<String>> setter) {
		List<String> patterns = new ArrayList<>();
		if (value instanceof SequenceNode sequence && sequence.getValue().size() <= MAX_PATTERNS) {
			for (Node item : sequence.getValue()) {
				if (item instanceof ScalarNode scalar && PATTERN.matcher(scalar.getValue()).matches()) {
					patterns.add(scalar.getValue());
				}
			}
			if (patterns.size() == sequence.getValue().size()) {
				setter.accept(patterns);
				return;
			}
		}
		problem(value, "%s must be a list of at most %d patterns, e.g. [main, \"release/*\"].", quoted(key.getValue()),
				MAX_PATTERNS);
	}

	void map(ScalarNode key, Node value, String example, Entry use) {
		if (value instanceof MappingNode map) {
			each(map, use);
		}
		else {
			problem(value, "%s must be a map, e.g. %s.", quoted(key.getValue()), example);
		}
	}

	private void variable(ScalarNode key, Node value) {
		String variable = key.getValue();
		if (isUsable(key, quoted(variable))) {
			scalar(key, value, (text) -> {
				if (text.indexOf('\0') < 0) {
					this.environment.put(variable, text);
				}
				else {
					problem(value, "%s contains a NUL character. Remove it.", quoted(variable));
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
		if (!VARIABLE.matcher(variable).matches()) {
			problem(key, "%s is not a valid variable name. Use letters, digits and _, not starting with a digit.",
					shown);
		}
		else if (variable.startsWith("STRAPPER_")) {
			problem(key, "%s is reserved. Choose a name that doesn't start with STRAPPER_.", quoted(variable));
		}
		else if (this.environment.containsKey(variable) || this.secrets.containsKey(variable)) {
			problem(key, "%s is set twice. Remove one.", quoted(variable));
		}
		else {
			return true;
		}
		return false;
	}

	private void secrets(Node value) {
		if (value instanceof MappingNode map) {
			each(map, this::secret);
		}
		else if (value instanceof SequenceNode sequence) {
			for (Node item : sequence.getValue()) {
				if (!(item instanceof ScalarNode name)) {
					problem(item, "secrets must be names of variables, or a map of names, e.g. "
							+ "`API_KEY: {file: /etc/blog/api-key}`.");
				}
				else if (isUsable(name, "this")) {
					this.secrets.put(name.getValue(), SecretSource.file(name.getValue()));
				}
			}
		}
		else {
			problem(value, "secrets must be a list of names of variables, e.g. [DB_PASSWORD].");
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
			each(map, (kind, place) -> scalar(kind, place, (text) -> SecretSource.parse(name, kind.getValue(), text)
				.ifPresentOrElse((source) -> this.secrets.put(name, source), () -> noSource(value))));
		}
		else {
			// Never the text: it may be the secret itself
			noSource(value);
		}
	}

	private void noSource(Node value) {
		problem(value, "a secret comes from {file: …}, {env: …} or {credential: …}; without one, from the file "
				+ "secrets/NAME. Its value cannot stand here.");
	}

	private void labels(ScalarNode key, Node value) {
		if (!(value instanceof SequenceNode sequence) || sequence.getValue().size() > MAX_LABELS) {
			problem(value, "%s must be a list of at most %d labels, e.g. [shop, production].", quoted(key.getValue()),
					MAX_LABELS);
			return;
		}
		for (Node item : sequence.getValue()) {
			if (item instanceof ScalarNode scalar && LABEL.matcher(scalar.getValue()).matches()) {
				this.labels.add(scalar.getValue());
			}
			else {
				problem(item,
						"a label has 1–40 letters, digits, spaces and . _ -, and starts and ends with a letter or digit.");
			}
		}
	}

	private void users(ScalarNode key, Node value, Consumer<Set<String>> setter) {
		if (!(value instanceof SequenceNode sequence)) {
			problem(value, "%s must be a list of user names, e.g. [ann, bob], or [] for nobody.",
					quoted(key.getValue()));
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
				problem(item, "%s must be a list of user names, e.g. [ann, bob]. This is not a user name.",
						quoted(key.getValue()));
			}
		}
		setter.accept(users);
	}

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

	/** How many problems were found so far. */
	int problems() {
		return this.problems.size();
	}

	/** Records a problem: a sentence in which nothing is secret. */
	void problem(Node node, String sentence, Object... arguments) {
		if (this.problems.size() < MAX_PROBLEMS) {
			int line = node.getStartMark().getLine() + 1;
			this.problems.add("app.yml, line %d: %s".formatted(line, sentence.formatted(arguments)));
		}
	}

	private static String quoted(String text) {
		return "'" + quotable(text, 40) + "'";
	}

	/**
	 * Somebody's text, made fit for a sentence that is also logged: short, and without
	 * control characters, which could forge a line.
	 */
	private static String quotable(@Nullable String text, int maxLength) {
		String visible = String.valueOf(text).replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
		return (visible.length() <= maxLength) ? visible : visible.substring(0, maxLength) + "…";
	}

	/** What is done with an entry of a map. */
	interface Entry {

		void accept(ScalarNode key, Node value);

	}

}
