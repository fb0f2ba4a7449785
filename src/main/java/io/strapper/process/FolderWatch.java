package io.strapper.process;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the kernel (inotify) tell that a file was made or renamed in a folder. It only
 * shortens the wait: where it does not work all is found by looking.
 */
class FolderWatch {

	private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);

	private final Map<WatchKey, Path> folders = new ConcurrentHashMap<>();

	private final Consumer<Path> listener;

	private volatile @Nullable WatchService service;

	/**
	 * A watch that has yet to be started.
	 * @param listener is told the folder that has news; called by one thread
	 */
	FolderWatch(Consumer<Path> listener) {
		this.listener = listener;
	}

	void start() {
		try {
			WatchService made = FileSystems.getDefault().newWatchService();
			Thread thread = new Thread(() -> listen(made), "run-folders");
			thread.setDaemon(true);
			thread.start();
			this.service = made;
		}
		catch (IOException | Error ex) {
			log.warn("The kernel does not tell of files: the ends of runs are told up to half a second late", ex);
		}
	}

	private void listen(WatchService made) {
		while (true) {
			try {
				WatchKey key = made.take();
				key.pollEvents();
				key.reset();
				Path folder = this.folders.get(key);
				if (folder != null) {
					this.listener.accept(folder);
				}
			}
			catch (ClosedWatchServiceException | InterruptedException ex) {
				return;
			}
			catch (Throwable ex) {
				log.error("News of a folder were lost, which looking makes up for", ex);
			}
		}
	}

	/** Watches a folder, if it is there. */
	void add(Path folder) {
		WatchService watch = this.service;
		if (watch != null) {
			try {
				this.folders.put(folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE), folder);
			}
			catch (IOException | ClosedWatchServiceException ex) {
				log.debug("{} is not watched", folder, ex);
			}
		}
	}

	/** Watches a folder no longer. */
	void remove(Path folder) {
		this.folders.forEach((key, watched) -> {
			if (watched.equals(folder)) {
				key.cancel();
				this.folders.remove(key);
			}
		});
	}

	void stop() {
		WatchService watch = this.service;
		this.service = null;
		this.folders.clear();
		if (watch != null) {
			try {
				watch.close();
			}
			catch (IOException ex) {
				log.debug("A watch was not closed", ex);
			}
		}
	}

}
