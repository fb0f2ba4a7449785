package io.strapper.secret;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.strapper.log.Mask;
import io.strapper.log.Masks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The masks of a run's log: they hide the values that the run was given, those that its
 * log declares, and the app's values of now. Of several nodes each hides what the others
 * have found, a second later at most. Thread-safe.
 */
final class RunMasks implements Masks {

	private static final Mask EVERYTHING = new EverythingHidden();

	/** Bytes that are searched again after a crash. */
	private static final long STRIDE = 1 << 20;

	/** Most bytes that a log can declare. */
	private static final int MOST = 64 * 1024;

	/** How long what other nodes keep is not looked at again. */
	private static final long FRESH = Duration.ofSeconds(1).toNanos();

	private static final Logger log = LoggerFactory.getLogger(RunMasks.class);

	private final Path folder;

	private final Supplier<Set<SecretValue>> current;

	private final MaskCache cache;

	private final boolean shared;

	private final LongSupplier nanoTime;

	private long readAt;

	private KeptValues kept = KeptValues.NONE;

	/** Whether the kept values could not be read: then nothing is shown. */
	private boolean damaged;

	private @Nullable Set<SecretValue> known;

	private Mask mask = Mask.NONE;

	/**
	 * The masks of a log.
	 * @param folder the run's folder
	 * @param current the app's values of now; an unchanged set is the same object
	 * @param cache makes masks
	 */
	RunMasks(Path folder, Supplier<Set<SecretValue>> current, MaskCache cache) {
		this(folder, current, cache, false, System::nanoTime);
	}

	/**
	 * The masks of a log.
	 * @param folder the run's folder
	 * @param current the app's values of now; an unchanged set is the same object
	 * @param cache makes masks
	 * @param shared whether other nodes read the log, too, and keep what they find
	 * @param nanoTime the monotonic clock, in nanoseconds
	 */
	RunMasks(Path folder, Supplier<Set<SecretValue>> current, MaskCache cache, boolean shared, LongSupplier nanoTime) {
		this.folder = folder;
		this.current = current;
		this.cache = cache;
		this.shared = shared;
		this.nanoTime = nanoTime;
		this.readAt = nanoTime.getAsLong();
		try {
			this.kept = KeptValues.read(folder);
		}
		catch (IOException ex) {
			log.warn("The log in {} is hidden altogether: {}", folder, ex.toString());
			this.damaged = true;
		}
	}

	@Override
	public Mask mask() {
		Set<SecretValue> now = this.current.get();
		synchronized (this) {
			if (this.damaged) {
				return EVERYTHING;
			}
			readAgain();
			if (this.known != now) {
				this.known = now;
				Set<SecretValue> all = new LinkedHashSet<>(this.kept.values());
				all.addAll(now);
				this.mask = this.cache.of(all);
			}
			return this.mask;
		}
	}

	/** Meets what other nodes keep; each may have overwritten what another one kept. */
	private void readAgain() {
		if (!this.shared || this.nanoTime.getAsLong() - this.readAt < FRESH) {
			return;
		}
		this.readAt = this.nanoTime.getAsLong();
		try {
			KeptValues there = KeptValues.read(this.folder);
			take(this.kept.and(there));
			boolean whole = there.values().containsAll(this.kept.values());
			// Where nothing is, the log was removed, or nothing could be kept
			if (!whole && !there.equals(KeptValues.NONE)) {
				this.kept.write(this.folder);
			}
		}
		catch (IOException ex) {
			log.debug("What other nodes keep in {} was not read", this.folder, ex);
		}
	}

	private void take(KeptValues all) {
		if (!all.values().equals(this.kept.values())) {
			this.known = null;
		}
		this.kept = all;
	}

	@Override
	public synchronized long searched() {
		return this.kept.searched();
	}

	/** Keeps the values that the run is given. To be called before it starts. */
	synchronized void given(List<Secret> secrets) throws IOException {
		if (this.damaged) {
			throw new IOException("The file masks of the run is damaged");
		}
		add(secrets.stream().map(Secret::toValue).toList(), this.kept.searched());
	}

	/**
	 * Takes new values even if they cannot be kept, for example because the disk is full:
	 * then another server searches the log again.
	 */
	@Override
	public synchronized void declared(List<byte[]> values, long searched) {
		List<SecretValue> news = values.stream()
			.map((bytes) -> new SecretValue(bytes, true))
			.filter((value) -> !this.kept.values().contains(value))
			.toList();
		if (this.damaged || news.isEmpty() && searched < this.kept.searched() + STRIDE) {
			return;
		}
		try {
			add(isFull() ? List.of() : news, searched);
		}
		catch (IOException ex) {
			log.debug("What the log in {} declares cannot be kept", this.folder, ex);
		}
	}

	private boolean isFull() {
		return this.kept.values().stream().mapToInt((value) -> value.bytes().length).sum() > MOST;
	}

	private void add(List<SecretValue> news, long searched) throws IOException {
		Set<SecretValue> all = new LinkedHashSet<>(this.kept.values());
		all.addAll(news);
		take(new KeptValues(searched, all));
		if (this.shared) {
			take(this.kept.and(KeptValues.read(this.folder)));
		}
		this.kept.write(this.folder);
	}

}
