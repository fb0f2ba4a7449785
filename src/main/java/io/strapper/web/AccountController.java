package io.strapper.web;

import io.strapper.language.Sentence;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import io.strapper.audit.Audit;
import io.strapper.language.Language;
import io.strapper.language.ReaderLanguage;
import io.strapper.security.AppRules;
import io.strapper.security.OwnPassword;
import io.strapper.user.RefusedException;
import io.strapper.user.Sessions;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page where users change their own password and see where they are signed in. */
@Controller
@RequestMapping("/account")
class AccountController {

	private static final String BACK = "redirect:/account";

	private final OwnPassword ownPassword;

	private final Sessions sessions;

	private final AppRules rules;

	private final Audit audit;

	private final ReaderLanguage languages;

	AccountController(OwnPassword ownPassword, Sessions sessions, AppRules rules, Audit audit,
			ReaderLanguage languages) {
		this.ownPassword = ownPassword;
		this.sessions = sessions;
		this.rules = rules;
		this.audit = audit;
		this.languages = languages;
	}

	@GetMapping
	String account(Authentication user, HttpSession session, HttpServletRequest request, Model model) {
		model.addAttribute("mustChange", this.rules.mustChangePassword(user));
		model.addAttribute("languages", Language.values());
		model.addAttribute("language", ReaderLanguage.chosen(request).orElse(null));
		model.addAttribute("hasPassword", this.ownPassword.isUsable(user.getName()));
		model.addAttribute("sessions", this.sessions.of(user.getName(), session.getId()));
		return "account";
	}

	@PostMapping("/password")
	String changePassword(@RequestParam String current, @RequestParam String password, @RequestParam String repeat,
			Authentication user, HttpServletRequest request, HttpServletResponse response, RedirectAttributes flash) {
		try {
			if (!password.equals(repeat)) {
				throw new RefusedException(Sentence.of("problem.password.repeat"));
			}
			this.ownPassword.change(request, response, user, current, password);
			flash.addFlashAttribute("message", Sentence.of("done.password"));
		}
		catch (RefusedException ex) {
			flash.addFlashAttribute("problem", ex.sentence());
		}
		return BACK;
	}

	/**
	 * Chooses a language for this browser: its tag, or empty for what the browser asks
	 * for.
	 */
	@PostMapping("/language")
	String chooseLanguage(@RequestParam(defaultValue = "") String language, HttpServletRequest request,
			HttpServletResponse response) {
		this.languages.setLocale(request, response, Language.find(language).map(Language::locale).orElse(null));
		return BACK;
	}

	/** Ends the session with that key; the one that asks is ended by signing out. */
	@PostMapping("/sessions/end")
	String endSession(@RequestParam String key, Authentication user, RedirectAttributes flash) {
		this.sessions.endOne(user.getName(), key);
		this.audit.note("end own session", null);
		flash.addFlashAttribute("message", Sentence.of("done.session"));
		return BACK;
	}

	@PostMapping("/sessions/end-others")
	String endOtherSessions(Authentication user, HttpSession session, RedirectAttributes flash) {
		this.sessions.endOthers(user.getName(), session.getId());
		this.audit.note("end own other sessions", null);
		flash.addFlashAttribute("message", Sentence.of("done.sessions"));
		return BACK;
	}

}
