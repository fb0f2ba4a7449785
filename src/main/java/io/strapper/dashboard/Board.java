package io.strapper.dashboard;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.app.UnusableFolder;
import io.strapper.live.Logs;
import io.strapper.live.RunView;
import io.strapper.run.LogRemoved;
import io.strapper.run.Run;
import io.strapper.run.RunChanged;
import io.strapper.run.RunFinished;
import io.strapper.run.RunStarted;
import io.strapper.run.Runs;
import io.strapper.user.Users;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Every app with its last runs, kept in memory: what has changed is read again when
 * somebody looks, and nothing else. So a look costs the same however many apps there are
 * and however often they ran. Safe for use by several threads.
 */
@Component
class Board {

	/** Versions count from 0 in each server. */
	private final String epoch = UUID.randomUUID().toString().substring(0, 8);

	private final Set<AppId> told = ConcurrentHashMap.newKeySet();

	private final Apps apps;

	private final Runs runs;

	private final Logs logs;

	private final Users users;

	private final UnknownUsers unknownUsers;

	private @Nullable State state;

	Board(Apps apps, Runs runs, Logs logs, Users users, UnknownUsers unknownUsers) {
		this.apps = apps;
		this.runs = runs;
		this.logs = logs;
		this.users = users;
		this.unknownUsers = unknownUsers;
	}

	@EventListener
	void started(RunStarted event) {
		this.told.add(event.run().app());
	}

	@EventListener
	void changed(RunChanged event) {
		this.told.add(event.run().app());
	}

	@EventListener
	void elsewhere(RunChanged.Elsewhere event) {
		this.told.add(event.run().app());
	}

	@EventListener
	void finished(RunFinished event) {
		this.told.add(event.run().app());
	}

	@EventListener
	void removed(LogRemoved event) {
		this.told.add(event.run().app());
	}

	/** What tells the versions of this server from those of others. */
	String epoch() {
		return this.epoch;
	}

	/** How everything stands now. */
	synchronized State now() {
		State last = this.state;
		Set<AppId> news = new HashSet<>(this.told);
		long catalogue = this.apps.version();
		Set<String> users = this.users.names();
		if (last != null && last.catalogue() == catalogue && news.isEmpty() && users.equals(last.users())) {
			return last;
		}
		// Before it is read: who tells meanwhile is heard the next time
		this.told.removeAll(news);
		try {
			State next = next(last, catalogue, users, news);
			this.state = next;
			return next;
		}
		catch (RuntimeException ex) {
			this.told.addAll(news);
			throw ex;
		}
	}

	private State next(@Nullable State last, long catalogue, Set<String> users, Set<AppId> news) {
		Map<AppId, List<Run>> all = (last == null) ? this.runs.newestOfEach(RunBars.MOST) : Map.of();
		long version = (last != null) ? last.version() + 1 : 0;
		Map<AppId, Tile> tiles = new TreeMap<>();
		for (App app : this.apps.all()) {
			Tile old = (last != null) ? last.tiles().get(app.id()) : null;
			List<Run> known = (last == null) ? all.getOrDefault(app.id(), List.of()) : null;
			tiles.put(app.id(), tile(app, old, known, news.contains(app.id()), version));
		}
		List<UnusableFolder> unusable = this.apps.unusable();
		long list = (last != null && sameList(last, tiles, unusable)) ? last.listVersion() : version;
		return new State(version, list, catalogue, users, tiles, unusable);
	}

	private static boolean sameList(State last, Map<AppId, Tile> tiles, List<UnusableFolder> unusable) {
		return last.tiles().keySet().equals(tiles.keySet()) && last.unusable().equals(unusable)
				&& tiles.values().stream().allMatch((tile) -> {
					Tile old = last.tiles().get(tile.app().id());
					return old != null && old.app().access().equals(tile.app().access());
				});
	}

	private Tile tile(App app, @Nullable Tile old, @Nullable List<Run> known, boolean news, long version) {
		List<String> unknown = this.unknownUsers.problems(app);
		if (old != null && !news) {
			// What is hidden in a log goes by the app's secrets
			boolean same = old.app().hidesTheSame(app);
			return (old.app() == app && old.unknown().equals(unknown)) ? old
					: new Tile(app, old.runs(), same ? old.newest() : newest(old.runs()), unknown, version);
		}
		List<Run> runs = (known != null) ? known : this.runs.history(app.id(), null, RunBars.MOST);
		return new Tile(app, runs, newest(runs), unknown, version);
	}

	private @Nullable RunView newest(List<Run> runs) {
		return runs.isEmpty() ? null : this.logs.view(runs.get(0));
	}

	/**
	 * How everything stood.
	 *
	 * @param version counts the changes
	 * @param listVersion the last version with other apps or other rights than before
	 * @param catalogue version of the catalogue
	 * @param users all users' names
	 * @param tiles the apps, by identifier
	 * @param unusable the folders that cannot be apps
	 */
	record State(long version, long listVersion, long catalogue, Set<String> users, Map<AppId, Tile> tiles,
			List<UnusableFolder> unusable) {

	}

}
