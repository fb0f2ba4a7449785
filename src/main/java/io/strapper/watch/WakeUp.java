package io.strapper.watch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from the kernel (inotify) that a file in a folder was written to, made, renamed
 * or deleted. It only shortens the wait for the next look: where it cannot be had, or
 * hears of nothing as on some network file systems, nothing else changes. Safe for use by
 * several threads.
 */
public final class WakeUp implements Closeable {

	private static final Logger log = LoggerFactory.getLogger(WakeUp.class);

	private final Map<WatchKey, Watch> watches = new ConcurrentHashMap<>();

	private final @Nullable WatchService service;

	private WakeUp(@Nullable WatchService service) {
		this.service = service;
	}

	/** One that hears of nothing. */
	public static WakeUp none() {
		return new WakeUp(null);
	}

	/**
	 * One that hears of what it can.
	 * @param name of its thread
	 */
	public static WakeUp start(String name) {
		try {
			WatchService service = FileSystems.getDefault().newWatchService();
			WakeUp started = new WakeUp(service);
			Thread thread = new Thread(() -> started.listen(service), name);
			thread.setDaemon(true);
			thread.start();
			return started;
		}
		catch (IOException | Error ex) {
			log.warn("The kernel does not tell of changes, so files are looked at from time to time ({})", name, ex);
			return none();
		}
	}

	/**
	 * Watches the files of a folder, not those in its folders. One folder has one watch.
	 * @param folder a folder that exists
	 * @param names which of its files count, as paths of one name
	 * @param wake is called when one of them has changed, once until
	 * {@link Watch#rearm()}; it must not wait for anything
	 * @return the watch, which may be one that hears of nothing
	 */
	public Watch watch(Path folder, Predicate<Path> names, Consumer<Watch> wake) {
		return watch(folder, names, wake, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_CREATE,
				StandardWatchEventKinds.ENTRY_DELETE);
	}

	/**
	 * Watches for files that are made in a folder, or renamed, and not for what is
	 * written. One folder has one watch.
	 * @param folder a folder that exists
	 * @param wake as above
	 * @return the watch, which may be one that hears of nothing
	 */
	public Watch watchNew(Path folder, Consumer<Watch> wake) {
		return watch(folder, (name) -> true, wake, StandardWatchEventKinds.ENTRY_CREATE);
	}

	private Watch watch(Path folder, Predicate<Path> names, Consumer<Watch> wake, WatchEvent.Kind<?>... kinds) {
		WatchKey key = register(folder, kinds);
		Watch watch = new Watch(key, names, wake);
		if (key != null) {
			this.watches.put(key, watch);
		}
		return watch;
	}

	private @Nullable WatchKey register(Path folder, WatchEvent.Kind<?>... kinds) {
		if (this.service == null) {
			return null;
		}
		try {
			return folder.register(this.service, kinds);
		}
		catch (IOException | ClosedWatchServiceException ex) {
			// The system's limit of watches, for example
			log.debug("The kernel does not tell of changes in {}", folder, ex);
			return null;
		}
	}

	private void listen(WatchService events) {
		while (true) {
			try {
				Watch watch = this.watches.get(events.take());
				if (watch != null) {
					watch.heard();
				}
			}
			catch (ClosedWatchServiceException | InterruptedException ex) {
				return;
			}
			catch (Throwable ex) {
				log.error("News of a folder were lost, which the next look makes up for", ex);
			}
		}
	}

	@Override
	public void close() throws IOException {
		if (this.service != null) {
			this.service.close();
		}
	}

	/** The watch of one folder. */
	public final class Watch {

		private final @Nullable WatchKey key;

		private final Predicate<Path> names;

		private final Consumer<Watch> wake;

		private Watch(@Nullable WatchKey key, Predicate<Path> names, Consumer<Watch> wake) {
			this.key = key;
			this.names = names;
			this.wake = wake;
		}

		private void heard() {
			if (this.key == null) {
				return;
			}
			boolean counts = false;
			for (WatchEvent<?> event : this.key.pollEvents()) {
				counts |= !(event.context() instanceof Path name) || this.names.test(name);
			}
			if (counts) {
				// Until it is armed again further changes cost next to nothing
				this.wake.accept(this);
			}
			else {
				this.key.reset();
			}
		}

		/** Whether it hears of anything. */
		public boolean isHearing() {
			return this.key != null && this.key.isValid();
		}

		/** Whoever was woken is about to look: what changes from now on counts. */
		public void rearm() {
			if (this.key != null) {
				this.key.pollEvents();
				this.key.reset();
			}
		}

		/** Hears of nothing more. */
		public void cancel() {
			if (this.key != null) {
				WakeUp.this.watches.remove(this.key, this);
				this.key.cancel();
			}
		}

	}

}
