/**
 * The catalogue: folders with executables become apps.
 */
@NullMarked
package io.strapper.app;

import org.jspecify.annotations.NullMarked;
