package io.strapper.log;

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

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from the kernel that a log was written to or deleted (inotify). It only shortens
 * the wait for the next look: where it cannot be had, or hears of nothing as on some
 * network file systems, nothing else changes. Safe for use by several threads.
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

	/** One that hears of what it can. */
	public static WakeUp start() {
		try {
			WatchService service = FileSystems.getDefault().newWatchService();
			WakeUp started = new WakeUp(service);
			Thread thread = new Thread(() -> started.listen(service), "log-wake-up");
			thread.setDaemon(true);
			thread.start();
			return started;
		}
		catch (IOException ex) {
			log.warn("The kernel does not tell of writes, so logs are looked at from time to time", ex);
			return none();
		}
	}

	/**
	 * Watches a log.
	 * @param runLog the log, whose folder must exist
	 * @param wake is called when it was written to or deleted, once until
	 * {@link Watch#rearm()}; it must not wait for anything
	 * @return the watch, which may be one that hears of nothing
	 */
	public Watch watch(RunLog runLog, Runnable wake) {
		Path file = runLog.path();
		WatchKey key = register(file);
		Watch watch = new Watch(key, file.getFileName(), wake);
		if (key != null) {
			this.watches.put(key, watch);
		}
		return watch;
	}

	private @Nullable WatchKey register(Path file) {
		if (this.service == null) {
			return null;
		}
		try {
			return file.resolveSibling(".")
				.register(this.service, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_CREATE,
						StandardWatchEventKinds.ENTRY_DELETE);
		}
		catch (IOException | ClosedWatchServiceException ex) {
			// The system's limit of watches, for example
			log.debug("The kernel does not tell of writes to {}", file, ex);
			return null;
		}
	}

	private void listen(WatchService events) {
		try {
			while (true) {
				WatchKey key = events.take();
				Watch watch = this.watches.get(key);
				if (watch != null) {
					watch.heard();
				}
			}
		}
		catch (ClosedWatchServiceException ex) {
			// The end
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() throws IOException {
		if (this.service != null) {
			this.service.close();
		}
	}

	/** The watch of one file. */
	public final class Watch {

		private final @Nullable WatchKey key;

		private final Path name;

		private final Runnable wake;

		private Watch(@Nullable WatchKey key, Path name, Runnable wake) {
			this.key = key;
			this.name = name;
			this.wake = wake;
		}

		private void heard() {
			if (this.key == null) {
				return;
			}
			boolean written = false;
			for (WatchEvent<?> event : this.key.pollEvents()) {
				written |= event.kind() == StandardWatchEventKinds.OVERFLOW || this.name.equals(event.context());
			}
			if (written) {
				// Until it is armed again further writes cost next to nothing
				this.wake.run();
			}
			else {
				this.key.reset();
			}
		}

		/** Whoever was woken is about to look: what is written from now on counts. */
		public void rearm() {
			if (this.key != null) {
				this.key.pollEvents();
				this.key.reset();
			}
		}

		/** Hears of nothing more. */
		public void cancel() {
			if (this.key != null) {
				WakeUp.this.watches.remove(this.key);
				this.key.cancel();
			}
		}

	}

}
