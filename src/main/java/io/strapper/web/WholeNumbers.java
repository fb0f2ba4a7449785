package io.strapper.web;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Accepts one spelling for each number in a URL: ASCII digits without a plus sign and
 * without leading zeros. Spring alone would accept {@code 0x1}, {@code #1} and digits of
 * other scripts, too, so that one run would have many URLs.
 */
@ControllerAdvice
class WholeNumbers {

	private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,18}");

	/**
	 * Property editors, since Spring falls back to its own editor if a converter fails.
	 */
	@InitBinder
	void spell(WebDataBinder binder) {
		binder.registerCustomEditor(long.class, new Editor(Long::valueOf));
		binder.registerCustomEditor(int.class, new Editor(Integer::valueOf));
	}

	private static final class Editor extends PropertyEditorSupport {

		private final Function<String, Number> parser;

		Editor(Function<String, Number> parser) {
			this.parser = parser;
		}

		@Override
		public void setAsText(String text) {
			if (!NUMBER.matcher(text).matches()) {
				throw new NumberFormatException("No whole number");
			}
			setValue(this.parser.apply(text));
		}

	}

}
