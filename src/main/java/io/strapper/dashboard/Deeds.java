package io.strapper.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.app.AppId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What users have done to runs, over all apps: it is read from the runs' own record. */
@Component
class Deeds {

	/**
	 * Each branch is the newest of its kind, by an index; the newest of all are among
	 * them.
	 */
	private static final String BRANCH = """
			(SELECT app || '/' || CAST(number AS VARCHAR(20)) || '/%1$s' AS id, %2$s AS at, %3$s AS who, '%1$s' AS what,
			app, number, action, status, started_at, finished_at FROM run
			WHERE %3$s IS NOT NULL AND %2$s IS NOT NULL AND %2$s <= :before AND %2$s >= :since AND %2$s < :until
			AND (%2$s < :before OR app || '/' || CAST(number AS VARCHAR(20)) || '/%1$s' < :beforeId)%4$s
			ORDER BY %2$s DESC, 1 DESC LIMIT :limit)
			""";

	private final JdbcClient jdbc;

	Deeds(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Deeds, newest first.
	 * @param wanted which
	 * @param visible the apps of which one may know, or null: all
	 * @param before only those before this one, or null
	 * @param limit how many at most
	 */
	List<Deed> list(Wanted wanted, @Nullable Collection<AppId> visible, @Nullable Place before, int limit) {
		if (visible != null && visible.isEmpty()) {
			return List.of();
		}
		Place place = (before != null) ? before : Place.END;
		return this.jdbc.sql(sql(wanted, visible != null))
			.param("before", utc(place.at()))
			.param("beforeId", place.id())
			.param("since", utc(wanted.since()))
			.param("until", utc(wanted.until()))
			.param("limit", limit)
			.param("app", wanted.app(), Types.VARCHAR)
			.param("who", wanted.who(), Types.VARCHAR)
			.param("status", wanted.status(), Types.VARCHAR)
			.param("action", wanted.what(), Types.VARCHAR)
			.param("visible", (visible != null) ? visible.stream().map(AppId::value).toList() : List.of(""))
			.query(Deeds::deed)
			.list();
	}

	private static String sql(Wanted wanted, boolean restricted) {
		String conditions = (wanted.app().isEmpty() ? "" : " AND app = :app")
				+ (wanted.status().isEmpty() ? "" : " AND status = :status")
				+ (restricted ? " AND app IN (:visible)" : "");
		return Stream.of(Kind.values())
			.filter((kind) -> kind.isWanted(wanted.what()))
			.map((kind) -> BRANCH.formatted(kind.label, kind.at, kind.who,
					conditions + (wanted.who().isEmpty() ? "" : " AND " + kind.who + " = :who")
							+ (wanted.what().isEmpty() || kind != Kind.START ? "" : " AND action = :action")))
			.collect(Collectors.joining("UNION ALL\n", "SELECT * FROM (",
					") deeds ORDER BY at DESC, id DESC LIMIT :limit"));
	}

	private static OffsetDateTime utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	private static Deed deed(ResultSet row, int index) throws SQLException {
		OffsetDateTime end = row.getObject("finished_at", OffsetDateTime.class);
		return new Deed(row.getString("id"), row.getObject("at", OffsetDateTime.class).toInstant(),
				row.getString("who"), row.getString("what"), row.getString("app"), row.getLong("number"),
				row.getString("action"), row.getString("status"),
				row.getObject("started_at", OffsetDateTime.class).toInstant(), (end != null) ? end.toInstant() : null);
	}

	private enum Kind {

		START("start", "started_at", "started_by"), CANCEL("cancel", "cancelled_at", "cancelled_by"),
		DELETE_LOG("delete-log", "log_removed_at", "log_removed_by");

		private final String label;

		private final String at;

		private final String who;

		Kind(String label, String at, String who) {
			this.label = label;
			this.at = at;
			this.who = who;
		}

		/** Any other word is the label of an action, which is started. */
		private boolean isWanted(String what) {
			boolean other = what.equals(CANCEL.label) || what.equals(DELETE_LOG.label);
			return what.isEmpty() || (other ? what.equals(this.label) : this == START);
		}

	}

	/**
	 * Which deeds; an empty text is any.
	 *
	 * @param app identifier of an app
	 * @param who name of a user
	 * @param what label of an action, {@code cancel} or {@code delete-log}
	 * @param status label of a {@code RunStatus}
	 * @param since not before this
	 * @param until before this
	 */
	record Wanted(String app, String who, String what, String status, Instant since, Instant until) {

	}

	/**
	 * Between two deeds.
	 *
	 * @param at instant of the one before
	 * @param id its identifier
	 */
	record Place(Instant at, String id) {

		/** Every database knows this year. */
		private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

		/** Behind all deeds. */
		static final Place END = new Place(LAST, "");

	}

}
