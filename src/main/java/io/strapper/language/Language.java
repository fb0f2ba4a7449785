package io.strapper.language;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A language in which the pages speak, with its texts. What a text is asked for and does
 * not have is a programming error. {@code texts.js} knows the same two rules: {@code {0}}
 * is the first argument as it is, and a text that counts has one form for each plural
 * category.
 */
public enum Language {

	/** The language of whoever names none that is known. */
	ENGLISH(Locale.ENGLISH, "/messages.properties"),

	/** German. */
	GERMAN(Locale.GERMAN, "/messages_de.properties");

	private static final Pattern PLACE = Pattern.compile("\\{([0-9])\\}");

	private final Locale locale;

	private final Map<String, String> texts;

	Language(Locale locale, String file) {
		this.locale = locale;
		this.texts = read(file);
	}

	private static Map<String, String> read(String file) {
		Properties texts = new Properties();
		try (Reader reader = new InputStreamReader(Objects.requireNonNull(Language.class.getResourceAsStream(file)),
				StandardCharsets.UTF_8)) {
			texts.load(reader);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Map<String, String> sorted = new TreeMap<>();
		texts.stringPropertyNames().forEach((key) -> sorted.put(key, texts.getProperty(key)));
		return Map.copyOf(sorted);
	}

	/**
	 * The language with that tag, such as {@code de} or {@code de-AT}, if it is known.
	 */
	public static Optional<Language> find(String tag) {
		String language = Locale.forLanguageTag(tag).getLanguage();
		return Stream.of(values()).filter((it) -> it.tag().equals(language)).findFirst();
	}

	/** The language of a locale, or English. */
	public static Language of(@Nullable Locale locale) {
		return (locale != null) ? find(locale.toLanguageTag()).orElse(ENGLISH) : ENGLISH;
	}

	/** Its tag: {@code en}, {@code de}. */
	public String tag() {
		return this.locale.getLanguage();
	}

	/** The locale by which its numbers and days are written. */
	public Locale locale() {
		return this.locale;
	}

	/** Its texts, by their keys. */
	public Map<String, String> texts() {
		return this.texts;
	}

	/** Whether there is a text with that key. */
	public boolean has(String key) {
		return this.texts.containsKey(key);
	}

	/**
	 * A text.
	 * @param arguments stand where it says {@code {0}}, {@code {1}}, as they are
	 */
	public String text(String key, @Nullable Object... arguments) {
		String text = this.texts.get(key);
		if (text == null) {
			throw new IllegalArgumentException("There is no text " + key + " in " + tag());
		}
		return fill(text, arguments);
	}

	/**
	 * A sentence that is on record in English, said in this language.
	 * @return empty if its form is not known, or this language is English
	 */
	public Optional<String> recorded(String english) {
		return (this == ENGLISH) ? Optional.empty() : RecordedSentences.of(this).say(english);
	}

	/** Puts arguments where a text says {@code {0}}, {@code {1}}. */
	static String fill(String text, @Nullable Object... arguments) {
		return PLACE.matcher(text).replaceAll((place) -> Matcher.quoteReplacement(argument(place.group(1), arguments)));
	}

	private static String argument(String place, @Nullable Object[] arguments) {
		int index = Integer.parseInt(place);
		return (index < arguments.length) ? String.valueOf(arguments[index]) : "{" + place + "}";
	}

	/**
	 * A text that counts: {@code key.one} or {@code key.other}, the plural categories
	 * (CLDR) of these languages.
	 * @param count stands where it says {@code {0}}, grouped
	 * @param more stand where it says {@code {1}}, {@code {2}}, as they are
	 */
	public String count(String key, long count, @Nullable Object... more) {
		return text(key + ((count == 1) ? ".one" : ".other"),
				Stream.concat(Stream.of(number(count)), Stream.of(more).map(String::valueOf)).toArray());
	}

	/** A whole number: {@code 1,234} or {@code 1.234}. */
	public String number(long number) {
		return NumberFormat.getIntegerInstance(this.locale).format(number);
	}

	/**
	 * A number with one digit behind the decimal separator: {@code 1.5} or {@code 1,5}.
	 */
	public String decimal(double number) {
		NumberFormat format = NumberFormat.getNumberInstance(this.locale);
		format.setMinimumFractionDigits(1);
		format.setMaximumFractionDigits(1);
		return format.format(number);
	}

}
