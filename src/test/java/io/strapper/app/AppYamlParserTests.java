package io.strapper.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.strapper.secret.SecretSource;
import io.strapper.language.Language;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class AppYamlParserTests {

	@Test
	void readsEverySetting() {
		AppYaml yaml = AppYamlParser.parse("""
				name: Blog
				description: >
				  The blog
				  of the team
				url: https://blog.example.org/?a=b
				labels: [shop, "Team Süd", shop]
				timeout: 1h30m
				silence-timeout: 10m
				keep:
				  runs: 20
				  age: 90d
				  size: 1GB
				environment:
				  PORT: 8080
				  VERSION: 1.10
				  DEBUG: yes
				  EMPTY: ""
				viewers: [Ann, on]
				deployers: [bob@example.org]
				node: [web-1, db.example.org]
				""");

		assertThat(yaml.problems()).isEmpty();
		assertThat(yaml.name()).isEqualTo("Blog");
		assertThat(yaml.description()).isEqualTo("The blog of the team");
		assertThat(yaml.url()).isEqualTo("https://blog.example.org/?a=b");
		assertThat(yaml.labels()).containsExactly("shop", "Team Süd");
		assertThat(yaml.nodes()).containsExactly("web-1", "db.example.org");
		assertThat(yaml.timeout()).isEqualTo(Duration.ofMinutes(90));
		assertThat(yaml.silenceTimeout()).isEqualTo(Duration.ofMinutes(10));
		assertThat(yaml.keep()).isEqualTo(new Keep(20, Duration.ofDays(90), DataSize.ofGigabytes(1)));
		assertThat(yaml.environment())
			.isEqualTo(Map.of("PORT", "8080", "VERSION", "1.10", "DEBUG", "yes", "EMPTY", ""));
		assertThat(yaml.access()).isEqualTo(new AppAccess(false, Set.of("ann", "on"), Set.of("bob@example.org")));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', value = { "name: Blog|", "node: any|", "node: web-1|web-1", "node: [web-1]|web-1" })
	void anyNodeMayRunItUnlessOneIsNamed(String text, @Nullable String only) {
		AppYaml yaml = AppYamlParser.parse(text);

		assertThat(yaml.problems()).isEmpty();
		assertThat(yaml.nodes()).isEqualTo((only != null) ? List.of(only) : List.of());
	}

	@Test
	void withoutViewersEverySignedInUserMaySee() {
		assertThat(AppYamlParser.parse("name: Blog").access()).isEqualTo(AppAccess.OPEN);
		assertThat(AppYamlParser.parse("deployers: [ann]").access())
			.isEqualTo(new AppAccess(true, Set.of(), Set.of("ann")));
	}

	@Test
	void namesGroups() {
		AppYaml yaml = AppYamlParser.parse("viewers: [Ann, '@Ops', '@team a/b']\ndeployers: [\"@Ops\"]");

		assertThat(yaml.problems()).isEmpty();
		assertThat(yaml.access()).isEqualTo(new AppAccess(false, Set.of("ann", "@Ops", "@team a/b"), Set.of("@Ops")));
	}

	@Test
	void noViewersMeansNobody() {
		assertThat(AppYamlParser.parse("viewers: []").access()).isEqualTo(AppAccess.CLOSED);
	}

	@Test
	void sharesAListByAnAlias() {
		AppYaml yaml = AppYamlParser.parse("viewers: &team [ann, bob]\ndeployers: *team");

		assertThat(yaml.access()).isEqualTo(new AppAccess(false, Set.of("ann", "bob"), Set.of("ann", "bob")));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "https://例え.jp/ブログ?a=b, https://xn--r8jz45g.jp/%E3%83%96%E3%83%AD%E3%82%B0?a=b",
			"https://bücher.example:8443/, https://xn--bcher-kva.example:8443/",
			"http://10.0.0.1:3000/x, http://10.0.0.1:3000/x", "http://[::1]:3000/, http://[::1]:3000/" })
	void takesAddressesOfAnyScript(String written, String url) {
		assertThat(AppYamlParser.parse("url: " + written).url()).isEqualTo(url);
	}

	static Stream<Arguments> mistakes() {
		return """
				viewer: [ann]                   | app.yml, line 1: unknown setting 'viewer'
				name: a\\nname: b               | app.yml, line 2: 'name' is set twice
				name: [a]                       | app.yml, line 1: 'name' must be a single value
				name:                           | app.yml, line 1: 'name' has no value
				name: ''                        | app.yml, line 1: 'name' must be a single line of 1–100 characters
				description: "a\\\\x1bb"        | app.yml, line 1: 'description' must be a single line of 1–300 characters
				name: "pay\\u202Eroll"          | app.yml, line 1: 'name' contains an invisible character
				description: "a\\u200Bb"        | app.yml, line 1: 'description' contains an invisible character
				url: javascript:alert(1)        | 'javascript:alert(1)' is not a valid web address
				url: ftp://example.org          | is not a valid web address
				url: /blog                      | is not a valid web address
				url: https://ex ample。jp/      | is not a valid web address
				url: https://例え..jp/          | is not a valid web address
				url: https://a b                | is not a valid web address
				labels: shop                    | app.yml, line 1: 'labels' must be a list of at most 10 labels, e.g. [shop, production]
				labels: [1,2,3,4,5,6,7,8,9,0,a] | 'labels' must be a list of at most 10 labels
				labels:\\n- a/b                 | app.yml, line 2: a label has 1–40 letters, digits, spaces and . _ -
				labels: [[a]]                   | a label has 1–40 letters
				labels: [" a"]                  | a label has 1–40 letters
				timeout: 30                     | app.yml, line 1: '30' is not a valid timeout. Use e.g. 90s, 30m or 1h30m
				silence-timeout: soon           | app.yml, line 1: 'soon' is not a valid timeout. Use e.g. 90s, 30m or 1h30m
				keep: 100                       | app.yml, line 1: 'keep' must be a map, e.g. `keep: {runs: 100, age: 90d, size: 1GB}`
				keep: {runs: 0}                 | app.yml, line 1: '0' is not a valid number of runs. Use e.g. 100
				keep: {age: 90}                 | app.yml, line 1: '90' is not a valid age. Use e.g. 90d or 12h
				keep: {size: 1 gig}             | app.yml, line 1: '1 gig' is not a valid size. Use e.g. 500MB or 2GB
				keep: {logs: 5}                 | app.yml, line 1: unknown setting 'logs' in keep. Use runs, age or size
				viewers:                        | app.yml, line 1: 'viewers' must be a list of user names, e.g. [ann, bob], or [] for nobody
				node: []                        | app.yml, line 1: 'node' must be a list of 1–20 names of nodes, e.g. [web-1, web-2]
				node: web 1                     | app.yml, line 1: the name of a node has 1–63 letters, digits, dots and hyphens
				node: [web-1, any]              | the name of a node has 1–63 letters, digits, dots and hyphens, e.g. web-1. Or set `node: any`
				node: {web-1: 1}                | the name of a node has
				node:                           | the name of a node has
				viewers: ann                    | 'viewers' must be a list of user names
				viewers: [[ann]]                | 'viewers' must be a list of user names
				viewers: [ann smith]            | This is not a user name
				viewers: ["@"]                  | This is not a user name
				viewers: ["@ ops"]              | This is not a user name
				viewers: [@ops]                 | app.yml, line 1: invalid YAML (found character '@' that cannot start any token. (Do not use @ for indentation)). Put the name of a group in quotes: "@ops".
				viewers: &a [*a]                | This is not a user name
				environment: [A]                | app.yml, line 1: 'environment' must be a map
				environment:\\n  1A: x          | app.yml, line 2: '1A' is not a valid variable name
				environment:\\n  A=B: x         | 'A=B' is not a valid variable name
				environment:\\n  STRAPPER_X: 1  | app.yml, line 2: 'STRAPPER_X' is reserved
				environment:\\n  A:             | app.yml, line 2: 'A' has no value
				environment:\\n  A: [b]         | app.yml, line 2: 'A' must be a single value
				environment:\\n  A: "\\\\0"     | app.yml, line 2: 'A' contains a NUL
				environment:\\n  A: 1\\n  A: 2  | app.yml, line 3: 'A' is set twice
				? [a]\\n: b                     | app.yml, line 1: expected a name
				- name                          | app.yml, line 1: expected settings
				just words                      | app.yml, line 1: expected settings
				name: Blog\\nviewers: [ann      | app.yml, line 2: invalid YAML
				a: b: c                         | app.yml, line 1: invalid YAML
				name: a\\n---\\nname: b         | app.yml, line 2: invalid YAML
				"""
			.lines()
			.map((line) -> arguments((Object[]) line.split(" *\\| ")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("mistakes")
	void saysWhatIsWrongAndTrustsNothing(String text, String sentence) {
		AppYaml yaml = AppYamlParser.parse(unescaped(text));

		assertThat(yaml.problems()).singleElement().asString().contains(sentence);
		assertThat(Language.GERMAN.recorded(yaml.problems().get(0))).as("in German").isPresent();
		assertThat(yaml.access()).isEqualTo(AppAccess.CLOSED);
		assertThat(yaml.broken()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "# name: Blog\n", "---" })
	void anAppYamlThatSaysNothingOpensNothing(String text) {
		assertThat(AppYamlParser.parse(text).access()).isEqualTo(AppAccess.CLOSED);
		assertThat(AppYamlParser.parse(text).problems()).singleElement().asString().startsWith("app.yml");
	}

	@Test
	void saysEverythingThatIsWrongAtOnce() {
		AppYaml yaml = AppYamlParser.parse("""
				viewers: [ann]
				timeout: soon
				url: nowhere
				""");

		assertThat(yaml.problems()).hasSize(2);
		assertThat(yaml.access()).isEqualTo(AppAccess.CLOSED);
	}

	@Test
	void makesNoObjectOfATag() {
		AppYaml yaml = AppYamlParser.parse("name: !!javax.script.ScriptEngineManager [x]");

		assertThat(yaml.problems()).singleElement().asString().startsWith("app.yml, line 1: invalid YAML");
	}

	@Test
	void survivesAliasBombsAndDeepNesting() {
		String bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
				+ "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n" + "d: [" + "*c,".repeat(60) + "x]\n";

		assertThat(AppYamlParser.parse(bomb).problems()).isNotEmpty();
		assertThat(AppYamlParser.parse("[".repeat(30_000)).problems()).isNotEmpty();
		assertThat(AppYamlParser.parse("x: y\n".repeat(10_000)).problems()).hasSize(10);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb: \u202Ec", "\"x\\r\\nINFO forged\": 1", "\"\\u2028x\": 1" })
	void aStrangersTextForgesNoLine(String text) {
		assertThat(AppYamlParser.parse(unescaped(text)).problems())
			.allSatisfy((problem) -> assertThat(problem).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]"));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "90s, PT90S", "30m, PT30M", "1h, PT1H", "1h30m, PT90M", "1h0m5s, PT1H5S", "PT30M, PT30M", "pt1h, PT1H",
			"P1D, PT24H", "30M, PT30M", "720h, P30D" })
	void understandsATimeout(String text, Duration timeout) {
		assertThat(Timeouts.parse(text)).contains(timeout);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "30", "0s", "-5m", "PT-5M", "m", "5x", "30m1h", "721h", "1.5h", "PT", "9999999h",
			"PT9223372036854775807S", "99999999999999999999s" })
	void understandsNothingElseAsATimeout(String text) {
		assertThat(Timeouts.parse(text)).isEmpty();
	}

	private static String unescaped(String text) {
		return text.replace("\\n", "\n").replace("\\\\", "\\");
	}

	@Test
	void readsWhereSecretsComeFrom() {
		assertThat(AppYamlParser.parse("secrets: [TOKEN, DB_PASSWORD]").secrets())
			.containsExactly(SecretSource.file("TOKEN"), SecretSource.file("DB_PASSWORD"));
		AppYaml yaml = AppYamlParser.parse("""
				secrets:
				  A:
				  B: {file: /etc/b}
				  C: {env: BLOG_C}
				  D: {credential: blog-d}
				""");

		assertThat(yaml.problems()).isEmpty();
		assertThat(yaml.secrets()).containsExactly(SecretSource.file("A"),
				new SecretSource("B", SecretSource.Kind.FILE, "/etc/b"),
				new SecretSource("C", SecretSource.Kind.VARIABLE, "BLOG_C"),
				new SecretSource("D", SecretSource.Kind.CREDENTIAL, "blog-d"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "secrets: {TOKEN: hunter2}", "secrets: {TOKEN: {value: hunter2}}", "secrets: hunter2",
			"secrets: [hunter2/x]", "secrets: {TOKEN: {env: hunter2/x}}", "secrets: {TOKEN: [hunter2]}" })
	void aSecretsValueThatStandsThereByMistakeIsNotRepeated(String text) {
		assertThat(AppYamlParser.parse(text).problems()).singleElement().asString().doesNotContain("hunter2");
	}

	@Test
	void aVariableHasOneValue() {
		assertThat(AppYamlParser.parse("environment: {A: b}\nsecrets: [A]").problems()).singleElement()
			.asString()
			.contains("'A' is set twice");
	}

	@Test
	void theNewestLogIsNoLimit() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Keep(0, null, null))
			.withMessageContaining("0 is no limit");
	}

}
