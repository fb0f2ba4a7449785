package io.strapper.feed;

import java.util.Locale;

import io.strapper.language.Language;
import io.strapper.run.RunStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/**
 * A picture of an app's name and of the status of its newest deploy.
 *
 * @param name what people call the app
 * @param status the status, or null if it was never deployed
 */
record Badge(String name, @Nullable RunStatus status) {

	/** Code points of a name that are shown. */
	private static final int LONGEST = 40;

	/** Pixels of a character: a wider text is squeezed, a narrower one is stretched. */
	private static final int CHARACTER = 7;

	private static final int PADDING = 8;

	private static final String IMAGE = """
			<svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%2$s: %3$s">
			<title>%2$s: %3$s</title>
			<rect width="%1$d" height="20" rx="4" fill="%4$s"/>
			<path d="M4 0h%5$dv20h-%5$da4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z" fill="#444c56"/>
			<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
			<text x="8" y="14" textLength="%6$d" lengthAdjust="spacingAndGlyphs">%2$s</text>
			<text x="%7$d" y="14" textLength="%8$d" lengthAdjust="spacingAndGlyphs">%3$s</text>
			</g>
			</svg>
			""";

	/** The picture as SVG. */
	String svg() {
		String shown = shortened(this.name);
		int left = width(shown);
		int right = width(word());
		return IMAGE.formatted(left + right + 4 * PADDING, HtmlUtils.htmlEscape(shown, "UTF-8"), word(), colour(),
				left + 2 * PADDING - 4, left, left + 3 * PADDING, right);
	}

	private static String shortened(String name) {
		return (name.codePointCount(0, name.length()) <= LONGEST) ? name
				: name.substring(0, name.offsetByCodePoints(0, LONGEST - 1)) + "…";
	}

	private static int width(String text) {
		return text.codePointCount(0, text.length()) * CHARACTER;
	}

	private String word() {
		return (this.status == null) ? "never deployed" : this.status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	/** White text on it has a contrast of at least 4.5 : 1. */
	private String colour() {
		if (this.status == null) {
			return "#5b6472";
		}
		return switch (this.status) {
			case RUNNING -> "#1f63d6";
			case SUCCEEDED -> "#157a3c";
			case FAILED -> "#c32530";
			case CANCELLED -> "#5b6472";
			case TIMED_OUT -> "#9a5200";
			case LOST -> "#6f4fa8";
		};
	}

}
