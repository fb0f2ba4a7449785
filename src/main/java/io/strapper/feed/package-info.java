/**
 * How deploys went, for programs that show it elsewhere: badges, which everybody may see,
 * and Atom feeds, which need a token.
 */
@NullMarked
package io.strapper.feed;

import org.jspecify.annotations.NullMarked;
