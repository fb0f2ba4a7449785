package io.strapper.app;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import io.strapper.home.Home;
import io.strapper.node.Node;
import io.strapper.watch.WakeUp;
import io.strapper.watch.WakeUps;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The catalogue: every folder below {@code apps/}. Nothing is read unless somebody asks;
 * then what the kernel told of is read again, and what it cannot tell of if that is half
 * a second old. Safe for use by several threads.
 */
@Component
public class Apps implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(Apps.class);

	private final Path root;

	private final KnownApps known;

	private final Node node;

	private final LongSupplier nanoTime;

	private final FolderNews news;

	private final Map<AppId, AppFolder> folders = new HashMap<>();

	private @Nullable Look look;

	@Autowired
	Apps(Home home, JdbcClient jdbc, WakeUps wakeUps, Node node) {
		this(home, jdbc, wakeUps.start("apps-wake-up"), System::nanoTime, node);
	}

	Apps(Home home, JdbcClient jdbc, WakeUp wakeUp, LongSupplier nanoTime, Node node) {
		this.root = home.apps();
		this.known = new KnownApps(jdbc);
		this.node = node;
		this.news = new FolderNews(wakeUp, this.root);
		this.nanoTime = nanoTime;
	}

	/**
	 * The apps whose folder exists.
	 * @return the apps, ordered by identifier
	 */
	public List<App> all() {
		return List.copyOf(look().apps().values());
	}

	/** Counts the changes of what this catalogue tells. */
	public long version() {
		return look().version();
	}

	/**
	 * One app.
	 * @param app its identifier
	 * @return empty if there is no such folder
	 */
	public Optional<App> find(AppId app) {
		return Optional.ofNullable(look().apps().get(app));
	}

	/**
	 * Who may see an app and press its buttons. For an app whose folder is gone: whoever
	 * could when it was last readable.
	 * @param app its identifier
	 * @return empty if there never was such an app
	 */
	public Optional<AppAccess> access(AppId app) {
		return find(app).map(App::access).or(() -> this.known.find(app).map(KnownApp::access));
	}

	/**
	 * The apps whose folder is gone.
	 * @return identifiers in order
	 */
	public List<AppId> removed() {
		SortedMap<AppId, App> present = look().apps();
		return this.known.ids().stream().filter((app) -> !present.containsKey(app)).sorted().toList();
	}

	/**
	 * The folders that cannot be apps.
	 * @return the folders, ordered by name; to be shown to administrators only
	 */
	public List<UnusableFolder> unusable() {
		return look().unusable();
	}

	/** Other nodes see apps, too, and may have seen one last. */
	@Scheduled(fixedDelay = 1000)
	void readKnown() {
		if (this.node.clustered()) {
			try {
				this.known.read();
			}
			catch (DataAccessException ex) {
				log.debug("The apps that other nodes know were not read", ex);
			}
		}
	}

	private synchronized Look look() {
		long now = this.nanoTime.getAsLong();
		Look last = this.look;
		Look next = (last == null || this.news.isAllDue(now)) ? all(now, last) : some(now, last);
		if (next != last) {
			tell(last, next);
			this.look = next;
		}
		return next;
	}

	private Look all(long now, @Nullable Look last) {
		this.news.readingAll(now);
		SortedMap<AppId, App> before = (last != null) ? last.apps() : new TreeMap<>();
		SortedMap<AppId, App> apps = new TreeMap<>();
		List<UnusableFolder> unusable = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(this.root)) {
			for (Path entry : entries) {
				look(entry, before, apps, unusable, now);
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			if (Files.isDirectory(this.root)) {
				// The folder exists but cannot be read, for example if no file descriptor
				// is free
				before.forEach(apps::putIfAbsent);
			}
			unusable.add(new UnusableFolder("apps",
					"The apps folder cannot be read. Check that it exists, its owner and its permissions."));
		}
		this.folders.keySet().retainAll(apps.keySet());
		unusable.sort(Comparator.comparing(UnusableFolder::name));
		this.news.readAll(apps.keySet(), this.nanoTime.getAsLong() - now);
		return Look.after(last, apps, List.copyOf(unusable));
	}

	private Look some(long now, Look last) {
		Set<AppId> due = this.news.due(now);
		if (due.isEmpty()) {
			return last;
		}
		SortedMap<AppId, App> apps = new TreeMap<>(last.apps());
		for (AppId app : due) {
			AppFolder.Reading reading = read(app, this.root.resolve(app.value()), now);
			if (reading != null) {
				take(reading, last.apps(), apps);
			}
			else {
				apps.remove(app);
			}
		}
		return Look.after(last, apps, last.unusable());
	}

	private void look(Path entry, Map<AppId, App> before, Map<AppId, App> apps, List<UnusableFolder> unusable,
			long now) {
		String name = entry.getFileName().toString();
		Optional<AppId> id = AppId.parse(name);
		AppFolder.Reading reading = id.map((app) -> read(app, entry, now)).orElse(null);
		if (reading != null) {
			take(reading, before, apps);
		}
		else if (Files.isSymbolicLink(entry) && Files.notExists(entry) && !name.startsWith(".")) {
			unusable.add(new UnusableFolder(name, "This is a link to a folder that doesn't exist. Fix the link."));
		}
		else if (id.isEmpty() && Files.isDirectory(entry) && !name.startsWith(".")) {
			unusable.add(new UnusableFolder(name,
					"Invalid app name. Rename the folder to 1–63 of a–z, 0–9 and -, with no - at either end."));
		}
	}

	private AppFolder.@Nullable Reading read(AppId app, Path folder, long now) {
		return this.folders.computeIfAbsent(app, (id) -> new AppFolder(id, folder))
			.read(this.known.find(app).orElse(null), this.news, now);
	}

	/** What has not changed stays the same object. */
	private void take(AppFolder.Reading reading, Map<AppId, App> before, Map<AppId, App> apps) {
		App app = reading.app();
		App old = before.get(app.id());
		apps.put(app.id(), app.equals(old) ? old : app);
		this.known.remember(app.id(), reading.known());
	}

	private static void tell(@Nullable Look last, Look next) {
		Map<AppId, App> before = (last != null) ? last.apps() : Map.of();
		next.apps().forEach((id, app) -> {
			App old = before.get(id);
			if (old == null) {
				log.info("App {} is there", id);
			}
			if (!app.problems().equals((old != null) ? old.problems() : List.of())) {
				app.problems().forEach((problem) -> log.warn("App {}: {}", id, problem));
			}
		});
		before.keySet().stream().filter((id) -> !next.apps().containsKey(id)).forEach((id) -> {
			log.info("App {} is gone", id);
		});
	}

	@Override
	public void destroy() throws IOException {
		this.news.close();
	}

	/**
	 * What the folder held when it was last read.
	 *
	 * @param version counts the changes
	 * @param apps the apps by identifier
	 * @param unusable the folders that cannot be apps
	 */
	private record Look(long version, SortedMap<AppId, App> apps, List<UnusableFolder> unusable) {

		/** The last one if nothing has changed. */
		static Look after(@Nullable Look last, SortedMap<AppId, App> apps, List<UnusableFolder> unusable) {
			if (last != null && last.apps.equals(apps) && last.unusable.equals(unusable)) {
				return last;
			}
			return new Look((last != null) ? last.version + 1 : 0, Collections.unmodifiableSortedMap(apps), unusable);
		}

	}

}
