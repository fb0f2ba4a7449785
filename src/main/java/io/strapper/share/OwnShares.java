package io.strapper.share;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.strapper.audit.Audit;
import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;
import io.strapper.live.Answer;
import io.strapper.live.Logs;
import io.strapper.log.Delta;
import io.strapper.run.Run;
import io.strapper.security.AppRules;
import io.strapper.security.Grant;
import io.strapper.user.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * The links that somebody may make, see and revoke: their own; administrators
 * everybody's.
 */
@Component
class OwnShares {

	private static final Logger log = LoggerFactory.getLogger(OwnShares.class);

	/** Most valid links of one maker. */
	private static final int MOST = 200;

	/** Most characters of HTML in the lines of a link. */
	private static final int MOST_CHARACTERS = 1 << 20;

	private final Shares shares;

	private final Logs logs;

	private final AppRules rules;

	private final Audit audit;

	private final ObjectProvider<Answer> answers;

	private final Clock clock;

	OwnShares(Shares shares, Logs logs, AppRules rules, Audit audit, ObjectProvider<Answer> answers, Clock clock) {
		this.shares = shares;
		this.logs = logs;
		this.rules = rules;
		this.audit = audit;
		this.answers = answers;
		this.clock = clock;
	}

	/** The valid links that a user may see, the newest first. */
	List<ShareView> list(Authentication user) {
		List<Share> visible = this.rules.isAdmin(user) ? this.shares.all() : this.shares.of(user.getName());
		return visible.stream().filter((share) -> includes(user, share)).map(ShareView::of).toList();
	}

	/** The valid links to lines of a run that a user may see, the newest first. */
	List<ShareView> list(Authentication user, Run run) {
		return this.shares.of(run.app(), run.number())
			.stream()
			.filter((share) -> mayRevoke(user, share))
			.map(ShareView::of)
			.toList();
	}

	/**
	 * Makes a link to lines of a run that the user may see.
	 * @return the link, whose token nobody will see again
	 * @throws RefusedException if it cannot be made
	 */
	Made make(Authentication user, Run run, ShareRequest request) {
		requireReader(user);
		ShareRequest.Wanted wanted = request.checked(this.clock.instant());
		if (this.shares.of(user.getName()).size() >= MOST) {
			throw new RefusedException(Sentence.of("problem.share.many", MOST));
		}
		Share.Lines lines = lines(run, wanted);
		String token = ShareToken.random();
		Share share = this.shares.add(token, run.app(), run.number(), lines, user.getName(), wanted.expiresAt());
		this.audit.note("share lines", told(share));
		log.info("User {} shares {}", user.getName(), told(share));
		return new Made(share, token);
	}

	/**
	 * A deploy key is nobody's, so nobody could lose the right to share; and whoever may
	 * not read cannot share.
	 */
	private static void requireReader(Authentication user) {
		if (user instanceof Grant grant && !grant.isOfUser()) {
			throw new RefusedRequestException(HttpStatus.FORBIDDEN, Sentence.of("problem.share.key"));
		}
		if (user instanceof Grant grant && !grant.includesReading()) {
			throw new RefusedRequestException(HttpStatus.FORBIDDEN, Sentence.of("problem.share.scope"));
		}
	}

	private Share.Lines lines(Run run, ShareRequest.Wanted wanted) {
		Answer answer = this.answers.getObject();
		Delta now = this.logs.snapshot(run, 0, answer);
		if (wanted.to() >= now.lineCount()) {
			throw new RefusedException(Sentence.counting("problem.share.lines", now.lineCount()));
		}
		SharedHtml html = new SharedHtml(MOST_CHARACTERS, answer);
		this.logs.read(run, now.to(), wanted.from(), wanted.to() + 1, html);
		if (html.isTooLong()) {
			throw new RefusedException(Sentence.of("problem.share.long"));
		}
		return new Share.Lines(wanted.from(), wanted.to(), now.to(), now.frozen());
	}

	/**
	 * Revokes a link.
	 * @return the link, or empty if there is none that this user may revoke
	 */
	Optional<Share> revoke(Authentication user, long id) {
		Optional<Share> share = this.shares.find(id)
			.filter((it) -> mayRevoke(user, it))
			.filter((it) -> this.shares.revoke(id));
		share.ifPresent((it) -> {
			this.audit.note("revoke share", told(it));
			log.info("User {} revoked the link of {} to {}", user.getName(), it.createdBy(), told(it));
		});
		return share;
	}

	private boolean mayRevoke(Authentication user, Share share) {
		return includes(user, share) && (user.getName().equals(share.createdBy()) || this.rules.isAdmin(user));
	}

	/** A token for some apps has nothing to do with links to others. */
	private static boolean includes(Authentication user, Share share) {
		return !(user instanceof Grant grant) || grant.includes(share.app());
	}

	private static String told(Share share) {
		return share.app() + " #" + share.run() + ", " + share.lines().words();
	}

	/**
	 * A link that was made.
	 *
	 * @param share what is kept of it
	 * @param token its token
	 */
	record Made(Share share, String token) {

		/** Without the token, since this may be logged. */
		@Override
		public String toString() {
			return "Made[id=" + this.share.id() + "]";
		}

	}

}
