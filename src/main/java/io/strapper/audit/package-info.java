/**
 * Who did what, when and from which address.
 */
@NullMarked
package io.strapper.audit;

import org.jspecify.annotations.NullMarked;
