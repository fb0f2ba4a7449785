package io.strapper.home;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Says once that the database cannot be reached, and once that it answers again. In
 * between, whatever needs the database fails, each second and in many threads: none of
 * these failures is logged.
 */
@Component
class DatabaseOutages implements InitializingBean, DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(DatabaseOutages.class);

	/** Between two attempts to reach the database. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final DataSource database;

	private final TurboFilter filter = new Failures();

	private final AtomicBoolean away = new AtomicBoolean();

	/** Whether something has failed since the last attempt. */
	private volatile boolean failing;

	private volatile boolean stopped;

	DatabaseOutages(DataSource database) {
		this.database = database;
	}

	private void failed(Throwable failure) {
		this.failing = true;
		if (!this.stopped && !this.away.getAndSet(true)) {
			log.error("The database cannot be reached ({}): runs go on, and what becomes of them is recorded later",
					DatabaseAway.reason(failure));
			Thread probe = new Thread(this::awaitEnd, "database-probe");
			probe.setDaemon(true);
			try {
				probe.start();
			}
			catch (OutOfMemoryError ex) {
				// There is no thread to be had: the next failure tries again
				this.away.set(false);
			}
		}
	}

	private void awaitEnd() {
		do {
			this.failing = false;
			LockSupport.parkNanos(PAUSE.toNanos());
		}
		while (!this.stopped && (!answers() || this.failing));
		// Before it is said: an outage that begins now is another one
		this.away.set(false);
		if (!this.stopped) {
			log.info("The database can be reached again");
		}
	}

	private boolean answers() {
		try (Connection connection = this.database.getConnection()) {
			return connection.isValid((int) PAUSE.toSeconds());
		}
		catch (SQLException ex) {
			return false;
		}
	}

	@Override
	public void afterPropertiesSet() {
		logging().ifPresent((context) -> context.addTurboFilter(this.filter));
	}

	@Override
	public void destroy() {
		this.stopped = true;
		logging().ifPresent((context) -> context.getTurboFilterList().remove(this.filter));
	}

	private static Optional<LoggerContext> logging() {
		ILoggerFactory factory = LoggerFactory.getILoggerFactory();
		return (factory instanceof LoggerContext context) ? Optional.of(context) : Optional.empty();
	}

	/** Drops each event that is such a failure. */
	private final class Failures extends TurboFilter {

		@Override
		public FilterReply decide(@Nullable Marker marker, ch.qos.logback.classic.Logger logger, Level level,
				@Nullable String format, Object @Nullable [] parameters, @Nullable Throwable thrown) {
			if (!level.isGreaterOrEqual(Level.WARN)) {
				return FilterReply.NEUTRAL;
			}
			Throwable failure = (thrown != null) ? thrown : last(parameters);
			if (failure == null || !DatabaseAway.isCauseOf(failure)) {
				return FilterReply.NEUTRAL;
			}
			failed(failure);
			return FilterReply.DENY;
		}

		/** Where SLF4J finds the failure of an event with other parameters. */
		private static @Nullable Throwable last(Object @Nullable [] parameters) {
			return (parameters != null && parameters.length > 0
					&& parameters[parameters.length - 1] instanceof Throwable failure) ? failure : null;
		}

	}

}
