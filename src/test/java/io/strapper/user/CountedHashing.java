package io.strapper.user;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Counts how often a password is hashed to be compared: nothing else takes time. */
public class CountedHashing implements BeanPostProcessor {

	private final AtomicInteger comparisons = new AtomicInteger();

	private final AtomicReference<Runnable> next = new AtomicReference<>();

	/** Does something once, between a comparison that is right and what it leads to. */
	public void afterNextComparison(Runnable action, CountDownLatch done) {
		this.next.set(() -> {
			action.run();
			done.countDown();
		});
	}

	public int comparisons() {
		return this.comparisons.get();
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof PasswordEncoder encoder) ? new Counted(encoder) : bean;
	}

	private class Counted implements PasswordEncoder {

		private final PasswordEncoder encoder;

		Counted(PasswordEncoder encoder) {
			this.encoder = encoder;
		}

		@Override
		public @Nullable String encode(@Nullable CharSequence password) {
			return this.encoder.encode(password);
		}

		@Override
		public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
			CountedHashing.this.comparisons.incrementAndGet();
			boolean matches = this.encoder.matches(password, hash);
			Runnable action = CountedHashing.this.next.getAndSet(null);
			if (action != null) {
				action.run();
			}
			return matches;
		}

	}

}
