package io.strapper.terminal;

import java.util.regex.Pattern;

import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Holds the HTML of a line to its promise, as a real parser reads it.
 */
final class HtmlCheck {

	private static final Pattern CLASSES = Pattern
		.compile("(([fb]g(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])|b|dim|i|u|inv|conceal|s|o)( |$))+|cut");

	private static final Pattern STYLE = Pattern
		.compile("color:#[0-9a-f]{6}|(color:#[0-9a-f]{6};)?background-color:#[0-9a-f]{6}");

	private static final Pattern HREF = Pattern.compile("(?i)https?://[^\\s\\p{Cntrl}]*");

	private HtmlCheck() {
	}

	static void check(Line line) {
		String html = HtmlRenderer.html(line);
		require(html.codePoints().noneMatch(HtmlCheck::isForbidden), "a control character", html);
		Parser parser = Parser.htmlParser().setTrackErrors(1);
		Element body = parser.parseInput("<!doctype html><title>-</title><pre id=line>" + html + "</pre><hr>", "")
			.body();
		require(parser.getErrors().isEmpty(), "malformed: " + parser.getErrors(), html);
		require(body.childrenSize() == 2 && body.child(1).nameIs("hr"), "unbalanced", html);
		body.child(0).getAllElements().stream().skip(1).forEach((element) -> check(element, html));
		require(body.child(0).wholeText().equals(line.shown().text()), "another text: " + line.text(), html);
	}

	private static void check(Element element, String html) {
		require(element.nameIs("span") || element.nameIs("a"), "element " + element.tagName(), html);
		require(element.nameIs("span") || element.hasAttr("href"), "no link", html);
		for (Attribute attribute : element.attributes()) {
			String value = attribute.getValue();
			boolean allowed = switch (element.tagName() + " " + attribute.getKey()) {
				case "span class" -> CLASSES.matcher(value).matches();
				case "span style" -> STYLE.matcher(value).matches();
				case "a href" -> HREF.matcher(value).matches();
				case "a rel" -> value.equals("noopener noreferrer");
				default -> false;
			};
			require(allowed, "attribute " + attribute, html);
		}
	}

	private static boolean isForbidden(int character) {
		return character < 0x20 || (character >= 0x7F && character < 0xA0) || Printer.isBidiControl(character);
	}

	private static void require(boolean condition, String otherwise, String html) {
		if (!condition) {
			throw new AssertionError(otherwise + " in " + html);
		}
	}

}
