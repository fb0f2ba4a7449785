package io.strapper.notify;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.app.NoticeEvent;
import io.strapper.live.LogRemovedException;
import io.strapper.live.NotVisibleException;
import io.strapper.live.Outlines;
import io.strapper.live.TooBusyException;
import io.strapper.log.Mask;
import io.strapper.outline.Finding;
import io.strapper.run.Run;
import io.strapper.run.RunSecrets;
import io.strapper.run.Runs;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Words notices, at the time when they are sent: a secret that was added since is hidden.
 */
@Component
class Messages {

	/** How long a notice waits for its run's log to be read. */
	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final Runs runs;

	private final Apps apps;

	private final Outlines outlines;

	private final RunSecrets secrets;

	private final PublicUrl address;

	private final Clock clock;

	Messages(Runs runs, Apps apps, Outlines outlines, RunSecrets secrets, PublicUrl address, Clock clock) {
		this.runs = runs;
		this.apps = apps;
		this.outlines = outlines;
		this.secrets = secrets;
		this.address = address;
		this.clock = clock;
	}

	/**
	 * What a notice says.
	 * @param hidden what is hidden besides the secrets of the run
	 * @throws UndeliveredException if the log of the run is still being read, or the run
	 * is not on record
	 */
	Message of(Notice notice, List<String> hidden) throws UndeliveredException {
		AppId app = (notice.app() != null) ? new AppId(notice.app()) : null;
		Long number = notice.run();
		if (app == null || number == null) {
			return test(notice, app, hidden);
		}
		Run run = this.runs.find(app, number)
			.orElseThrow(() -> UndeliveredException.forGood("The run is not on record any more."));
		// The log first: it may declare secrets
		String firstError = (notice.event() == NoticeEvent.FAILED) ? firstError(run) : null;
		Masked masked = new Masked(this.secrets.masks(app, number).mask(), hidden);
		Message.Facts facts = new Message.Facts(number, run.action().label(), run.status().label(), run.exitCode(),
				masked.hidden(run.startedBy()), run.startedAt(), run.finishedAt());
		return new Message(notice.message(), notice.event(), notice.at(), app.value(), masked.hidden(name(app)), facts,
				masked.of((notice.detail() != null) ? notice.detail() : run.reason()), masked.of(firstError),
				this.address.of("/apps/" + app + "/runs/" + number));
	}

	private Message test(Notice notice, @Nullable AppId app, List<String> hidden) {
		Masked masked = new Masked(Mask.NONE, hidden);
		return new Message(notice.message(), notice.event(), notice.at(), notice.app(),
				masked.hidden((app != null) ? name(app) : "Strapper"), null, null, null,
				this.address.of((app != null) ? "/apps/" + app : "/"));
	}

	private String name(AppId app) {
		return this.apps.find(app).map(App::name).orElse(app.value());
	}

	private @Nullable String firstError(Run run) throws UnreadLogException {
		try {
			return Optional.ofNullable(this.outlines.whole(run).firstError()).map(Finding::text).orElse(null);
		}
		catch (LogRemovedException | NotVisibleException ex) {
			return null;
		}
		catch (TooBusyException ex) {
			if (run.finishedAt() != null && run.finishedAt().plus(PATIENCE).isAfter(this.clock.instant())) {
				throw new UnreadLogException();
			}
			return null;
		}
	}

}
