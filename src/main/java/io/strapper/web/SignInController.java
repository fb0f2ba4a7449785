package io.strapper.web;

import io.strapper.security.AppRules;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The sign-in page. */
@Controller
class SignInController {

	private final AppRules rules;

	SignInController(AppRules rules) {
		this.rules = rules;
	}

	@GetMapping("/login")
	String signIn(@Nullable Authentication authentication) {
		return this.rules.isUser(authentication) ? "redirect:/" : "login";
	}

}
