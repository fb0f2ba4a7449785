package io.strapper.language;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import tools.jackson.databind.json.JsonMapper;

/**
 * The texts of one language that the browser's modules need, whose keys begin with
 * {@code live.}, as a module of its own.
 *
 * @param version changes with the texts
 * @param module what {@code texts.js} imports
 */
public record BrowserTexts(String version, String module) {

	private static final String PREFIX = "live.";

	private static final String RECORDED = PREFIX + "said.";

	private static final List<BrowserTexts> ALL = Stream.of(Language.values()).map(BrowserTexts::make).toList();

	/** Those of a language. */
	public static BrowserTexts of(Language language) {
		return ALL.get(language.ordinal());
	}

	/** English sentences, and what they are in the language. */
	private static List<List<String>> recorded(Language language, Map<String, String> texts) {
		return (language == Language.ENGLISH) ? List.of()
				: texts.keySet()
					.stream()
					.filter((key) -> key.startsWith(RECORDED))
					.map((key) -> List.of(Language.ENGLISH.text(key), texts.get(key)))
					.toList();
	}

	private static BrowserTexts make(Language language) {
		Map<String, String> texts = new TreeMap<>(language.texts());
		texts.keySet().removeIf((key) -> !key.startsWith(PREFIX));
		JsonMapper mapper = new JsonMapper();
		String module = "export default " + mapper.writeValueAsString(texts) + ";\nexport const recorded = "
				+ mapper.writeValueAsString(recorded(language, texts)) + ";\n";
		CRC32 sum = new CRC32();
		sum.update(module.getBytes(StandardCharsets.UTF_8));
		return new BrowserTexts("%08x".formatted(sum.getValue()), module);
	}

}
