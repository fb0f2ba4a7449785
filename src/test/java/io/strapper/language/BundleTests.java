package io.strapper.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The laws of the texts: one place, complete in each language, and all in use. */
class BundleTests {

	/** Sentences that the code puts together from parts. */
	private static final Set<String> PUT_TOGETHER = Set.of("live.said.run-as.change", "live.said.waits.until",
			"said.app.badge", "said.app.channel-map", "said.app.keep-age", "said.app.keep-runs", "said.app.keep-size",
			"said.app.map-environment", "said.app.timeout", "said.app.url", "said.app.variable-of-secret",
			"said.app.when-busy", "said.hook.disk-full", "said.hook.no-app", "said.hook.no-deploy",
			"said.hook.unreadable");

	private static final Pattern RECORDED = Pattern.compile("(live\\.)?said\\..*");

	private static final Path MAIN = Path.of("src/main");

	private static final Path TEMPLATES = MAIN.resolve("resources/templates");

	private static final Path SCRIPTS = MAIN.resolve("resources/static/js");

	private static final Map<Path, String> SOURCES = sources();

	/** Attributes that people read. */
	private static final List<String> READ = List.of("title", "aria-label", "placeholder", "alt", "label",
			"aria-description");

	/** What templates say that is the same in every language: names and signs. */
	private static final Set<String> NAMES = Set.of("Strapper", "Java", "Aa", "Esc", "ci", "/actuator/health",
			"Markdown", "HTML", "ops, support");

	/** What the server or the framework says, to which templates compare. */
	private static final Set<String> COMPARED = Set.of("in this process", "No message available");

	/** Strings of modules that look like texts and are none. */
	private static final Set<String> NO_TEXTS = Set.of("Escape", "Enter", "Highlight", "Notification");

	private static final Pattern WORDS = Pattern.compile("\\p{L}{2,}");

	private static Map<Path, String> sources() {
		try (Stream<Path> files = Files.walk(MAIN)) {
			Map<Path, String> sources = new TreeMap<>();
			for (Path file : files.filter((it) -> it.toString().matches(".*\\.(java|js|html)")).toList()) {
				sources.put(file, Files.readString(file));
			}
			return sources;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<Path> files(Path folder) {
		return SOURCES.keySet().stream().filter((file) -> file.startsWith(folder));
	}

	static Stream<Path> templates() {
		return files(TEMPLATES);
	}

	static Stream<Path> scripts() {
		return files(SCRIPTS);
	}

	/**
	 * Sentences on record are looked up by what they say: each is made by the code, which
	 * puts something else at each {@code {0}}.
	 */
	@Test
	void eachRecordedSentenceIsOneThatTheServerSays() {
		String code = String.join("\n", SOURCES.values())
			.replaceAll("\"\\s*\\+\\s*\"|\\\\\n\\s*", "")
			.replace("\\\"", "\"");

		Set<String> unsaid = new TreeSet<>();
		Language.ENGLISH.texts().forEach((key, text) -> {
			if (RECORDED.matcher(key).matches()) {
				String[] parts = text.split("\\{[0-9]}");
				String longest = Stream.of(parts).max(Comparator.comparing(String::length)).orElseThrow();
				if (!code.contains(longest.replaceAll("^[^A-Za-z]+|[^A-Za-z]+$", ""))) {
					unsaid.add(key);
				}
				assertThat(String.join("", parts).length()).as(key).isGreaterThanOrEqualTo(8);
				List<String> places = found("\\{([0-9])}", text);
				assertThat(places).as(key)
					.isEqualTo(IntStream.range(0, places.size()).mapToObj(String::valueOf).toList());
			}
		});
		assertThat(unsaid).isEqualTo(PUT_TOGETHER);
	}

	private static List<String> found(String expression, String text) {
		return Pattern.compile(expression).matcher(text).results().map((match) -> match.group(1)).toList();
	}

	@Test
	void eachLanguageHasAllTextsWithTheSameArguments() {
		Map<String, Set<String>> english = arguments(Language.ENGLISH);

		Stream.of(Language.values())
			.forEach((language) -> assertThat(arguments(language)).as(language.tag())
				.containsExactlyInAnyOrderEntriesOf(english));
		Stream.of(Language.values())
			.forEach((language) -> assertThat(language.texts().values()).as(language.tag()).doesNotContain(""));
	}

	private static Map<String, Set<String>> arguments(Language language) {
		return language.texts()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(text) -> new TreeSet<>(found("(\\{[0-9]\\})", text.getValue()))));
	}

	@Test
	void noKeyStandsTwiceInAFile() throws IOException {
		for (String file : List.of("messages.properties", "messages_de.properties")) {
			List<String> keys = Files.readAllLines(MAIN.resolve("resources/" + file))
				.stream()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map((line) -> line.substring(0, line.indexOf('=')))
				.toList();
			assertThat(keys).as(file).doesNotHaveDuplicates();
		}
	}

	@Test
	void eachTextIsUsed() {
		Set<String> named = new TreeSet<>();
		Set<String> begun = new TreeSet<>();
		SOURCES.values().forEach((source) -> {
			named.addAll(found("#\\{([a-z][a-z0-9.-]*)[}(]", source));
			named.addAll(found("['\"`]([a-z][a-z0-9.-]*)['\"`]", source));
			begun.addAll(found("['\"]([a-z][a-z0-9-]*\\.[a-z0-9.-]*)['\"]\\s*\\+", source));
			begun.addAll(found("`([a-z][a-z0-9-]*\\.[a-z0-9.-]*)\\$\\{", source));
		});

		assertThat(Language.ENGLISH.texts().keySet().stream().filter((key) -> {
			String counted = key.replaceFirst("\\.(one|other)$", "");
			return !RECORDED.matcher(key).matches() && !named.contains(key) && !named.contains(counted)
					&& begun.stream().noneMatch(key::startsWith);
		})).isEmpty();
	}

	@Test
	void eachTextThatIsUsedIsThere() {
		Set<String> missing = new TreeSet<>();
		SOURCES.forEach((file, source) -> {
			List<String> named = new ArrayList<>(found("#\\{([a-z][a-z0-9.-]*)[}(]", source));
			named.addAll(found("\\b(?:text|html|parts|Sentence\\.of)\\(['\"]([a-z][a-z0-9.-]*)['\"][,)]", source));
			named.stream()
				.filter((key) -> !key.equals("key") && !Language.ENGLISH.has(key))
				.forEach((key) -> missing.add(file + ": " + key));
			found("new NotVisibleException\\(\"([^\"]+)\"", source).stream()
				.map((what) -> "problem.not-visible." + what.replace(' ', '-'))
				.filter((key) -> !Language.ENGLISH.has(key))
				.forEach((key) -> missing.add(file + ": " + key));
			found("\\b(?:count|countText|counting)\\(['\"]([a-z][a-z0-9.-]*)['\"],", source).stream()
				.flatMap((key) -> Stream.of(key + ".one", key + ".other"))
				.filter((key) -> !Language.ENGLISH.has(key))
				.forEach((key) -> missing.add(file + ": " + key));
		});

		assertThat(missing).isEmpty();
	}

	@Test
	void theAuditLogHasWordsForEachOfItsEvents() {
		Texts english = new Texts(Language.ENGLISH);
		Set<String> events = new TreeSet<>();
		SOURCES.values()
			.forEach((source) -> events
				.addAll(found("audit\\.note(?:Failure)?\\((?:[^\"();]*, )?\"([a-z -]+[a-z])\"", source)));

		assertThat(events).contains("change password", "failed sign-in", "revoke share").allSatisfy((event) -> {
			assertThat(Language.ENGLISH.has("audit.event." + event.replace(' ', '-'))).as(event).isTrue();
			assertThat(english.event(event)).isEqualTo(event);
		});
	}

	@Test
	void modulesAskOnlyForTextsThatAreSentToThem() {
		Set<String> others = new TreeSet<>();
		scripts().forEach((file) -> others
			.addAll(found("\\b(?:text|countText|words)\\(['`]((?!live\\.)[a-z][a-z0-9.-]*)", SOURCES.get(file))));

		assertThat(others).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("templates")
	void aTemplateHasNoTextOfItsOwn(Path file) {
		Document template = Jsoup.parse(SOURCES.get(file));
		List<String> own = new ArrayList<>();
		for (Element element : template.getAllElements()) {
			// In the place of a template's own text stands the one of th:text
			if (Stream.concat(Stream.of(element), element.parents().stream()).noneMatch(BundleTests::isReplaced)
					&& element.closest("code, script") == null) {
				element.textNodes().stream().map(TextNode::text).forEach((text) -> add(own, text));
			}
			for (Attribute attribute : element.attributes()) {
				if (READ.contains(attribute.getKey())) {
					add(own, attribute.getValue());
				}
				else if (attribute.getKey().startsWith("th:")) {
					literals(attribute).forEach((text) -> add(own, text));
				}
			}
		}

		assertThat(own).isEmpty();
	}

	private static boolean isReplaced(Element element) {
		return Stream.of("th:text", "th:utext", "th:replace").anyMatch(element::hasAttr);
	}

	private static void add(List<String> own, String text) {
		if (WORDS.matcher(text).find() && !NAMES.contains(text.strip())) {
			own.add(text.strip());
		}
	}

	/**
	 * What an expression says by itself: whatever has a blank, or begins as a sentence
	 * does.
	 */
	private static List<String> literals(Attribute attribute) {
		String name = attribute.getKey().substring("th:".length());
		String expression = attribute.getValue().replaceAll("#texts\\.\\w+\\('[^']*'", "");
		Stream<String> quoted = found("'([^']*)'", expression).stream()
			.filter((text) -> text.matches("\\p{Lu}\\p{Ll}+.*|.*\\p{L}{2,} \\p{L}{2,}.*"))
			.filter((text) -> !COMPARED.contains(text));
		Stream<String> composed = READ.contains(name) || name.endsWith("text")
				? found("\\|([^|]*)\\|", expression).stream()
					.map((text) -> text.replaceAll("\\$\\{[^}]*\\}", ""))
					.filter((text) -> !text.startsWith("/") && !text.startsWith("curl ") && !text.startsWith("(umask "))
				: Stream.empty();
		return Stream.concat(quoted, composed).toList();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("scripts")
	void aModuleHasNoTextOfItsOwn(Path file) {
		String code = SOURCES.get(file)
			.replaceAll("(?s)/\\*.*?\\*/", "")
			.replaceAll("(?m)(^|\\s)//.*$", "")
			.replaceAll("/[^/\\s]+/g", "");
		List<String> own = Pattern.compile("'((?:[^'\\\\\n]|\\\\.)*)'|`((?:[^`\\\\]|\\\\.)*)`")
			.matcher(code)
			.results()
			.filter((match) -> !isForProgrammers(code, match))
			.map((match) -> (match.group(1) != null) ? match.group(1) : match.group(2).replaceAll("\\$\\{[^}]*\\}", ""))
			.filter(BundleTests::isText)
			.filter((text) -> !NO_TEXTS.contains(text))
			.toList();

		assertThat(own).isEmpty();
	}

	private static boolean isForProgrammers(String code, MatchResult match) {
		String before = code.substring(Math.max(0, match.start() - 40), match.start());
		return before
			.matches("(?s).*(Error|querySelector(All)?(<\\w+>)?|closest|matches|SignedOut|headers\\.get|import)\\($");
	}

	private static boolean isText(String text) {
		boolean sentence = text.matches("(?s).*\\p{L}{2,}[,.:’…]? \\p{L}{2,}.*") && !text.matches("[a-z-]+( [a-z-]+)*");
		boolean word = text.matches("\\p{Lu}\\p{Ll}+…?") && !text.equals(text.toUpperCase(Locale.ROOT));
		return sentence || word;
	}

}
