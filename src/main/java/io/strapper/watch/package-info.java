/**
 * What the kernel tells of folders, so that nobody has to look as often.
 */
@NullMarked
package io.strapper.watch;

import org.jspecify.annotations.NullMarked;
