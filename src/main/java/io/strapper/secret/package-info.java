/**
 * Secrets: where their values come from, and how they are hidden in a log, in their
 * encodings too. No value is in a message, a record's text or an exception.
 */
@NullMarked
package io.strapper.secret;

import org.jspecify.annotations.NullMarked;
