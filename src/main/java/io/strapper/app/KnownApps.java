package io.strapper.app;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.StringUtils;

/**
 * Every app that was ever seen. An entry is kept in the database, so that it outlives the
 * app's folder, and in memory. Safe for use by several threads.
 */
final class KnownApps {

	private static final String UPDATE = "UPDATE known_app SET configured = :configured, open = :open, "
			+ "viewers = :viewers, deployers = :deployers WHERE app = :app";

	private static final String INSERT = "INSERT INTO known_app (app, configured, open, viewers, deployers) "
			+ "VALUES (:app, :configured, :open, :viewers, :deployers)";

	private final JdbcClient jdbc;

	private final Map<AppId, KnownApp> apps = new ConcurrentSkipListMap<>();

	KnownApps(JdbcClient jdbc) {
		this.jdbc = jdbc;
		read();
	}

	/** Reads what the nodes know by now. */
	void read() {
		this.jdbc.sql("SELECT app, configured, open, viewers, deployers FROM known_app").query((row) -> {
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
			keep(app, known);
			this.apps.put(app, known);
		}
	}

	private void keep(AppId app, KnownApp known) {
		if (write(UPDATE, app, known) == 0) {
			try {
				write(INSERT, app, known);
			}
			catch (DuplicateKeyException ex) {
				// Another node has seen the app at the same time
				write(UPDATE, app, known);
			}
		}
	}

	private int write(String sql, AppId app, KnownApp known) {
		return this.jdbc.sql(sql)
			.param("app", app.value())
			.param("configured", known.configured())
			.param("open", known.access().open())
			.param("viewers", joined(known.access().viewers()))
			.param("deployers", joined(known.access().deployers()))
			.update();
	}

}
