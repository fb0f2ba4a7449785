package io.strapper.share;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.strapper.app.App;
import io.strapper.app.Apps;
import io.strapper.live.Answer;
import io.strapper.live.LogRemovedException;
import io.strapper.live.Logs;
import io.strapper.live.NotVisibleException;
import io.strapper.live.Outlines;
import io.strapper.run.Run;
import io.strapper.run.Runs;
import io.strapper.security.AppRules;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * The lines that a link shows, as long as its maker may see them: under the mask of now,
 * and as the log was when the link was made. Safe for use by several threads.
 */
@Component
class SharedLines {

	/** More than a link may have when it is made: lines may be rendered anew since. */
	private static final int MOST_CHARACTERS = 2 << 20;

	private final Apps apps;

	private final Runs runs;

	private final Logs logs;

	private final Outlines outlines;

	private final AppRules rules;

	private final Clock clock;

	SharedLines(Apps apps, Runs runs, Logs logs, Outlines outlines, AppRules rules, Clock clock) {
		this.apps = apps;
		this.runs = runs;
		this.logs = logs;
		this.outlines = outlines;
		this.rules = rules;
		this.clock = clock;
	}

	/**
	 * What a link shows.
	 * @param answer needs it
	 * @return empty if the link shows nothing any more
	 * @throws io.strapper.live.TooBusyException if there is no room for it now
	 */
	Optional<View> of(Share share, Answer answer) {
		if (!share.isValid(this.clock.instant()) || !makerMaySee(share)) {
			return Optional.empty();
		}
		try {
			return this.runs.find(share.app(), share.run()).map((run) -> view(share, run, answer));
		}
		catch (LogRemovedException | NotVisibleException ex) {
			return Optional.empty();
		}
	}

	private boolean makerMaySee(Share share) {
		return this.rules.maySee(UsernamePasswordAuthenticationToken.authenticated(share.createdBy(), null, List.of()),
				share.app());
	}

	private View view(Share share, Run run, Answer answer) {
		Share.Lines lines = share.lines();
		SharedHtml html = new SharedHtml(MOST_CHARACTERS, answer);
		this.logs.read(run, lines.logBytes(), lines.from(), lines.to() + 1, html);
		String name = this.apps.find(share.app()).map(App::name).orElseGet(() -> share.app().value());
		return new View(name, run.number(), run.startedAt(), share.expiresAt(), lines.from(), lines.to(), html.lines(),
				markers(lines, run));
	}

	/** The names of groups that these lines begin, if no later line can change them. */
	private Map<Long, String> markers(Share.Lines lines, Run run) {
		Map<Long, String> markers = new HashMap<>(this.outlines.markers(run));
		boolean whole = Long.valueOf(lines.logBytes()).equals(run.logSize());
		markers.keySet().removeIf((line) -> line < lines.from() || line > lines.to());
		markers.keySet().removeIf((line) -> !whole && line >= lines.frozen());
		return markers;
	}

	/**
	 * What the page shows.
	 *
	 * @param app what people call the app
	 * @param run number of the run
	 * @param startedAt when the run was recorded, UTC
	 * @param expiresAt when the link stops being valid, UTC
	 * @param firstLine number of the first line, from 0
	 * @param lastLine number of the last line that is shared
	 * @param lines the HTML of each line
	 * @param markers names of groups by their first lines, and "" for lines that end
	 * groups
	 */
	record View(String app, long run, Instant startedAt, Instant expiresAt, long firstLine, long lastLine,
			List<String> lines, Map<Long, String> markers) {

		/** Whether the last lines are too long to be shown. */
		public boolean isCut() {
			return this.firstLine + this.lines.size() <= this.lastLine;
		}

	}

}
