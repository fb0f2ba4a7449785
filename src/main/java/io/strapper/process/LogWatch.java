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

	private Optional<LogStat> last = Optional.empty();

	private long changedAt = System.nanoTime();

	private long lookedAt = this.changedAt;

	private volatile @Nullable String harm;

	/**
	 * A watch of one log.
	 * @param file the log
	 * @param harm what is on record that somebody did to it, or null
	 */
	LogWatch(Path file, @Nullable String harm) {
		this.file = file;
		this.harm = harm;
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
			this.lookedAt = System.nanoTime();
		}
		catch (IOException ex) {
			// Nothing is known just now
			this.changedAt = System.nanoTime();
		}
	}

	private void look(LogStat stat, Instant now, Duration age) {
		if (this.last.isEmpty()) {
			Duration silence = Duration.between(stat.modified().toInstant(), now);
			Duration possible = (silence.compareTo(age) > 0) ? age : silence;
			this.changedAt = System.nanoTime() - Math.max(0, possible.toNanos());
		}
		else if (stat.changedSince(this.last.get())) {
			// Since the last look, whatever the wall clock says
			long ago = Math.max(0, Duration.between(stat.modified().toInstant(), now).toNanos());
			this.changedAt = Math.max(this.lookedAt, System.nanoTime() - ago);
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
		return (this.harm != null) ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - this.changedAt);
	}

}
