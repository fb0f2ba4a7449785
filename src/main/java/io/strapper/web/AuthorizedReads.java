package io.strapper.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.dashboard.AppView;
import io.strapper.dashboard.UnknownUsers;
import io.strapper.live.Logs;
import io.strapper.live.NotVisibleException;
import io.strapper.live.RunView;
import io.strapper.run.Run;
import io.strapper.run.Runs;
import io.strapper.security.AppRules;
import io.strapper.security.Grant;
import io.strapper.security.OngoingAccess;
import io.strapper.user.Sessions;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Reads apps and runs for one user. Apps and runs that the user may not see are treated
 * like ones that do not exist.
 */
@Component
public class AuthorizedReads {

	private final Apps apps;

	private final Runs runs;

	private final Logs logs;

	private final AppRules rules;

	private final Sessions sessions;

	private final UnknownUsers unknownUsers;

	AuthorizedReads(Apps apps, Runs runs, Logs logs, AppRules rules, Sessions sessions, UnknownUsers unknownUsers) {
		this.apps = apps;
		this.runs = runs;
		this.logs = logs;
		this.rules = rules;
		this.sessions = sessions;
		this.unknownUsers = unknownUsers;
	}

	/**
	 * An app, or the history of one whose folder was removed.
	 * @throws NotVisibleException if there is no such app or this user may not see it
	 */
	public AppView app(Authentication user, AppId id) {
		requireVisible(user, id);
		Run newest = this.runs.newest(id).orElse(null);
		RunView run = (newest != null) ? this.logs.view(newest) : null;
		return this.apps.find(id).map((app) -> view(user, app, newest, run)).orElseGet(() -> AppView.removed(id, run));
	}

	private AppView view(Authentication user, App app, @Nullable Run newest, @Nullable RunView run) {
		AppView view = AppView.of(app, this.rules.mayPress(user, app.id()), newest, run);
		return this.rules.isAdmin(user) ? view.with(this.unknownUsers.problems(app)) : view;
	}

	/**
	 * A run.
	 * @throws NotVisibleException if there is no such run or this user may not see it
	 */
	public Run run(Authentication user, AppId id, long number) {
		requireVisible(user, id);
		return this.runs.find(id, number).orElseThrow(() -> new NotVisibleException("run"));
	}

	/**
	 * Checks during a long answer whether it may go on.
	 * @param request the request that is answered
	 * @param id the app, which the user may see now
	 */
	public OngoingAccess ongoing(Authentication user, HttpServletRequest request, AppId id) {
		String session = (user instanceof Grant) ? null : request.getSession().getId();
		return new OngoingAccess(this.rules, this.sessions, user, session, id);
	}

	/**
	 * Runs, newest first.
	 * @param before only runs with a lower number
	 * @param limit how many at most
	 * @throws NotVisibleException if there is no such app or this user may not see it
	 */
	List<RunView> history(Authentication user, AppId id, long before, int limit) {
		requireVisible(user, id);
		return this.runs.history(id, before, limit).stream().map(this.logs::view).toList();
	}

	/**
	 * Requires that this user may press the app's buttons.
	 * @throws NotVisibleException if there is no such app or this user may not see it
	 * @throws NotAllowedException if this user may see the app only
	 */
	void requirePress(Authentication user, AppId id) {
		requireVisible(user, id);
		if (!this.rules.mayPress(user, id)) {
			throw NotAllowedException.toPress(id);
		}
	}

	/**
	 * Requires that this user may delete the app's logs.
	 * @throws NotVisibleException if there is no such app or this user may not see it
	 * @throws NotAllowedException if this user is no administrator
	 */
	void requireDelete(Authentication user, AppId id) {
		requireVisible(user, id);
		if (!this.rules.isAdmin(user)) {
			throw NotAllowedException.toDeleteLogs();
		}
	}

	private void requireVisible(Authentication user, AppId id) {
		if (!this.rules.maySee(user, id) || this.apps.access(id).isEmpty()) {
			throw new NotVisibleException("app");
		}
	}

}
