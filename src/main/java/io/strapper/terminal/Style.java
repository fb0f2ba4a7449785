package io.strapper.terminal;

import org.jspecify.annotations.Nullable;

/**
 * How characters look: what SGR (ECMA-48 8.3.117) and OSC 8 last said.
 *
 * @param foreground a {@link Color}
 * @param background a {@link Color}
 * @param attributes bits, {@link #BOLD} and so on
 * @param link where the characters lead (http or https), or null
 */
record Style(int foreground, int background, int attributes, @Nullable String link) {

	static final int BOLD = 1;

	static final int DIM = 1 << 1;

	static final int ITALIC = 1 << 2;

	static final int UNDERLINE = 1 << 3;

	static final int INVERSE = 1 << 4;

	static final int CONCEAL = 1 << 5;

	static final int STRIKE = 1 << 6;

	static final int OVERLINE = 1 << 7;

	static final Style PLAIN = new Style(Color.DEFAULT, Color.DEFAULT, 0, null);

	Style withForeground(int color) {
		return new Style(color, this.background, this.attributes, this.link);
	}

	Style withBackground(int color) {
		return new Style(this.foreground, color, this.attributes, this.link);
	}

	Style with(int attribute) {
		return new Style(this.foreground, this.background, this.attributes | attribute, this.link);
	}

	Style without(int attribute) {
		return new Style(this.foreground, this.background, this.attributes & ~attribute, this.link);
	}

	Style withLink(@Nullable String target) {
		return new Style(this.foreground, this.background, this.attributes, target);
	}

	/** SGR 0: a link is not ended by it. */
	Style reset() {
		return PLAIN.withLink(this.link);
	}

	/** What erased cells look like: nothing but the background stays. */
	Style erased() {
		return (this.background == Color.DEFAULT) ? PLAIN : PLAIN.withBackground(this.background);
	}

	boolean has(int attribute) {
		return (this.attributes & attribute) != 0;
	}

}
