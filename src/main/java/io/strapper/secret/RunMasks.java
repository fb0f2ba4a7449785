package io.strapper.secret;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.strapper.log.Mask;
import io.strapper.log.Masks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The masks of a run's log: they hide the values that the run was given, those that its
 * log declares, and the app's values of now. Thread-safe.
 */
final class RunMasks implements Masks {

	private static final Mask EVERYTHING = new EverythingHidden();

	/** Bytes that are searched again after a crash. */
	private static final long STRIDE = 1 << 20;

	/** Most bytes that a log can declare. */
	private static final int MOST = 64 * 1024;

	private static final Logger log = LoggerFactory.getLogger(RunMasks.class);

	private final Path folder;

	private final Supplier<Set<SecretValue>> current;

	private final MaskCache cache;

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
		this.folder = folder;
		this.current = current;
		this.cache = cache;
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
			if (this.known != now) {
				this.known = now;
				Set<SecretValue> all = new LinkedHashSet<>(this.kept.values());
				all.addAll(now);
				this.mask = this.cache.of(all);
			}
			return this.mask;
		}
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
		if (all.addAll(news)) {
			this.known = null;
		}
		this.kept = new KeptValues(searched, all);
		this.kept.write(this.folder);
	}

}
