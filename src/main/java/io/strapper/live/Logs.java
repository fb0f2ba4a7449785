package io.strapper.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.strapper.language.Sentence;
import io.strapper.log.Delta;
import io.strapper.log.Follower;
import io.strapper.log.FrozenPages;
import io.strapper.log.LogLostException;
import io.strapper.log.LogTimes;
import io.strapper.log.RunLog;
import io.strapper.log.Transcript;
import io.strapper.node.Node;
import io.strapper.run.LogRemoved;
import io.strapper.run.Run;
import io.strapper.run.RunLogs;
import io.strapper.secret.MaskTag;
import io.strapper.terminal.FrozenLines;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The rendered log of any run: the poller's view while the log is followed, otherwise a
 * view that is read from the file and cached.
 */
@Component
public class Logs {

	/** How long a reader waits for a rendering to begin. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/**
	 * How much later a network file system may show the end of a file to other machines.
	 */
	private static final Duration LATEST = Duration.ofMinutes(1);

	private static final int BUFFER = 1 << 16;

	private final Cache<RunKey, Known> transcripts = Caffeine.newBuilder()
		.maximumSize(16)
		// Soft values, since a terminal's window may be large: a view can be read again
		.softValues()
		.build();

	private final Cache<RunKey, Elsewhere> elsewhere = Caffeine.newBuilder()
		.maximumSize(64)
		.expireAfterAccess(Duration.ofMinutes(1))
		.softValues()
		.build();

	private final Renderings renderings = new Renderings(8, 2, PATIENCE);

	private final LogPoller poller;

	private final RunLogs files;

	private final OpenLogs logs;

	private final KeptOutlines outlines;

	private final Usuals usuals;

	private final Node us;

	private final Clock clock;

	Logs(LogPoller poller, RunLogs files, OpenLogs logs, KeptOutlines outlines, Usuals usuals, Node us, Clock clock) {
		this.poller = poller;
		this.files = files;
		this.logs = logs;
		this.outlines = outlines;
		this.usuals = usuals;
		this.us = us;
		this.clock = clock;
	}

	/** A run as pages show it, with the size of its log. */
	public RunView view(Run run) {
		long size = this.files.size(run);
		Optional<FollowedLog> followed = this.poller.find(RunKey.of(run));
		if (followed.isPresent()) {
			return followed.get().view(run, size);
		}
		boolean missing = run.logRemovedAt() == null && run.ended() && !this.files.exists(run);
		return missing ? RunView.of(run, size, "The log file of this run is missing.", null, null)
				: RunView.of(run, size, null, this.outlines.find(run).orElse(null), this.usuals.of(run));
	}

	/** Whether this node follows the log of a run, and tells of it. */
	public boolean isFollowed(RunKey run) {
		return this.poller.contains(run.app(), run.number());
	}

	/** Drops the view of a removed log from the cache. */
	@EventListener
	void removed(LogRemoved event) {
		this.transcripts.invalidate(RunKey.of(event.run()));
		this.elsewhere.invalidate(RunKey.of(event.run()));
	}

	/**
	 * The log itself.
	 * @throws LogRemovedException if the log was removed
	 */
	public RunLog log(Run run) {
		LogRemovedException.throwIfRemoved(run);
		return this.logs.of(run);
	}

	/**
	 * The log itself, to be read as a whole.
	 * @throws LogRemovedException if the log was removed
	 * @throws TooBusyException if another node has written an end that is not here yet
	 */
	public RunLog whole(Run run) {
		RunLog log = log(run);
		if (this.us.clustered() && isFresh(run) && this.files.isShort(run)) {
			throw new TooBusyException(Sentence.of("problem.log-late"));
		}
		return log;
	}

	/** Later somebody has shortened the log. */
	private boolean isFresh(Run run) {
		return run.finishedAt() != null && run.finishedAt().plus(LATEST).isAfter(this.clock.instant());
	}

	/**
	 * Distinguishes, in an ETag, what is rendered of a run from what was rendered before
	 * secrets were added. Nothing about the secrets can be found from it.
	 * @return empty if nothing is hidden
	 */
	public String maskTag(Run run) {
		return MaskTag.of(this.logs.of(run).maskVersion());
	}

	/**
	 * The newest view of a run.
	 * @param run the run
	 * @param lines how many lines are wanted; those that are not frozen always come, and
	 * very long lines may leave no room for others
	 * @param answer needs it
	 * @throws LogRemovedException if the log was removed
	 * @throws TooBusyException if there is no room for it now
	 */
	public Delta snapshot(Run run, int lines, Answer answer) {
		LogRemovedException.throwIfRemoved(run);
		Transcript transcript = transcript(run);
		Delta snapshot = transcript.snapshot(lines).orElseGet(() -> rendered(run, transcript, lines));
		answer.take(snapshot.characters());
		return snapshot;
	}

	/** How many bytes of a run's log there are to be shown: renders nothing. */
	public long position(Run run) {
		return this.poller.find(RunKey.of(run))
			.map((followed) -> followed.transcript().offset())
			.orElseGet(() -> this.files.size(run));
	}

	/**
	 * What is new to a view of a run that stands at an offset.
	 * @param run the run
	 * @param from the offset
	 * @param frozen how many lines of the view can never change again
	 * @param lines how many of the newest lines are wanted at most, as for a snapshot
	 * @param answer needs it
	 * @return how the view becomes the newest one, or empty if it is that, or if there is
	 * no log any more
	 * @throws TooBusyException if there is no room for it now
	 */
	public Optional<Delta> since(Run run, long from, long frozen, int lines, Answer answer) {
		try {
			LogRemovedException.throwIfRemoved(run);
			long newer = transcript(run).lineCount() - Math.max(0, frozen);
			Delta snapshot = snapshot(run, (int) Math.max(0, Math.min(lines, newer)), answer);
			return (snapshot.to() > from) ? Optional.of(snapshot.since(Math.max(0, from), frozen)) : Optional.empty();
		}
		catch (LogRemovedException | NotVisibleException ex) {
			return Optional.empty();
		}
	}

	/** A snapshot with lines that are not in memory. */
	private Delta rendered(Run run, Transcript transcript, int lines) {
		return render(run, (log) -> {
			Delta now = transcript.snapshot(0).orElseThrow();
			if (!log.exists()) {
				// Somebody deleted the file: only these lines are left
				return now;
			}
			if (lines <= Transcript.RECENT_LINES) {
				transcript.recall();
			}
			Optional<Delta> recalled = transcript.snapshot(lines);
			return recalled.isPresent() ? recalled.get() : new FrozenPages(log).snapshot(now.to(),
					Math.max(0, Math.min(now.lineCount() - lines, now.frozen())));
		});
	}

	/**
	 * Reads lines as they were when the log had fewer bytes.
	 * @param run the run
	 * @param to how many bytes of the log count
	 * @param from number of the first line
	 * @param until number of the line before which to end
	 * @param lines takes each line with its number, as far as there are so many
	 * @throws NotVisibleException if the log is not there
	 * @throws LogRemovedException if the log was removed
	 * @throws TooBusyException if there is no room for it now
	 */
	public void read(Run run, long to, long from, long until, FrozenLines lines) {
		render(run, (log) -> {
			new FrozenPages(log).read(to, from, until, lines);
			return lines;
		});
	}

	/**
	 * The longest gaps between two lines of a run, the longest first.
	 * @throws LogRemovedException if the log was removed
	 */
	public List<LogTimes.Gap> gaps(Run run, int limit) {
		try {
			return log(run).times().longest(limit);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Renders something from a log when its turn comes.
	 * @throws NotVisibleException if the log is not there
	 * @throws LogRemovedException if the log was removed
	 * @throws TooBusyException if there is no room for it now
	 */
	<T> T render(Run run, Rendering<T> rendering) {
		RunKey key = RunKey.of(run);
		this.renderings.begin(key);
		try {
			return rendering.of(log(run));
		}
		catch (NoSuchFileException ex) {
			throw new NotVisibleException("log");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			this.renderings.end(key);
		}
	}

	/** The view of a run as it is now. */
	Transcript transcript(Run run) {
		RunKey key = RunKey.of(run);
		Optional<FollowedLog> followed = this.poller.find(key);
		if (followed.isPresent()) {
			return followed.get().transcript();
		}
		Known known = this.transcripts.getIfPresent(key);
		if (known != null && known.mask == this.logs.of(run).maskVersion() && isWhole(run, known.transcript)) {
			return known.transcript;
		}
		if (!run.ended() && !this.logs.of(run).isWriting()) {
			return render(run,
					(log) -> this.elsewhere.asMap()
						.compute(key,
								(same, before) -> (before != null && before.log == log) ? before : new Elsewhere(log))
						.now());
		}
		Known read = render(run, Logs::read);
		if (run.ended() && isWhole(run, read.transcript)) {
			this.transcripts.put(key, read);
			if (this.logs.isSealed(key)) {
				// The log was removed meanwhile
				this.transcripts.invalidate(key);
			}
		}
		return read.transcript;
	}

	/**
	 * A network file system may show the end of a file later to other machines, and the
	 * log of a lost run may grow until its node is back.
	 */
	private static boolean isWhole(Run ended, Transcript transcript) {
		return ended.logSize() == null || transcript.offset() >= ended.logSize();
	}

	private static Known read(RunLog log) throws IOException {
		return new Known(log.maskVersion(), readOn(new Follower(log)));
	}

	/** Reads all there is, and closes the file. */
	private static Transcript readOn(Follower follower) throws IOException {
		byte[] buffer = new byte[BUFFER];
		try (follower) {
			while (follower.poll(buffer)) {
				continue;
			}
			return follower.transcript();
		}
		catch (LogLostException ex) {
			// The log was removed just now
			throw new NotVisibleException("log");
		}
	}

	/**
	 * A view that is in memory.
	 *
	 * @param mask the version of the mask under which the log was read
	 * @param transcript the view
	 */
	private record Known(long mask, Transcript transcript) {
	}

	/** The log of a run of another node that has not ended, read when somebody asks. */
	private static final class Elsewhere {

		private final RunLog log;

		private Follower follower;

		Elsewhere(RunLog log) {
			this.log = log;
			this.follower = new Follower(log);
		}

		synchronized Transcript now() throws IOException {
			try {
				return readOn(this.follower);
			}
			catch (NotVisibleException ex) {
				this.follower = new Follower(this.log);
				throw ex;
			}
		}

	}

	/** A function that renders something from a log. */
	interface Rendering<T> {

		T of(RunLog log) throws IOException;

	}

}
