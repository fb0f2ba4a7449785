/**
 * Lines of a log that a link shows without a sign-in: how links are made, listed and
 * revoked, and the page that they lead to.
 */
@NullMarked
package io.strapper.share;

import org.jspecify.annotations.NullMarked;
