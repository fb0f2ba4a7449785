/**
 * Webhooks: what forges deliver when somebody has pushed, and what is deployed for it.
 */
@NullMarked
package io.strapper.hook;

import org.jspecify.annotations.NullMarked;
