package io.strapper.hook;

import java.nio.file.Path;
import java.util.List;

import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.app.HookSecret;
import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;
import io.strapper.live.NotVisibleException;
import io.strapper.security.AppRules;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What the page of an app's webhook shows, and who may see it. */
@Component
class HookPage {

	private static final int MOST = 50;

	/** How long a secret that is replaced may stay valid, the usual choice first. */
	private static final List<String> TERMS = List.of("24h", "1h", "7d", "0s");

	private final Apps apps;

	private final AppRules rules;

	private final Deliveries deliveries;

	private final WaitingRuns waiting;

	private final HookSecrets secrets;

	HookPage(Apps apps, AppRules rules, Deliveries deliveries, WaitingRuns waiting, HookSecrets secrets) {
		this.apps = apps;
		this.rules = rules;
		this.deliveries = deliveries;
		this.waiting = waiting;
		this.secrets = secrets;
	}

	/**
	 * The app, for somebody who may see its webhook.
	 * @throws NotVisibleException if there is no such app for this user
	 * @throws RefusedRequestException if the user may not press its buttons
	 */
	App require(AppId app, Authentication user) {
		if (!this.rules.maySee(user, app)) {
			throw new NotVisibleException("app");
		}
		if (!this.rules.mayPress(user, app)) {
			throw new RefusedRequestException(HttpStatus.FORBIDDEN, Sentence.of("problem.may-not-see-hook"));
		}
		return this.apps.find(app).orElseThrow(() -> new NotVisibleException("app"));
	}

	/** Fills the model; the template. */
	String show(AppId app, Authentication user, Model model) {
		App shown = require(app, user);
		Path file = (shown.hook() != null) ? shown.hook().secretFile() : null;
		model.addAttribute("app", shown);
		model.addAttribute("secretProblem", (file != null) ? HookSecret.problem(app, file) : null);
		model.addAttribute("secretFile", (file != null) ? String.valueOf(file.getFileName()) : null);
		model.addAttribute("secret", this.secrets.find(app.value()).orElse(null));
		model.addAttribute("terms", TERMS);
		model.addAttribute("admin", this.rules.isAdmin(user));
		model.addAttribute("url",
				ServletUriComponentsBuilder.fromCurrentContextPath().path("/hooks/" + app).toUriString());
		model.addAttribute("deliveries", this.deliveries.of(app, MOST));
		model.addAttribute("waiting", this.waiting.of(app));
		return "hook";
	}

}
