package io.strapper.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.strapper.watch.WakeUp;
import org.jspecify.annotations.Nullable;

/**
 * The inotify watch of a folder, and of those of its subfolders that contain files which
 * an {@code app.yml} names. Only the thread that reads the folders uses it.
 */
final class FolderWatch {

	private final WakeUp wakeUp;

	private final Path folder;

	private final FileStat stat;

	private final Runnable changed;

	private final WakeUp.Watch watch;

	/** Names of files in the folder, which the thread of inotify reads. */
	private final Set<Path> names = ConcurrentHashMap.newKeySet();

	private final Map<Path, FolderWatch> below = new HashMap<>();

	/**
	 * Watches a folder, if the kernel lets it.
	 * @param stat the folder's stat
	 * @param always selects the names of files that are always watched
	 * @param changed is called when a watched file has changed
	 */
	FolderWatch(WakeUp wakeUp, Path folder, FileStat stat, Predicate<Path> always, Runnable changed) {
		this.wakeUp = wakeUp;
		this.folder = folder;
		this.stat = stat;
		this.changed = changed;
		this.watch = wakeUp.watch(folder, (name) -> always.test(name) || this.names.contains(name),
				(heard) -> changed.run());
	}

	boolean isHearing() {
		return this.watch.isHearing();
	}

	/** Whether it still reports changes of a folder. */
	boolean isOf(@Nullable FileStat now) {
		return now != null && now.inode() == this.stat.inode() && isHearing();
	}

	/** Reports later changes again. */
	void rearm() {
		this.watch.rearm();
	}

	/**
	 * Watches these files, too, and no longer those of before.
	 * @param files absolute paths without {@code ..}
	 * @return whether all changes of them are reported: not those of files elsewhere, and
	 * not those of targets of links
	 */
	boolean follow(Set<Path> files) throws IOException {
		Map<Path, Set<Path>> places = new HashMap<>();
		boolean all = true;
		for (Path file : files) {
			Path place = file.getParent();
			Path name = file.getFileName();
			boolean near = place != null && name != null && isNear(place);
			if (near) {
				places.computeIfAbsent(place, (unused) -> new HashSet<>()).add(name);
			}
			all &= near && !Files.isSymbolicLink(file);
		}
		followHere(places);
		places.remove(this.folder);
		endOthers(places.keySet());
		for (Map.Entry<Path, Set<Path>> place : places.entrySet()) {
			all &= followBelow(place.getKey(), place.getValue());
		}
		return all;
	}

	private boolean isNear(Path place) {
		// A link may lead to a folder that has a watch already, and none has two
		return place.equals(this.folder) || this.folder.equals(place.getParent()) && !Files.isSymbolicLink(place);
	}

	/** The files in the folder, and the subfolders: one may be made or replaced. */
	private void followHere(Map<Path, Set<Path>> places) {
		Set<Path> here = new HashSet<>(places.getOrDefault(this.folder, Set.of()));
		for (Path place : places.keySet()) {
			here.add(this.folder.relativize(place));
		}
		replaceNames(here);
	}

	private void replaceNames(Set<Path> now) {
		this.names.addAll(now);
		this.names.retainAll(now);
	}

	private void endOthers(Set<Path> places) {
		this.below.entrySet().removeIf((entry) -> {
			boolean gone = !places.contains(entry.getKey());
			if (gone) {
				entry.getValue().cancel();
			}
			return gone;
		});
	}

	private boolean followBelow(Path place, Set<Path> files) throws IOException {
		FileStat now = FileStat.of(place);
		FolderWatch known = this.below.get(place);
		if (known != null && !known.isOf(now)) {
			known.cancel();
			this.below.remove(place);
			known = null;
		}
		if (now == null || !now.isFolder()) {
			return true;
		}
		if (known == null) {
			known = new FolderWatch(this.wakeUp, place, now, (name) -> false, this.changed);
			this.below.put(place, known);
		}
		known.replaceNames(files);
		known.rearm();
		return known.isHearing() && now.device() == this.stat.device();
	}

	/** Ends the reports. */
	void cancel() {
		this.watch.cancel();
		this.below.values().forEach(FolderWatch::cancel);
	}

}
