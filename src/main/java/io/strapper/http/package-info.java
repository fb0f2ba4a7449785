/**
 * What happens to a request before any controller: limits of connections and bodies,
 * headers of proxies, and requests that cannot be parsed.
 */
@NullMarked
package io.strapper.http;

import org.jspecify.annotations.NullMarked;
