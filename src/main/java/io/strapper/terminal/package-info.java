/**
 * Turns bytes into a screen, and a screen into lines of HTML. It accepts any bytes, is
 * bounded in time and memory, and uses only {@code java.base} and a table of widths.
 * {@link io.strapper.terminal.Terminal} is the entry; {@code Parser} → {@code Controls} →
 * {@code Screen} → {@code Window} → {@code Line} → {@code HtmlRenderer} is the path of a
 * byte.
 */
@NullMarked
package io.strapper.terminal;

import org.jspecify.annotations.NullMarked;
