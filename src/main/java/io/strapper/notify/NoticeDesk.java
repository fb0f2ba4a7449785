package io.strapper.notify;

import java.time.Duration;
import java.util.List;

import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.audit.Audit;
import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;
import io.strapper.live.NotVisibleException;
import io.strapper.security.AppRules;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** What people may see of notices, and do: the same for pages and for the API. */
@Component
class NoticeDesk {

	private static final int MOST = 100;

	/** How long somebody waits for what becomes of a test. */
	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private final Apps apps;

	private final AppRules rules;

	private final Channels channels;

	private final Outbox outbox;

	private final Dispatcher dispatcher;

	private final Audit audit;

	NoticeDesk(Apps apps, AppRules rules, Channels channels, Outbox outbox, Dispatcher dispatcher, Audit audit) {
		this.apps = apps;
		this.rules = rules;
		this.channels = channels;
		this.outbox = outbox;
		this.dispatcher = dispatcher;
		this.audit = audit;
	}

	/**
	 * An app whose notices somebody may see.
	 * @throws NotVisibleException if they may not see the app
	 * @throws RefusedRequestException if they may not press its buttons
	 */
	App require(AppId app, Authentication user) {
		if (!this.rules.maySee(user, app)) {
			throw new NotVisibleException("app");
		}
		if (!this.rules.mayPress(user, app)) {
			throw new RefusedRequestException(HttpStatus.FORBIDDEN, Sentence.of("problem.notices.may-not-see"));
		}
		return this.apps.find(app).orElseThrow(() -> new NotVisibleException("app"));
	}

	/** Whether somebody may send tests. */
	boolean mayTest(Authentication user) {
		return this.rules.isAdmin(user);
	}

	/**
	 * The channels that an app's app.yml sets, and those of the server that hear of it.
	 */
	List<Channel> channels(AppId app) {
		return this.channels.of(app);
	}

	/** The channels of the server. */
	List<Channel> channels() {
		return this.channels.ofServer();
	}

	/** The last notices of an app, newest first. */
	List<Notice> of(AppId app) {
		return this.outbox.of(app.value(), MOST);
	}

	/** The last notices of all apps, newest first. */
	List<Notice> newest() {
		return this.outbox.newest(MOST);
	}

	/**
	 * Sends a test.
	 * @param app the app whose channel it is, or null for a channel of the server
	 * @return what has become of it so far, or null if there is no such channel
	 */
	@Nullable Notice test(@Nullable AppId app, String channel, Authentication user) {
		if (app != null) {
			require(app, user);
		}
		if (!mayTest(user)) {
			throw new RefusedRequestException(HttpStatus.FORBIDDEN, Sentence.of("problem.notices.admins-only"));
		}
		String owner = (app != null) ? app.value() : Channel.SERVER;
		Channel found = this.channels.find(owner, channel).orElse(null);
		if (found == null) {
			return null;
		}
		this.audit.note("test notice", (app != null) ? app + " " + found.name() : found.name());
		return this.dispatcher.test(found, (app != null) ? app.value() : null, PATIENCE);
	}

}
