package io.strapper.web;

import io.strapper.oidc.SignInProblem;
import io.strapper.security.AppRules;
import io.strapper.security.SignInWays;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page. */
@Controller
class SignInController {

	private final AppRules rules;

	private final SignInWays ways;

	SignInController(AppRules rules, SignInWays ways) {
		this.rules = rules;
		this.ways = ways;
	}

	/** The page; {@code problem} is the code of a {@link SignInProblem}. */
	@GetMapping("/login")
	String signIn(@RequestParam(defaultValue = "") String problem, @Nullable Authentication authentication,
			Model model) {
		if (this.rules.isUser(authentication)) {
			return "redirect:/";
		}
		model.addAttribute("ways", this.ways);
		SignInProblem.parse(problem).ifPresent((known) -> model.addAttribute("refusal", known.sentence()));
		return "login";
	}

}
