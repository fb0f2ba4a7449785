/**
 * The characters that bytes stand for: UTF-8, the columns that a character takes, and
 * searches in bytes of text. It knows nothing of a screen.
 */
@NullMarked
package io.strapper.terminal.text;

import org.jspecify.annotations.NullMarked;
