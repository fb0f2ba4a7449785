/**
 * Bytes become a screen, a screen becomes lines of HTML: total, bounded, and nothing but
 * {@code java.base} and a table of widths. {@link io.strapper.terminal.Terminal} is the
 * door; {@code Parser} → {@code Controls} → {@code Screen} → {@code Window} →
 * {@code Line} → {@code HtmlRenderer} is the way of a byte.
 */
@NullMarked
package io.strapper.terminal;

import org.jspecify.annotations.NullMarked;
