package io.strapper.app;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.StringUtils;

/**
 * Every app that was ever seen. An entry is kept in the database, so that it outlives the
 * app's folder, and in memory, since only one server uses a home.
 */
final class KnownApps {

	private final JdbcClient jdbc;

	private final Map<AppId, KnownApp> apps = new ConcurrentSkipListMap<>();

	KnownApps(JdbcClient jdbc) {
		this.jdbc = jdbc;
		jdbc.sql("SELECT app, configured, open, viewers, deployers FROM known_app").query((row) -> {
			this.apps.put(new AppId(row.getString("app")), knownApp(row));
		});
	}

	private static KnownApp knownApp(ResultSet row) throws SQLException {
		AppAccess access = new AppAccess(row.getBoolean("open"), names(row.getString("viewers")),
				names(row.getString("deployers")));
		return new KnownApp(row.getBoolean("configured"), access);
	}

	/** Names of groups may contain spaces, but no control characters. */
	private static String joined(Set<String> names) {
		return names.stream().map((name) -> name.replace(' ', '\n')).collect(Collectors.joining(" "));
	}

	private static Set<String> names(String joined) {
		return Stream.of(StringUtils.tokenizeToStringArray(joined, " "))
			.map((name) -> name.replace('\n', ' '))
			.collect(Collectors.toUnmodifiableSet());
	}

	Optional<KnownApp> find(AppId app) {
		return Optional.ofNullable(this.apps.get(app));
	}

	Set<AppId> ids() {
		return Set.copyOf(this.apps.keySet());
	}

	void remember(AppId app, KnownApp known) {
		KnownApp before = this.apps.get(app);
		if (!known.equals(before)) {
			String sql = (before != null)
					? "UPDATE known_app SET configured = :configured, open = :open, viewers = :viewers, "
							+ "deployers = :deployers WHERE app = :app"
					: "INSERT INTO known_app (app, configured, open, viewers, deployers) "
							+ "VALUES (:app, :configured, :open, :viewers, :deployers)";
			this.jdbc.sql(sql)
				.param("app", app.value())
				.param("configured", known.configured())
				.param("open", known.access().open())
				.param("viewers", joined(known.access().viewers()))
				.param("deployers", joined(known.access().deployers()))
				.update();
			this.apps.put(app, known);
		}
	}

}
