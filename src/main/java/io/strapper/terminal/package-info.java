/**
 * Bytes become a screen, a screen becomes lines of HTML: total, bounded, and nothing but
 * {@code java.base}.
 */
@NullMarked
package io.strapper.terminal;

import org.jspecify.annotations.NullMarked;
