package io.strapper.live;

import java.time.ZoneOffset;

import io.strapper.language.Sentence;
import io.strapper.run.Run;
import org.jspecify.annotations.Nullable;

/** The log of a run was removed; the run itself stays on record. */
public class LogRemovedException extends RuntimeException implements Sentence.Told {

	private static final long serialVersionUID = 1L;

	private final Sentence sentence;

	private LogRemovedException(Sentence sentence) {
		super(sentence.toString());
		this.sentence = sentence;
	}

	/**
	 * Refuses access to a removed log, even if it is cached.
	 * @param run the run
	 * @throws LogRemovedException if its log was removed
	 */
	public static void throwIfRemoved(Run run) {
		Sentence sentence = sentence(run);
		if (sentence != null) {
			throw new LogRemovedException(sentence);
		}
	}

	/**
	 * Says that and why the log of a run was removed.
	 * @param run the run
	 * @return a sentence, or null if the log was not removed
	 */
	static @Nullable Sentence sentence(Run run) {
		if (run.logRemovedAt() == null) {
			return null;
		}
		String day = run.logRemovedAt().atOffset(ZoneOffset.UTC).toLocalDate().toString();
		return (run.logRemovedBy() != null) ? Sentence.of("problem.log-deleted", run.logRemovedBy(), day)
				: Sentence.of("problem.log-expired", day);
	}

	@Override
	public Sentence sentence() {
		return this.sentence;
	}

}
