package io.strapper.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.strapper.log.LogStat;
import io.strapper.log.Tampering;
import org.jspecify.annotations.Nullable;

/**
 * Watches a log's file without reading it: for how long nothing was written, and whether
 * somebody deleted, replaced or shortened it. The wall clock only decides where between
 * two looks the last change was. One thread looks; any may report a problem.
 */
class LogWatch {

	private final Path file;

	private final Ticker ticker;

	private Optional<LogStat> last = Optional.empty();

	private long changedAt;

	private long lookedAt;

	private volatile @Nullable String problem;

	/**
	 * A watch of one log.
	 * @param file the log
	 * @param ticker measures elapsed time
	 * @param problem the recorded problem of the log, as a sentence, or null
	 */
	LogWatch(Path file, Ticker ticker, @Nullable String problem) {
		this.file = file;
		this.ticker = ticker;
		this.problem = problem;
		this.changedAt = ticker.nanos();
		this.lookedAt = this.changedAt;
	}

	/**
	 * Looks at the file again.
	 * @param nanos the elapsed time, by the ticker, from just before {@code now}
	 * @param now the time
	 * @param age the age of the log, at most
	 */
	void look(long nanos, Instant now, Duration age) {
		try {
			Optional<LogStat> stat = LogStat.of(this.file);
			if (this.problem == null) {
				// There is a log as soon as there is a run
				Optional<Tampering> found = stat.isEmpty() ? Optional.of(Tampering.DELETED)
						: LogStat.tampering(this.last, stat);
				found.map(Tampering::sentence).ifPresent(this::setProblem);
			}
			stat.ifPresent((found) -> look(found, nanos, now, age));
			this.lookedAt = nanos;
		}
		catch (IOException ex) {
			// The file cannot be examined now
			this.changedAt = nanos;
		}
	}

	private void look(LogStat stat, long nanos, Instant now, Duration age) {
		if (this.last.isEmpty()) {
			Duration silence = Duration.between(stat.modified().toInstant(), now);
			Duration possible = (silence.compareTo(age) > 0) ? age : silence;
			this.changedAt = nanos - Math.max(0, possible.toNanos());
		}
		else if (stat.changedSince(this.last.get())) {
			// Since the last look, whatever the wall clock says
			long ago = Math.max(0, Duration.between(stat.modified().toInstant(), now).toNanos());
			this.changedAt = Math.max(this.lookedAt, nanos - ago);
		}
		this.last = Optional.of(stat);
	}

	/** The problem of the log: a sentence, or null. */
	@Nullable String problem() {
		return this.problem;
	}

	/** Another part of the server has found a problem. Any thread may call this. */
	void setProblem(String sentence) {
		this.problem = sentence;
	}

	/**
	 * For how long nothing was written. Zero for a log with a problem, since the process
	 * may be writing to a deleted file.
	 */
	Duration silence() {
		return (this.problem != null) ? Duration.ZERO : this.ticker.since(this.changedAt);
	}

}
