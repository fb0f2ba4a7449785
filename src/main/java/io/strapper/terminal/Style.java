package io.strapper.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How a character looks: its colors, its attributes and the link that it stands in. An
 * immutable value.
 * <p>
 * A color is {@link #DEFAULT_COLOR}, the number 0 to 255 of a palette color, or
 * {@link #RGB} with 24 bits of red, green and blue.
 */
final class Style {

	static final int DEFAULT_COLOR = -1;

	/** Marks a color that is not a palette's. */
	static final int RGB = 1 << 24;

	static final int BOLD = 1;

	static final int DIM = 1 << 1;

	static final int ITALIC = 1 << 2;

	static final int UNDERLINE = 1 << 3;

	static final int INVERSE = 1 << 4;

	static final int CONCEAL = 1 << 5;

	static final int STRIKE = 1 << 6;

	static final int OVERLINE = 1 << 7;

	static final Style DEFAULT = new Style(DEFAULT_COLOR, DEFAULT_COLOR, 0, null);

	private final int foreground;

	private final int background;

	private final int attributes;

	private final @Nullable String link;

	private final int hash;

	/** Memos of the renderer: many lines share a style, and its tags are made once. */
	private byte @Nullable [] spanTag;

	private byte @Nullable [] linkTag;

	Style(int foreground, int background, int attributes, @Nullable String link) {
		this.foreground = foreground;
		this.background = background;
		this.attributes = attributes;
		this.link = link;
		this.hash = hash(foreground, background, attributes, link);
	}

	int foreground() {
		return this.foreground;
	}

	/** Whether this is one of the reds that tools print errors in. */
	boolean isRed() {
		return switch (this.foreground) {
			case 1, 9, 160, 167, 196, 203 -> true;
			default -> false;
		};
	}

	int background() {
		return this.background;
	}

	int attributes() {
		return this.attributes;
	}

	boolean has(int attribute) {
		return (this.attributes & attribute) != 0;
	}

	@Nullable String link() {
		return this.link;
	}

	Style withLink(@Nullable String link) {
		return new Style(this.foreground, this.background, this.attributes, link);
	}

	/** The tag that opens its span; empty if it needs none. */
	byte[] spanTag() {
		byte[] tag = this.spanTag;
		if (tag == null) {
			tag = HtmlRenderer.spanTag(this).getBytes(StandardCharsets.UTF_8);
			this.spanTag = tag;
		}
		return tag;
	}

	/** The tag that opens its link; empty if it has none. */
	byte[] linkTag() {
		byte[] tag = this.linkTag;
		if (tag == null) {
			tag = HtmlRenderer.linkTag(this.link).getBytes(StandardCharsets.UTF_8);
			this.linkTag = tag;
		}
		return tag;
	}

	boolean is(int foreground, int background, int attributes, @Nullable String link) {
		return this.foreground == foreground && this.background == background && this.attributes == attributes
				&& Objects.equals(this.link, link);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof Style style
				&& is(style.foreground, style.background, style.attributes, style.link));
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	static int hash(int foreground, int background, int attributes, @Nullable String link) {
		int hash = (foreground * 31 + background) * 31 + attributes;
		return (link == null) ? hash : hash * 31 + link.hashCode();
	}

}
