package io.strapper.hook;

import java.net.URI;

import io.strapper.app.Action;
import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.app.HookSecret;
import io.strapper.audit.Audit;
import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;
import io.strapper.live.NotVisibleException;
import io.strapper.process.Deployer;
import io.strapper.run.Run;
import io.strapper.security.AppRules;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The page of an app's webhook: how to set it up, and what was delivered. */
@Controller
@RequestMapping("/apps/{app}/hook")
class HookPageController {

	private static final int MOST = 50;

	private final Apps apps;

	private final AppRules rules;

	private final Deliveries deliveries;

	private final WaitingRuns waiting;

	private final Hooks hooks;

	private final Deployer deployer;

	private final Audit audit;

	HookPageController(Apps apps, AppRules rules, Deliveries deliveries, WaitingRuns waiting, Hooks hooks,
			Deployer deployer, Audit audit) {
		this.apps = apps;
		this.rules = rules;
		this.deliveries = deliveries;
		this.waiting = waiting;
		this.hooks = hooks;
		this.deployer = deployer;
		this.audit = audit;
	}

	@GetMapping
	String page(@PathVariable AppId app, Authentication user, Model model) {
		App shown = require(app, user);
		model.addAttribute("app", shown);
		model.addAttribute("secretProblem",
				(shown.hook() != null) ? HookSecret.problem(app, shown.hook().secretFile()) : null);
		model.addAttribute("secretName",
				(shown.hook() != null) ? String.valueOf(shown.hook().secretFile().getFileName()) : "");
		model.addAttribute("url",
				ServletUriComponentsBuilder.fromCurrentContextPath().path("/hooks/" + app).toUriString());
		model.addAttribute("deliveries", this.deliveries.of(app, MOST));
		model.addAttribute("waiting", this.waiting.of(app));
		return "hook";
	}

	private App require(AppId app, Authentication user) {
		if (!this.rules.maySee(user, app)) {
			throw new NotVisibleException("app");
		}
		if (!this.rules.mayPress(user, app)) {
			throw new RefusedRequestException(HttpStatus.FORBIDDEN, Sentence.of("problem.may-not-see-hook"));
		}
		return this.apps.find(app).orElseThrow(() -> new NotVisibleException("app"));
	}

	/** Deploys what was pushed, whatever the filters say: somebody has decided it. */
	@PostMapping("/{delivery}/retry")
	String retry(@PathVariable AppId app, @PathVariable long delivery, Authentication user, RedirectAttributes flash) {
		require(app, user);
		Delivery found = this.deliveries.find(app, delivery).filter(Delivery::canBeRetried).orElse(null);
		if (found == null) {
			flash.addFlashAttribute("problem", Sentence.of("problem.delivery"));
			return back(app);
		}
		Run run = this.deployer.start(app, Action.DEPLOY, user.getName(), found.trigger());
		this.deliveries.correct(delivery, Outcome.STARTED, null, run.number(), found.trigger());
		this.audit.note("retry delivery", run.app() + " #" + run.number());
		return "redirect:" + URI.create("/apps/" + app + "/runs/" + run.number());
	}

	/** Cancels a deploy that has not started. */
	@PostMapping("/waiting/{id}/cancel")
	String cancel(@PathVariable AppId app, @PathVariable long id, Authentication user, RedirectAttributes flash) {
		require(app, user);
		this.waiting.of(app).stream().filter((it) -> it.id() == id).findFirst().ifPresent((it) -> {
			this.hooks.drop(it, "%s has cancelled it.".formatted(user.getName()));
			this.audit.note("cancel waiting deploy", app.value());
		});
		flash.addFlashAttribute("message", Sentence.of("done.waiting-cancelled"));
		return back(app);
	}

	private static String back(AppId app) {
		return "redirect:/apps/" + app + "/hook";
	}

}
