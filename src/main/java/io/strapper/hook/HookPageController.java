package io.strapper.hook;

import java.net.URI;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import io.strapper.audit.Audit;
import io.strapper.language.Sentence;
import io.strapper.process.Deployer;
import io.strapper.run.Run;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of an app's webhook: how to set it up, and what was delivered. */
@Controller
@RequestMapping("/apps/{app}/hook")
class HookPageController {

	private final HookPage page;

	private final Deliveries deliveries;

	private final WaitingRuns waiting;

	private final Hooks hooks;

	private final Deployer deployer;

	private final Audit audit;

	HookPageController(HookPage page, Deliveries deliveries, WaitingRuns waiting, Hooks hooks, Deployer deployer,
			Audit audit) {
		this.page = page;
		this.deliveries = deliveries;
		this.waiting = waiting;
		this.hooks = hooks;
		this.deployer = deployer;
		this.audit = audit;
	}

	@GetMapping
	String page(@PathVariable AppId app, Authentication user, Model model) {
		return this.page.show(app, user, model);
	}

	/** Deploys what was pushed, whatever the filters say: somebody has decided it. */
	@PostMapping("/{delivery}/retry")
	String retry(@PathVariable AppId app, @PathVariable long delivery, Authentication user, RedirectAttributes flash) {
		this.page.require(app, user);
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
		this.page.require(app, user);
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
