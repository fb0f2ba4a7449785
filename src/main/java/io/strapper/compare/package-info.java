/**
 * What two runs of an app say differently: two logs as one, in bounded time and memory.
 */
@NullMarked
package io.strapper.compare;

import org.jspecify.annotations.NullMarked;
