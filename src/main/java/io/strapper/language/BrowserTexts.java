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

	private static final List<BrowserTexts> ALL = Stream.of(Language.values()).map(BrowserTexts::make).toList();

	/** Those of a language. */
	public static BrowserTexts of(Language language) {
		return ALL.get(language.ordinal());
	}

	private static BrowserTexts make(Language language) {
		Map<String, String> texts = new TreeMap<>(language.texts());
		texts.keySet().removeIf((key) -> !key.startsWith(PREFIX));
		String module = "export default " + new JsonMapper().writeValueAsString(texts) + ";\n";
		CRC32 sum = new CRC32();
		sum.update(module.getBytes(StandardCharsets.UTF_8));
		return new BrowserTexts("%08x".formatted(sum.getValue()), module);
	}

}
