package io.strapper.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import io.strapper.app.NoticeEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The notices on record: those that are to be sent, and what has become of the others. No
 * text of a notice is kept but the question of a run that waits. Safe for use by several
 * threads.
 */
@Component
class Outbox {

	private static final Duration KEPT = Duration.ofDays(30);

	/** Most rows, whatever their age. */
	private static final int MOST = 10_000;

	/** Most notices that wait for one channel. */
	private static final int MOST_WAITING = 200;

	private static final int MOST_DETAIL = 1000;

	private static final int MOST_REASON = 400;

	/** Longer than any try takes. */
	private static final Duration CLAIM = Duration.ofMinutes(2);

	private final JdbcClient jdbc;

	private final Clock clock;

	Outbox(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Records a notice, unless the channel was told the same of the run before.
	 * @param app the identifier of the app, or null
	 * @param run the number of the run, or null for a test
	 * @param detail a sentence on what has happened, or null
	 * @param pause how long to wait before the first try
	 * @return its identifier
	 */
	Optional<Long> add(Channel channel, NoticeEvent event, @Nullable String app, @Nullable Long run,
			@Nullable String detail, Duration pause) {
		GeneratedKeyHolder id = new GeneratedKeyHolder();
		boolean full = waiting(channel) >= MOST_WAITING;
		try {
			this.jdbc
				.sql("""
						INSERT INTO notice (message, owner, channel, kind, event, app, run, detail, at, state, tries, due, reason)
						VALUES (:message, :owner, :channel, :kind, :event, :app, :run, :detail, :at, :state, 0, :due, :reason)
						""")
				.param("message", UUID.randomUUID().toString())
				.param("owner", channel.owner())
				.param("channel", channel.name())
				.param("kind", channel.kind())
				.param("event", event.label())
				.param("app", app, Types.VARCHAR)
				.param("run", run, Types.BIGINT)
				.param("detail", cut(detail, MOST_DETAIL), Types.VARCHAR)
				.param("at", utc(this.clock.instant()))
				.param("state", (full ? Notice.State.FAILED : Notice.State.WAITING).label())
				.param("due", full ? null : utc(this.clock.instant().plus(pause)), Types.TIMESTAMP_WITH_TIMEZONE)
				.param("reason", full ? "Too many notices wait for this channel." : null, Types.VARCHAR)
				.update(id, "id");
			return Optional.ofNullable(id.getKey()).map(Number::longValue);
		}
		catch (DuplicateKeyException ex) {
			return Optional.empty();
		}
	}

	private int waiting(Channel channel) {
		return this.jdbc
			.sql("SELECT count(*) FROM notice WHERE owner = :owner AND channel = :channel AND state = 'waiting'")
			.param("owner", channel.owner())
			.param("channel", channel.name())
			.query(Integer.class)
			.single();
	}

	private static @Nullable String cut(@Nullable String text, int most) {
		return (text != null) ? text.substring(0, Math.min(most, text.length())) : null;
	}

	/**
	 * The oldest notice of each channel that is to be tried at a time, unless somebody is
	 * trying one of that channel.
	 */
	List<Notice> due(Instant now) {
		return this.jdbc.sql("""
				SELECT * FROM notice WHERE id IN (SELECT MIN(id) FROM notice WHERE due <= :now GROUP BY owner, channel
				HAVING MAX(claimed_until) IS NULL OR MAX(claimed_until) <= :now) ORDER BY id
				""").param("now", utc(now)).query(Outbox::notice).list();
	}

	/**
	 * Claims a notice for this server, which has to record what becomes of it. If the
	 * server cannot, the claim ends by itself.
	 * @return empty if the notice is not to be tried now, or if another node has it
	 */
	Optional<Notice> claim(long id) {
		Instant now = this.clock.instant();
		int claimed = this.jdbc.sql("""
				UPDATE notice SET claimed_until = :until
				WHERE id = :id AND due <= :now AND (claimed_until IS NULL OR claimed_until <= :now)
				""").param("until", utc(now.plus(CLAIM))).param("id", id).param("now", utc(now)).update();
		return (claimed > 0) ? find(id) : Optional.empty();
	}

	/** Ends the claim to a notice that was not tried. */
	void release(Notice notice) {
		this.jdbc.sql("UPDATE notice SET claimed_until = NULL WHERE id = :id").param("id", notice.id()).update();
	}

	/** Ends all claims: those who had them are gone. */
	void releaseAll() {
		this.jdbc.sql("UPDATE notice SET claimed_until = NULL WHERE claimed_until IS NOT NULL").update();
	}

	/**
	 * How long from a time until the next notice that is not to be tried yet, or until
	 * the end of a claim.
	 */
	Optional<Duration> untilNext(Instant now) {
		return this.jdbc.sql("""
				SELECT next FROM (SELECT CASE WHEN due > :now THEN due ELSE claimed_until END AS next FROM notice
				WHERE due > :now OR (due IS NOT NULL AND claimed_until > :now)) AS waiting ORDER BY next LIMIT 1
				""")
			.param("now", utc(now))
			.query(OffsetDateTime.class)
			.optional()
			.map((due) -> Duration.between(now, due.toInstant()));
	}

	/** Records that the receiver has taken a notice. */
	void sent(Notice notice) {
		end(notice, Notice.State.SENT, null);
	}

	/** Records that a notice was given up. */
	void giveUp(Notice notice, String reason) {
		end(notice, Notice.State.FAILED, reason);
	}

	private void end(Notice notice, Notice.State state, @Nullable String reason) {
		tried(notice, state, notice.tries() + 1, null, reason);
	}

	/** Records a try that failed. */
	void retry(Notice notice, Duration pause, String reason) {
		tried(notice, Notice.State.WAITING, notice.tries() + 1, this.clock.instant().plus(pause), reason);
	}

	/** Puts off a try for which not everything is known. */
	void postpone(Notice notice, Duration pause) {
		tried(notice, Notice.State.WAITING, notice.tries(), this.clock.instant().plus(pause), notice.reason());
	}

	private void tried(Notice notice, Notice.State state, int tries, @Nullable Instant due, @Nullable String reason) {
		this.jdbc.sql("""
				UPDATE notice SET state = :state, tries = :tries, due = :due, tried_at = :now, reason = :reason,
				claimed_until = NULL WHERE id = :id
				""")
			.param("state", state.label())
			.param("tries", tries)
			.param("due", (due != null) ? utc(due) : null, Types.TIMESTAMP_WITH_TIMEZONE)
			.param("now", utc(this.clock.instant()))
			.param("reason", cut(reason, MOST_REASON), Types.VARCHAR)
			.param("id", notice.id())
			.update();
	}

	/** A notice. */
	Optional<Notice> find(long id) {
		return this.jdbc.sql("SELECT * FROM notice WHERE id = :id").param("id", id).query(Outbox::notice).optional();
	}

	/** The notices of an app's runs, and the tests of its channels, newest first. */
	List<Notice> of(String app, int limit) {
		return this.jdbc.sql("SELECT * FROM notice WHERE app = :app ORDER BY id DESC LIMIT :limit")
			.param("app", app)
			.param("limit", limit)
			.query(Outbox::notice)
			.list();
	}

	/** All notices, newest first. */
	List<Notice> newest(int limit) {
		return this.jdbc.sql("SELECT * FROM notice ORDER BY id DESC LIMIT :limit")
			.param("limit", limit)
			.query(Outbox::notice)
			.list();
	}

	/** Forgets old notices, and the oldest if there are too many. */
	@Scheduled(fixedDelay = 3_600_000)
	void forget() {
		this.jdbc.sql("DELETE FROM notice WHERE at < :oldest")
			.param("oldest", utc(this.clock.instant().minus(KEPT)))
			.update();
		this.jdbc.sql("DELETE FROM notice WHERE id <= (SELECT MAX(id) FROM notice) - :most")
			.param("most", MOST)
			.update();
	}

	private static OffsetDateTime utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	private static Notice notice(ResultSet row, int index) throws SQLException {
		return new Notice(row.getLong("id"), row.getString("message"), row.getString("owner"), row.getString("channel"),
				row.getString("kind"), NoticeEvent.parse(row.getString("event")).orElse(NoticeEvent.TEST),
				row.getString("app"), row.getObject("run", Long.class), row.getString("detail"),
				row.getObject("at", OffsetDateTime.class).toInstant(),
				Notice.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getInt("tries"),
				instant(row, "due"), instant(row, "tried_at"), row.getString("reason"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
