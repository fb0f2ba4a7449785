package io.strapper.app;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import io.strapper.home.Home;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The catalogue: every folder below {@code apps/}, as it was at most half a second ago.
 * It is not polled: it is read again when somebody asks. Safe for use by several threads.
 */
@Component
public class Apps {

	private static final Logger log = LoggerFactory.getLogger(Apps.class);

	private static final Duration MAX_AGE = Duration.ofMillis(500);

	private final Path root;

	private final KnownApps known;

	private final LongSupplier nanoTime;

	private final Map<AppId, AppFolder> folders = new HashMap<>();

	private @Nullable Look look;

	@Autowired
	Apps(Home home, JdbcClient jdbc) {
		this(home, jdbc, System::nanoTime);
	}

	Apps(Home home, JdbcClient jdbc, LongSupplier nanoTime) {
		this.root = home.apps();
		this.known = new KnownApps(jdbc);
		this.nanoTime = nanoTime;
	}

	/**
	 * The apps whose folder exists.
	 * @return the apps, ordered by identifier
	 */
	public List<App> all() {
		return List.copyOf(look().apps().values());
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

	private synchronized Look look() {
		long now = this.nanoTime.getAsLong();
		Look last = this.look;
		if (last != null && now - last.at() < MAX_AGE.toNanos()) {
			return last;
		}
		Look next = look(now, (last != null) ? last.apps() : new TreeMap<>());
		tell(last, next);
		this.look = next;
		return next;
	}

	private Look look(long now, SortedMap<AppId, App> before) {
		SortedMap<AppId, App> apps = new TreeMap<>();
		List<UnusableFolder> unusable = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(this.root)) {
			for (Path entry : entries) {
				look(entry, apps, unusable);
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			if (Files.isDirectory(this.root)) {
				// Not gone, but not readable: for example without a free file descriptor
				before.forEach(apps::putIfAbsent);
			}
			unusable.add(new UnusableFolder("apps",
					"The folder apps cannot be read: check that it is there, its owner and its permissions."));
		}
		this.folders.keySet().retainAll(apps.keySet());
		unusable.sort(Comparator.comparing(UnusableFolder::name));
		return new Look(now, apps, List.copyOf(unusable));
	}

	private void look(Path entry, Map<AppId, App> apps, List<UnusableFolder> unusable) {
		String name = entry.getFileName().toString();
		Optional<AppId> id = AppId.parse(name);
		AppFolder.Reading reading = id.map((app) -> read(app, entry)).orElse(null);
		if (reading != null) {
			apps.put(reading.app().id(), reading.app());
			this.known.remember(reading.app().id(), reading.known());
		}
		else if (Files.isSymbolicLink(entry) && Files.notExists(entry) && !name.startsWith(".")) {
			unusable.add(new UnusableFolder(name, "This is a link to a folder that is not there: mend the link."));
		}
		else if (id.isEmpty() && Files.isDirectory(entry) && !name.startsWith(".")) {
			unusable.add(new UnusableFolder(name,
					"Rename this folder: an app is named with 1 to 63 of a-z, 0-9 and -, and no - at the ends."));
		}
	}

	private AppFolder.@Nullable Reading read(AppId app, Path folder) {
		return this.folders.computeIfAbsent(app, (id) -> new AppFolder(id, folder))
			.read(this.known.find(app).orElse(null));
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

	/**
	 * What one reading of the folder found.
	 *
	 * @param at when, by the clock that only counts
	 * @param apps the apps by identifier
	 * @param unusable the folders that cannot be apps
	 */
	private record Look(long at, SortedMap<AppId, App> apps, List<UnusableFolder> unusable) {

	}

}
