package io.strapper.hook;

import io.strapper.app.App;
import io.strapper.app.AppHook;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.audit.Audit;
import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;
import io.strapper.live.NotVisibleException;
import io.strapper.security.AppRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Makes and removes the secrets of webhooks. Only administrators may: whoever knows a
 * secret can deploy without an account, and still can after a deployer is none any more.
 */
@Component
class SecretChanges {

	private static final Logger log = LoggerFactory.getLogger(SecretChanges.class);

	private final HookSecrets secrets;

	private final Apps apps;

	private final AppRules rules;

	private final Audit audit;

	SecretChanges(HookSecrets secrets, Apps apps, AppRules rules, Audit audit) {
		this.secrets = secrets;
		this.apps = apps;
		this.rules = rules;
		this.audit = audit;
	}

	/**
	 * Makes a secret, which takes the place of the one before.
	 * @return the secret, which nobody will see again
	 * @throws io.strapper.user.RefusedException if the request makes no sense
	 */
	String make(Authentication user, AppId app, SecretRequest request) {
		requireAdmin(user, app);
		AppHook hook = this.apps.find(app).map(App::hook).orElse(null);
		if (hook != null && hook.secretFile() != null) {
			throw new RefusedRequestException(HttpStatus.CONFLICT,
					Sentence.of("problem.hook-secret.file", String.valueOf(hook.secretFile().getFileName())));
		}
		String secret = HookSecrets.random();
		boolean replaced = this.secrets.put(app, secret, user.getName(), request.previousFor());
		this.audit.note(replaced ? "replace hook secret" : "make hook secret", app.value());
		log.info("User {} {} the secret for webhooks of {}", user.getName(), replaced ? "replaced" : "made", app);
		return secret;
	}

	/**
	 * Removes the secret of an app, which counts no longer.
	 * @return whether there was one
	 */
	boolean remove(Authentication user, AppId app) {
		requireAdmin(user, app);
		boolean removed = this.secrets.remove(app);
		if (removed) {
			this.audit.note("remove hook secret", app.value());
			log.info("User {} removed the secret for webhooks of {}", user.getName(), app);
		}
		return removed;
	}

	/**
	 * Refuses everybody who may not change the secret of an app.
	 * @throws NotVisibleException if there is no such app for this user
	 * @throws RefusedRequestException if the user is no administrator
	 */
	void requireAdmin(Authentication user, AppId app) {
		if (!this.rules.maySee(user, app)) {
			throw new NotVisibleException("app");
		}
		if (!this.rules.isAdmin(user)) {
			throw new RefusedRequestException(HttpStatus.FORBIDDEN, Sentence.of("problem.hook-secret.admins"));
		}
	}

}
