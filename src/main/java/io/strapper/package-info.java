/**
 * Strapper: a deploy button with a live log. The packages below stand in one direction:
 * see the README's map.
 */
@NullMarked
package io.strapper;

import org.jspecify.annotations.NullMarked;
