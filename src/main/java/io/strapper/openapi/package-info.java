/**
 * The description of the API for programs (OpenAPI), made from the controllers and the
 * records that they answer with.
 */
@NullMarked
package io.strapper.openapi;

import org.jspecify.annotations.NullMarked;
