package io.strapper.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.strapper.log.Delta;
import io.strapper.log.Follower;
import io.strapper.log.FrozenPages;
import io.strapper.log.LogLostException;
import io.strapper.log.Transcript;
import io.strapper.run.Run;
import io.strapper.run.RunLogs;

import org.springframework.stereotype.Component;

/**
 * The rendered log of any run: the poller's own view while it is followed, else one that
 * is read from the file and kept for a while.
 */
@Component
class Logs {

	private final Cache<RunKey, Transcript> transcripts = Caffeine.newBuilder().maximumSize(32).build();

	private final Cache<PageKey, List<String>> pages = Caffeine.newBuilder().maximumSize(64).build();

	private final LogPoller poller;

	private final RunLogs logs;

	Logs(LogPoller poller, RunLogs logs) {
		this.poller = poller;
		this.logs = logs;
	}

	/** The run as it is shown, with the size of its log. */
	RunView view(Run run) {
		String problem = this.poller.find(RunKey.of(run)).map(FollowedLog::problem).orElse(null);
		if (problem == null && run.ended() && Files.notExists(file(run))) {
			problem = "The log of this run is no longer there.";
		}
		return RunView.of(run, this.logs.size(run), problem);
	}

	/** The file that holds the raw bytes. */
	Path file(Run run) {
		return this.logs.file(run.app(), run.number());
	}

	/**
	 * The newest view of a run.
	 * @param run the run
	 * @param lines how many lines are wanted; those that are not frozen always come
	 */
	Delta snapshot(Run run, int lines) {
		Transcript transcript = transcript(run);
		return transcript.snapshot(lines).orElseGet(() -> longSnapshot(run, transcript, lines));
	}

	private Delta longSnapshot(Run run, Transcript transcript, int lines) {
		Delta now = transcript.snapshot(0).orElseThrow();
		long firstLine = Math.max(0, Math.min(now.lineCount() - lines, now.frozen()));
		try {
			return FrozenPages.snapshot(file(run), now.to(), firstLine);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The lines of a page that are frozen so far.
	 * @param run the run
	 * @param page number of the page, from 0
	 * @return at most {@link FrozenPages#PAGE_LINES} lines; the page is immutable once it
	 * has that many
	 */
	List<String> page(Run run, long page) {
		Transcript transcript = transcript(run);
		Delta now = transcript.snapshot(0).orElseThrow();
		if (page >= now.frozen() / FrozenPages.PAGE_LINES) {
			return render(run, now.to(), page);
		}
		return this.pages.get(new PageKey(RunKey.of(run), page), (key) -> render(run, now.to(), page));
	}

	private List<String> render(Run run, long to, long page) {
		try {
			return FrozenPages.page(file(run), to, page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Transcript transcript(Run run) {
		RunKey key = RunKey.of(run);
		Optional<FollowedLog> followed = this.poller.find(key);
		if (followed.isPresent()) {
			return followed.get().transcript();
		}
		if (!run.ended()) {
			return read(run);
		}
		return this.transcripts.get(key, (unused) -> read(run));
	}

	private Transcript read(Run run) {
		try (Follower follower = new Follower(file(run))) {
			while (follower.poll().isPresent()) {
				continue;
			}
			return follower.transcript();
		}
		catch (LogLostException ex) {
			throw new UncheckedIOException(new IOException(ex));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Names a page of a run. */
	private record PageKey(RunKey run, long page) {
	}

}
