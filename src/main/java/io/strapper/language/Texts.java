package io.strapper.language;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/**
 * What templates call as {@code #texts}: all that {@code #{key}} cannot say.
 *
 * @param language of the reader
 */
public record Texts(Language language) {

	private static final Pattern CODE = Pattern.compile("`([^`]*)`");

	private static final Pattern PARTS = Pattern.compile("(?=\\{[0-9]\\})|(?<=\\{[0-9]\\})");

	private static final Pattern STRONG = Pattern.compile("\\*([^*]+)\\*");

	private static final String MORE = " and more";

	private static final long MEGABYTE = 1L << 20;

	private static final long GIGABYTE = 1L << 30;

	/** See {@link Language#text}. */
	public String text(String key, @Nullable Object... arguments) {
		return this.language.text(key, arguments);
	}

	/** See {@link Language#count}. */
	public String count(String key, long count, @Nullable Object... more) {
		return this.language.count(key, count, more);
	}

	/** See {@link Language#number}. */
	public String number(long number) {
		return this.language.number(number);
	}

	/**
	 * A text as HTML: what stands between backticks is code, between asterisks strong.
	 * Text and arguments are escaped.
	 */
	public String html(String key, @Nullable Object... arguments) {
		Object[] escaped = Stream.of(arguments).map((it) -> escape(String.valueOf(it))).toArray();
		String code = CODE.matcher(escape(this.language.text(key))).replaceAll("<code>$1</code>");
		return Language.fill(STRONG.matcher(code).replaceAll("<strong>$1</strong>"), escaped);
	}

	private static String escape(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

	/**
	 * A text in parts, of which {@code {0}}, {@code {1}} are some: for elements that
	 * stand in it.
	 */
	public List<String> parts(String key) {
		return List.of(PARTS.split(this.language.text(key)));
	}

	/** An event of the audit log in words: an unknown one stays as it is. */
	public String event(String what) {
		if (what.endsWith(MORE)) {
			return text("audit.more", event(what.substring(0, what.length() - MORE.length())));
		}
		String key = "audit.event." + what.toLowerCase(Locale.ROOT).replace(' ', '-');
		if (this.language.has(key)) {
			return text(key);
		}
		// Followed by what was refused, or by whom it failed
		String[] parts = what.split(" ", 2);
		boolean known = parts.length == 2 && (parts[0].equals("refused") || parts[0].equals("failed"));
		return known ? text("audit." + parts[0], event(parts[1])) : what;
	}

	/**
	 * A browser as a session keeps it, {@code Firefox on Linux}, in words of the reader.
	 */
	public String browser(String kept) {
		String[] parts = kept.split(" on ", 2);
		return (parts.length == 2) ? text("account.browser", parts[0], parts[1])
				: kept.equals("Unknown browser") ? text("account.browser.unknown") : kept;
	}

	/** The title of an error page: a status that has none keeps its own. */
	public String title(int status, @Nullable String otherwise) {
		String key = "error.title." + status;
		return this.language.has(key) ? text(key) : String.valueOf(otherwise);
	}

	/**
	 * What somebody is told, if it is a {@link Sentence} or words that are never
	 * translated.
	 */
	public @Nullable String say(@Nullable Object said) {
		return (said instanceof Sentence sentence) ? sentence.in(this.language)
				: (said != null) ? said.toString() : null;
	}

	/**
	 * A sentence that is on record in English, said in this language if its form is
	 * known; of null, null.
	 */
	public @Nullable String recorded(@Nullable String english) {
		return (english != null) ? this.language.recorded(english).orElse(english) : null;
	}

	/** The language of {@link #recorded}, if it is not that of the page; or null. */
	public @Nullable String recordedIn(@Nullable String english) {
		boolean same = english == null || this.language == Language.ENGLISH
				|| this.language.recorded(english).isPresent();
		return same ? null : Language.ENGLISH.tag();
	}

	/** A time to the minute, in the server's time zone: {@code 2026-11-24 09:00 UTC}. */
	public String time(Instant instant) {
		return format("time.minute", instant, ZoneId.systemDefault());
	}

	/** A time to the minute in UTC. */
	public String utc(Instant instant) {
		return format("time.minute", instant, ZoneId.of("UTC"));
	}

	/** A time to the second, in the server's time zone. */
	public String second(Instant instant) {
		return format("time.second", instant, ZoneId.systemDefault());
	}

	private String format(String pattern, Instant instant, ZoneId zone) {
		return DateTimeFormatter.ofPattern(this.language.text(pattern), this.language.locale())
			.format(instant.atZone(zone));
	}

	/** The same of milliseconds. */
	public String millis(long milliseconds) {
		return words(Duration.ofMillis(milliseconds));
	}

	/**
	 * A duration in the words of format.js: {@code <1s}, {@code 2m 05s}; of null, null.
	 */
	public @Nullable String duration(@Nullable Duration duration) {
		return (duration != null) ? words(duration) : null;
	}

	private String words(Duration duration) {
		if (duration.toHours() > 0) {
			return text("live.duration.hours", duration.toHours(), padded(duration.toMinutesPart()));
		}
		if (duration.toMinutes() > 0) {
			return text("live.duration.minutes", duration.toMinutes(), padded(duration.toSecondsPart()));
		}
		return (duration.toSeconds() > 0) ? text("live.duration.seconds", duration.toSeconds())
				: text("live.duration.under");
	}

	private static String padded(int number) {
		return (number < 10) ? "0" + number : String.valueOf(number);
	}

	/** The address of the texts of the browser's modules. */
	public String script() {
		return "/js/texts/" + this.language.tag() + ".js?v=" + BrowserTexts.of(this.language).version();
	}

	/** A size: {@code 1.5 GB}. */
	public String size(long bytes) {
		if (bytes >= GIGABYTE) {
			return this.language.decimal((double) bytes / GIGABYTE) + " GB";
		}
		return (bytes >= MEGABYTE) ? this.language.decimal((double) bytes / MEGABYTE) + " MB" : bytes / 1024 + " KB";
	}

}
