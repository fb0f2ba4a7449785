package io.strapper.testing;

import java.util.List;

/**
 * A browser of any make, with a profile of its own and no state of other tests, as far as
 * all makes can be driven.
 */
public interface AnyBrowser extends AutoCloseable {

	/** The Enter key. */
	String ENTER = "\uE007";

	/** The Escape key. */
	String ESCAPE = "\uE00C";

	/** The Home key. */
	String HOME = "\uE011";

	/** The End key. */
	String END = "\uE010";

	/** Goes to an address, and waits for the page's load event. */
	void open(String address);

	/**
	 * Runs a script in the page.
	 * @param body the body of a function that finds {@code values} in its
	 * {@code arguments}
	 * @param values strings, numbers or booleans
	 * @return what it returns or, if that is a promise, what the promise is kept with: a
	 * string, a number, a boolean, or null
	 */
	Object run(String body, Object... values);

	/** Clicks on the middle of the first element that a selector finds. */
	void click(String selector);

	/** Presses keys, one after the other, where the focus is. */
	void type(String keys);

	/**
	 * Runs a script before those of every page that is opened from now on.
	 * @throws UnsupportedOperationException if this make cannot
	 */
	void runFirst(String script);

	/**
	 * Errors of scripts since this was asked the last time; none from a make that does
	 * not tell.
	 */
	List<String> complaints();

	@Override
	void close();

	/** The text of what can be seen of an element; empty if there is none. */
	default String text(String selector) {
		Object text = run("""
				const element = document.querySelector(arguments[0]);
				return element && element.checkVisibility() ? element.innerText : '';""", selector);
		return String.valueOf(text).strip();
	}

}
