package io.strapper.secret;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.strapper.log.Masks;

/**
 * The masks of all logs. An app's values are read again each second, so a secret that is
 * added hides in old logs, too. Thread-safe.
 */
public final class LogMasks {

	/** How long read values count. */
	private static final long FRESH = Duration.ofSeconds(1).toNanos();

	private final MaskCache cache = new MaskCache();

	private final ConcurrentMap<String, Current> apps = new ConcurrentHashMap<>();

	private final LoadingCache<Key, RunMasks> runs;

	private final LongSupplier nanoTime;

	/** The masks of a server that is alone. */
	public LogMasks() {
		this(false);
	}

	/**
	 * The masks of a server.
	 * @param shared whether other nodes read the logs, too
	 */
	public LogMasks(boolean shared) {
		this(shared, System::nanoTime);
	}

	LogMasks(LongSupplier nanoTime) {
		this(false, nanoTime);
	}

	private LogMasks(boolean shared, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.runs = Caffeine.newBuilder()
			.weakValues()
			.build((key) -> new RunMasks(key.run, key.app::now, this.cache, shared, nanoTime));
	}

	/**
	 * The masks of a run's log.
	 * @param run the run's folder
	 * @param app identifies the app, whether or not it exists
	 * @param secrets the app's secrets of now
	 */
	public Masks of(Path run, String app, Supplier<Secrets> secrets) {
		return runMasks(run, app, secrets);
	}

	private RunMasks runMasks(Path run, String app, Supplier<Secrets> secrets) {
		return this.runs.get(new Key(run, this.apps.computeIfAbsent(app, (id) -> new Current(secrets, this.nanoTime))));
	}

	/**
	 * Keeps the values that a run is given, before it starts.
	 * @throws IOException if they cannot be kept: then the run must not get them
	 */
	public void given(Path run, String app, Supplier<Secrets> secrets, List<Secret> values) throws IOException {
		if (!values.isEmpty()) {
			runMasks(run, app, secrets).given(values);
		}
	}

	/** The key of a log. */
	private record Key(Path run, Current app) {
	}

	/** An app's values, as they were read last. */
	private static final class Current {

		private final Supplier<Secrets> secrets;

		private final LongSupplier nanoTime;

		private Set<SecretValue> values = Set.of();

		private Secrets read = Secrets.NONE;

		private long readAt;

		Current(Supplier<Secrets> secrets, LongSupplier nanoTime) {
			this.secrets = secrets;
			this.nanoTime = nanoTime;
			this.readAt = nanoTime.getAsLong() - FRESH;
		}

		synchronized Set<SecretValue> now() {
			long now = this.nanoTime.getAsLong();
			Secrets set = this.secrets.get();
			if (now - this.readAt >= FRESH || !set.equals(this.read)) {
				Set<SecretValue> usable = Set.copyOf(set.usable());
				this.values = usable.equals(this.values) ? this.values : usable;
				this.read = set;
				this.readAt = now;
			}
			return this.values;
		}

	}

}
