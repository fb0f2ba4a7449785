package io.strapper.secret;

import java.util.Set;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.strapper.log.Mask;

/** The masks in use: logs with the same values have the same. Thread-safe. */
final class MaskCache {

	private final LoadingCache<Set<SecretValue>, Mask> masks = Caffeine.newBuilder().weakValues().build(SecretMask::of);

	Mask of(Set<SecretValue> values) {
		return values.isEmpty() ? Mask.NONE : this.masks.get(Set.copyOf(values));
	}

}
