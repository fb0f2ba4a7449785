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
 * What the file of a log tells without being read: for how long nothing was written, and
 * whether somebody laid hands on it. The wall clock decides nothing but where between two
 * looks the last change was. One thread looks; any may tell of harm.
 */
class LogWatch {

	private final Path file;

	private final Ticker ticker;

	private Optional<LogStat> last = Optional.empty();

	private long changedAt;

	private long lookedAt;

	private volatile @Nullable String harm;

	/**
	 * A watch of one log.
	 * @param file the log
	 * @param ticker tells how much time passed
	 * @param harm what is on record that somebody did to it, or null
	 */
	LogWatch(Path file, Ticker ticker, @Nullable String harm) {
		this.file = file;
		this.ticker = ticker;
		this.harm = harm;
		this.changedAt = ticker.nanos();
		this.lookedAt = this.changedAt;
	}

	/**
	 * Looks at the file again.
	 * @param now the time
	 * @param age how old the log is at most
	 */
	void look(Instant now, Duration age) {
		try {
			Optional<LogStat> stat = LogStat.of(this.file);
			if (this.harm == null) {
				// There is a log as soon as there is a run
				Optional<Tampering> found = stat.isEmpty() ? Optional.of(Tampering.DELETED)
						: LogStat.tampering(this.last, stat);
				found.map(Tampering::sentence).ifPresent(this::setHarm);
			}
			stat.ifPresent((found) -> look(found, now, age));
			this.lookedAt = this.ticker.nanos();
		}
		catch (IOException ex) {
			// Nothing is known just now
			this.changedAt = this.ticker.nanos();
		}
	}

	private void look(LogStat stat, Instant now, Duration age) {
		if (this.last.isEmpty()) {
			Duration silence = Duration.between(stat.modified().toInstant(), now);
			Duration possible = (silence.compareTo(age) > 0) ? age : silence;
			this.changedAt = this.ticker.nanos() - Math.max(0, possible.toNanos());
		}
		else if (stat.changedSince(this.last.get())) {
			// Since the last look, whatever the wall clock says
			long ago = Math.max(0, Duration.between(stat.modified().toInstant(), now).toNanos());
			this.changedAt = Math.max(this.lookedAt, this.ticker.nanos() - ago);
		}
		this.last = Optional.of(stat);
	}

	/** What somebody did to the log, as a sentence, or null. */
	@Nullable String harm() {
		return this.harm;
	}

	/** Another part of the server has found what somebody did to the log; any thread. */
	void setHarm(String sentence) {
		this.harm = sentence;
	}

	/**
	 * For how long nothing was written. Nobody can tell of a log that somebody laid hands
	 * on: the process may well be writing to a file that has no name any more.
	 */
	Duration silence() {
		return (this.harm != null) ? Duration.ZERO : this.ticker.since(this.changedAt);
	}

}
