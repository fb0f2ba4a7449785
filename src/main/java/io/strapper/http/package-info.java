/**
 * What comes before any controller: connections and bodies within their limits, what
 * proxies say, and requests that cannot be read.
 */
@NullMarked
package io.strapper.http;

import org.jspecify.annotations.NullMarked;
