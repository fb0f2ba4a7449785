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
 * Is notified by the kernel (inotify) when a file in a folder is written to, created,
 * renamed or deleted. A notification only shortens the wait for the next look: everything
 * works without notifications, too, for example on network file systems that send none.
 * Safe for use by several threads.
 */
public final class WakeUp implements Closeable {

	private static final Logger log = LoggerFactory.getLogger(WakeUp.class);

	private final Map<WatchKey, Watch> watches = new ConcurrentHashMap<>();

	private final @Nullable WatchService service;

	private WakeUp(@Nullable WatchService service) {
		this.service = service;
	}

	/** An instance without notifications. */
	public static WakeUp none() {
		return new WakeUp(null);
	}

	/**
	 * An instance with notifications, if the system has them.
	 * @param name the name of its thread
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
	 * Watches the files in a folder, but not in its subfolders. A folder has only one
	 * watch.
	 * @param folder a folder that exists
	 * @param names selects the files to watch, as paths of one name
	 * @param wake is called when one of them has changed, and then not again before
	 * {@link Watch#rearm()}; it must not block
	 * @return the watch, which may be one without notifications
	 */
	public Watch watch(Path folder, Predicate<Path> names, Consumer<Watch> wake) {
		return watch(folder, names, wake, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_CREATE,
				StandardWatchEventKinds.ENTRY_DELETE);
	}

	/**
	 * Watches for files that are created in a folder or renamed, but not for writes. A
	 * folder has only one watch.
	 * @param folder a folder that exists
	 * @param wake as above
	 * @return the watch, which may be one without notifications
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
			// For example, the system's limit of watches is reached
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
				// The key is not reset: until it is rearmed, further changes cost next to
				// nothing
				this.wake.accept(this);
			}
			else {
				this.key.reset();
			}
		}

		/** Whether it has notifications. */
		public boolean isHearing() {
			return this.key != null && this.key.isValid();
		}

		/** Notifies again of later changes. To be called before the look. */
		public void rearm() {
			if (this.key != null) {
				this.key.pollEvents();
				this.key.reset();
			}
		}

		/** Ends the notifications. */
		public void cancel() {
			if (this.key != null) {
				WakeUp.this.watches.remove(this.key, this);
				this.key.cancel();
			}
		}

	}

}
