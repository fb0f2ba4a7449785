package io.strapper.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Says sentences in another language that are on record, or were sent to everybody, in
 * English: by the English texts whose keys begin with {@code said.} or
 * {@code live.said.}. {@code recorded.js} does the same in the browser. Takes time in
 * proportion to the sentence, for strangers write parts of it.
 */
final class RecordedSentences {

	private static final Pattern KEY = Pattern.compile("(live\\.)?said\\..*");

	private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");

	private static final List<RecordedSentences> ALL = Stream.of(Language.values())
		.map((language) -> new RecordedSentences(Language.ENGLISH.texts(), language.texts()))
		.toList();

	/** Sentences that stand in one another, as many as the server makes. */
	private static final int DEEPEST = 3;

	private final List<Form> forms;

	private RecordedSentences(Map<String, String> english, Map<String, String> texts) {
		this.forms = english.entrySet()
			.stream()
			.filter((text) -> KEY.matcher(text.getKey()).matches())
			.map((text) -> Form.of(text.getValue(), texts.getOrDefault(text.getKey(), text.getValue())))
			.sorted(Comparator.comparing(Form::letters).reversed())
			.toList();
	}

	/** The sentences of a language. */
	static RecordedSentences of(Language language) {
		return ALL.get(language.ordinal());
	}

	/**
	 * The sentence in the language, if its form is known. What stands in it is said in
	 * the language too if it is such a sentence itself.
	 */
	Optional<String> say(String english) {
		return say(english, DEEPEST);
	}

	private Optional<String> say(String english, int depth) {
		return (depth == 0) ? Optional.empty()
				: this.forms.stream().flatMap((form) -> Stream.ofNullable(said(form, english, depth))).findFirst();
	}

	private @Nullable String said(Form form, String english, int depth) {
		List<String> arguments = form.arguments(english);
		return (arguments != null)
				? Language.fill(form.text(), arguments.stream().map((it) -> say(it, depth - 1).orElse(it)).toArray())
				: null;
	}

	/**
	 * A sentence with gaps.
	 *
	 * @param parts what stands around the gaps, in English
	 * @param text the text in the language
	 */
	private record Form(List<String> parts, String text) {

		static Form of(String english, String text) {
			return new Form(List.of(PLACE.split(english, -1)), text);
		}

		int letters() {
			return this.parts.stream().mapToInt(String::length).sum();
		}

		/** What stands in the gaps, or null if it is another sentence. */
		@Nullable List<String> arguments(String sentence) {
			int last = this.parts.size() - 1;
			if (last == 0) {
				return sentence.equals(this.parts.get(0)) ? List.of() : null;
			}
			if (!sentence.startsWith(this.parts.get(0))) {
				return null;
			}
			List<String> arguments = new ArrayList<>();
			int at = this.parts.get(0).length();
			for (int i = 1; i <= last; i++) {
				String part = this.parts.get(i);
				int end = (i < last) ? sentence.indexOf(part, at) : sentence.length() - part.length();
				if (end < at || !sentence.startsWith(part, end)) {
					return null;
				}
				arguments.add(sentence.substring(at, end));
				at = end + part.length();
			}
			return arguments;
		}

	}

}
