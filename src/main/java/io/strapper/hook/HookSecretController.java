package io.strapper.hook;

import io.strapper.app.AppId;
import io.strapper.language.Sentence;
import io.strapper.user.RefusedException;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The buttons for the secret on the page of a webhook. */
@Controller
@RequestMapping("/apps/{app}/hook/secret")
class HookSecretController {

	private final SecretChanges changes;

	private final HookPage page;

	HookSecretController(SecretChanges changes, HookPage page) {
		this.changes = changes;
		this.page = page;
	}

	/** The answer shows the secret, so it is no redirect: a session would keep it. */
	@PostMapping
	String make(@PathVariable AppId app, @RequestParam(defaultValue = "0s") String previous, Authentication user,
			Model model) {
		try {
			model.addAttribute("made", this.changes.make(user, app, new SecretRequest(previous)));
		}
		catch (RefusedException ex) {
			model.addAttribute("problem", ex.sentence());
		}
		return this.page.show(app, user, model);
	}

	@PostMapping("/remove")
	String remove(@PathVariable AppId app, Authentication user, RedirectAttributes flash) {
		if (this.changes.remove(user, app)) {
			flash.addFlashAttribute("message", Sentence.of("done.hook-secret.removed"));
		}
		else {
			flash.addFlashAttribute("problem", Sentence.of("problem.hook-secret.gone"));
		}
		return "redirect:/apps/" + app + "/hook";
	}

}
