package io.strapper.app;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.strapper.watch.WakeUp;
import org.jspecify.annotations.Nullable;

/**
 * Decides which folders of apps are read again, and when. A folder with an inotify watch
 * is read when inotify reports a change; a folder without one, or whose {@code app.yml}
 * names files elsewhere, is read twice a second. In addition all folders are read every
 * few seconds, or less often, so that this takes at most a thousandth of a processor's
 * time. Only the thread of inotify and the one that reads use it.
 */
final class FolderNews implements Closeable {

	/** Pause between two reads of a folder without a watch. */
	static final Duration MAX_AGE = Duration.ofMillis(500);

	/** Pause between two reads of all folders. */
	private static final Duration POLL = Duration.ofSeconds(5);

	private static final int IDLE_PER_BUSY = 1000;

	/** Pause before another attempt after the kernel refused a watch. */
	private static final Duration RETRY = Duration.ofMinutes(1);

	/** Local file systems: inotify sees all changes. */
	private static final Set<String> LOCAL = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "bcachefs",
			"jfs", "tmpfs", "overlay");

	private final WakeUp wakeUp;

	private final Path root;

	private final Set<AppId> told = ConcurrentHashMap.newKeySet();

	private final Map<AppId, FolderWatch> watched = new HashMap<>();

	/** The folders without a watch. */
	private final Set<AppId> unwatched = new HashSet<>();

	private volatile boolean rootTold = true;

	private WakeUp.@Nullable Watch rootWatch;

	private long device;

	private long readAt;

	private long readAllAt;

	private long pause;

	private long noWatchBefore = Long.MIN_VALUE / 2;

	FolderNews(WakeUp wakeUp, Path root) {
		this.wakeUp = wakeUp;
		this.root = root;
	}

	/** Whether all folders are to be read. */
	boolean isAllDue(long now) {
		boolean told = this.rootTold || !isRootWatched();
		return now - this.readAllAt >= (told ? MAX_AGE.toNanos() : this.pause);
	}

	private boolean isRootWatched() {
		return this.rootWatch != null && this.rootWatch.isHearing();
	}

	/** Called before all folders are read: later changes are reported again. */
	void readingAll(long now) {
		this.rootTold = false;
		if (this.rootWatch != null && isRootWatched()) {
			this.rootWatch.rearm();
		}
		else if (now - this.noWatchBefore >= 0) {
			watchRoot();
			this.noWatchBefore = isRootWatched() ? now : now + RETRY.toNanos();
		}
		this.readAllAt = now;
		this.readAt = now;
	}

	private void watchRoot() {
		try {
			if (LOCAL.contains(Files.getFileStore(this.root).type())) {
				FileStat stat = FileStat.of(this.root);
				this.device = (stat != null) ? stat.device() : 0;
				this.rootWatch = this.wakeUp.watch(this.root, (name) -> true, (watch) -> this.rootTold = true);
			}
		}
		catch (IOException ex) {
			// Reading it reports the error
		}
	}

	/** Called after all folders were read. */
	void readAll(Set<AppId> present, long nanos) {
		this.pause = Math.max(POLL.toNanos(), nanos * IDLE_PER_BUSY);
		this.unwatched.retainAll(present);
		this.watched.entrySet().removeIf((entry) -> {
			boolean gone = !present.contains(entry.getKey());
			if (gone) {
				entry.getValue().cancel();
			}
			return gone;
		});
	}

	/** The folders to read when not all are. */
	Set<AppId> due(long now) {
		Set<AppId> due = new HashSet<>(this.told);
		if (!this.unwatched.isEmpty() && now - this.readAt >= MAX_AGE.toNanos()) {
			this.readAt = now;
			due.addAll(this.unwatched);
		}
		return due;
	}

	/**
	 * Called before a folder is read: later changes are reported again.
	 * @param stat the folder's stat
	 */
	void reading(AppId app, Path folder, FileStat stat, long now) {
		this.told.remove(app);
		FolderWatch known = this.watched.get(app);
		if (known != null && known.isOf(stat)) {
			// What else is read may add it again
			this.unwatched.remove(app);
			known.rearm();
			return;
		}
		if (known != null) {
			known.cancel();
			this.watched.remove(app);
		}
		this.unwatched.add(app);
		if (isRootWatched() && stat.device() == this.device && now - this.noWatchBefore >= 0) {
			watch(app, folder, stat, now);
		}
	}

	private void watch(AppId app, Path folder, FileStat stat, long now) {
		FolderWatch watch = new FolderWatch(this.wakeUp, folder, stat, FolderNames::isRead, () -> this.told.add(app));
		if (watch.isHearing()) {
			this.watched.put(app, watch);
			this.unwatched.remove(app);
		}
		else {
			this.noWatchBefore = now + RETRY.toNanos();
		}
	}

	/**
	 * Notes that a folder contains links: inotify does not report changes of their
	 * targets.
	 */
	void linked(AppId app) {
		this.unwatched.add(app);
	}

	/**
	 * Called before the files that a folder's {@code app.yml} names are read: later
	 * changes are reported again.
	 * @param files absolute paths without {@code ..}
	 */
	void named(AppId app, Set<Path> files) throws IOException {
		FolderWatch watch = this.watched.get(app);
		if (watch != null && !watch.follow(files)) {
			this.unwatched.add(app);
		}
	}

	@Override
	public void close() throws IOException {
		this.wakeUp.close();
	}

}
