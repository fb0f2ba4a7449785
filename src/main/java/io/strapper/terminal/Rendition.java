package io.strapper.terminal;

import io.strapper.terminal.text.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * The graphic rendition in force (SGR, ECMA-48 8.3.117) and the link (OSC 8): the style
 * of the characters that are printed next.
 */
final class Rendition {

	/** A cache, so that equal styles are mostly the same object. */
	private final @Nullable Style[] known = new Style[256];

	private final Selections selections = new Selections();

	/** What a sequence has selected so far, from the style in force on. */
	private int foreground = Style.DEFAULT_COLOR;

	private int background = Style.DEFAULT_COLOR;

	private int attributes;

	private @Nullable String link;

	private Style style = Style.DEFAULT;

	private Style erased = Style.DEFAULT;

	/** The style of the characters that are printed next. */
	Style style() {
		return this.style;
	}

	/** The style of erased columns: the background alone. */
	Style erased() {
		return this.erased;
	}

	void link(@Nullable String link) {
		reset(this.style);
		this.link = link;
		changed();
	}

	/** DECRC. */
	void restore(Style style) {
		reset(style);
		this.link = style.link();
		changed();
	}

	private void reset(Style style) {
		this.foreground = style.foreground();
		this.background = style.background();
		this.attributes = style.attributes();
	}

	/** SGR: select graphic rendition. */
	void select(Parameters parameters) {
		reset(this.style);
		for (int i = 0; i < parameters.count();) {
			i = select(parameters, i);
		}
		changed();
	}

	/**
	 * Executes an SGR sequence that was executed before in the same style.
	 * @param sequence its bytes, as {@link Ascii#selection} gives them
	 * @return false if it is not known, and has to be parsed
	 */
	boolean selectKnown(long sequence) {
		Style after = this.selections.after(this.style, sequence);
		if (after == null) {
			return false;
		}
		this.style = after;
		changeErased();
		return true;
	}

	/** Remembers the style in force as the result of a sequence after another style. */
	void selected(Style before, long sequence) {
		this.selections.put(before, sequence, this.style);
	}

	private int select(Parameters parameters, int i) {
		int value = parameters.get(i);
		if (value == 38 || value == 48 || value == 58) {
			return color(parameters, i);
		}
		int next = parameters.nextParameter(i);
		if (value == 4 && next > i + 1) {
			set(Style.UNDERLINE, parameters.get(i + 1) != 0); // 4:0 is none, 4:3 curly
			return next;
		}
		if (value >= 30 && value <= 49) {
			paletteColor(value - 30, 0);
		}
		else if (value >= 90 && value <= 107) {
			paletteColor(value - 90, 8);
		}
		else {
			attribute(value);
		}
		return next;
	}

	private void attribute(int value) {
		switch (value) {
			case 0 -> reset(Style.DEFAULT);
			case 1 -> set(Style.BOLD, true);
			case 2 -> set(Style.DIM, true);
			case 3 -> set(Style.ITALIC, true);
			case 4, 21 -> set(Style.UNDERLINE, true);
			case 7 -> set(Style.INVERSE, true);
			case 8 -> set(Style.CONCEAL, true);
			case 9 -> set(Style.STRIKE, true);
			case 22 -> set(Style.BOLD | Style.DIM, false);
			case 23 -> set(Style.ITALIC, false);
			case 24 -> set(Style.UNDERLINE, false);
			case 27 -> set(Style.INVERSE, false);
			case 28 -> set(Style.CONCEAL, false);
			case 29 -> set(Style.STRIKE, false);
			case 53 -> set(Style.OVERLINE, true);
			case 55 -> set(Style.OVERLINE, false);
			default -> {
			}
		}
	}

	private void set(int attribute, boolean on) {
		this.attributes = on ? this.attributes | attribute : this.attributes & ~attribute;
	}

	private void paletteColor(int offset, int bright) {
		if (offset < 8) {
			this.foreground = offset + bright;
		}
		else if (offset >= 10 && offset < 18) {
			this.background = offset - 10 + bright;
		}
		else if (offset == 9 && bright == 0) {
			this.foreground = Style.DEFAULT_COLOR;
		}
		else if (offset == 19) {
			this.background = Style.DEFAULT_COLOR;
		}
	}

	/**
	 * 38, 48 and 58 (ITU-T T.416): {@code 5;n}, {@code 2;r;g;b}, {@code 5:n},
	 * {@code 2:space:r:g:b}, or the part of these that came before the sequence ended.
	 * @return the index of the next parameter
	 */
	private int color(Parameters parameters, int i) {
		int target = parameters.get(i);
		int end = parameters.nextParameter(i);
		boolean colons = end > i + 1;
		int kind = (i + 1 < parameters.count()) ? parameters.get(i + 1) : 0;
		int first = i + ((colons && kind == 2) ? 3 : 2);
		if (!colons) {
			end = parameters.nextParameter(Math.min(parameters.count(), i + ((kind == 5) ? 3 : 5)) - 1);
		}
		if (kind == 5) {
			paint(target, component(parameters, first, end));
		}
		else if (kind == 2) {
			int red = component(parameters, first, end);
			int green = component(parameters, first + 1, end);
			int blue = component(parameters, first + 2, end);
			paint(target, Style.RGB | red << 16 | green << 8 | blue);
		}
		return end;
	}

	private static int component(Parameters parameters, int i, int end) {
		return (i < end) ? parameters.get(i) & 0xFF : 0;
	}

	private void paint(int target, int color) {
		if (target == 38) {
			this.foreground = color;
		}
		else if (target == 48) {
			this.background = color;
		}
	}

	private void changed() {
		this.style = style(this.foreground, this.background, this.attributes, this.link);
		changeErased();
	}

	private void changeErased() {
		int background = this.style.background();
		if (this.erased.background() != background) {
			this.erased = style(Style.DEFAULT_COLOR, background, 0, null);
		}
	}

	private Style style(int foreground, int background, int attributes, @Nullable String link) {
		if (Style.DEFAULT.is(foreground, background, attributes, link)) {
			return Style.DEFAULT;
		}
		int hash = Style.hash(foreground, background, attributes, link);
		int slot = (hash ^ hash >>> 8 ^ hash >>> 16) & (this.known.length - 1);
		Style style = this.known[slot];
		if (style == null || !style.is(foreground, background, attributes, link)) {
			style = new Style(foreground, background, attributes, link);
			this.known[slot] = style;
		}
		return style;
	}

	void save(Packer out) {
		out.style(this.style);
	}

	void restore(Unpacker in) {
		restore(in.style());
	}

}
