package io.strapper.dashboard;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.strapper.app.App;
import io.strapper.live.Logs;
import io.strapper.live.RunView;
import io.strapper.run.Run;
import org.jspecify.annotations.Nullable;

/**
 * One app on the board. It is never changed: a change makes another tile, so what was
 * rendered of a tile stays right.
 *
 * @param app the app
 * @param runs its last runs, newest first
 * @param newest the first of them as it is shown, or null
 * @param unknown sentences on names in its {@code app.yml} that no user has
 * @param version of the board that had this tile first
 * @param rows what was rendered of it, by whom it is for
 */
record Tile(App app, List<Run> runs, @Nullable RunView newest, List<String> unknown, long version,
		Map<String, String> rows) {

	/** What needs somebody comes first, then what ran last. */
	static final Comparator<Tile> ORDER = Comparator.comparingInt((Tile tile) -> tile.state().rank())
		.thenComparing(Tile::startedAt, Comparator.reverseOrder())
		.thenComparing((tile) -> tile.app().name(), String.CASE_INSENSITIVE_ORDER)
		.thenComparing((tile) -> tile.app().id());

	Tile(App app, List<Run> runs, @Nullable RunView newest, List<String> unknown, long version) {
		this(app, runs, newest, unknown, version, new ConcurrentHashMap<>(4));
	}

	AppState state() {
		return AppState.of(this.app, newestRun());
	}

	private @Nullable Run newestRun() {
		return this.runs.isEmpty() ? null : this.runs.get(0);
	}

	/** Seconds since the epoch, 0 if the app never ran. */
	long startedAt() {
		return this.runs.isEmpty() ? 0 : this.runs.get(0).startedAt().getEpochSecond();
	}

	/** The same with the size that the log of an active run has now. */
	Tile fresh(Logs logs) {
		Run run = newestRun();
		return (run == null || run.ended()) ? this
				: new Tile(this.app, this.runs, logs.view(run), this.unknown, this.version, Map.of());
	}

	/**
	 * What one user sees.
	 * @param admin whether names of users are theirs to know
	 */
	AppView view(boolean mayPress, boolean admin) {
		AppView view = AppView.of(this.app, mayPress, newestRun(), this.newest);
		return admin ? view.with(this.unknown) : view;
	}

	/** Where it stands among others that are grouped by their first label. */
	String group() {
		return (state().rank() < 3) ? "" : this.app.labels().stream().findFirst().orElse("~");
	}

}
