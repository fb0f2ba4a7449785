/**
 * The words that people read, in each language: from {@code messages.properties} and its
 * translations, for templates, for sentences of the server, and for the browser's
 * modules. Nothing else holds a text, and a text that goes to a reader is made in the
 * reader's language.
 */
@NullMarked
package io.strapper.language;

import org.jspecify.annotations.NullMarked;
