package io.strapper.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.strapper.language.Sentence;
import io.strapper.security.AppRules;
import io.strapper.user.RefusedException;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The page where users make, see and revoke their tokens. */
@Controller
@RequestMapping("/account/tokens")
class TokensController {

	/** An app for the examples, if a token names none. */
	private static final String ANY_APP = "blog";

	private static final String STEP = """
			- name: Deploy
			  env:
			    STRAPPER_TOKEN: ${{ secrets.STRAPPER_TOKEN }}
			    APP: %s/api/apps/%s
			  run: |
			    auth="Authorization: Bearer $STRAPPER_TOKEN"
			    run=$APP/runs/$(curl -fsS -X POST -H "$auth" "$APP/deploy" | jq .number)
			    curl -fsSN -H "$auth" "$run/log?follow"
			    curl -fsS -H "$auth" "$run" | jq -e '.status == "succeeded"'
			""";

	private final OwnTokens tokens;

	private final AppRules rules;

	private final Clock clock;

	TokensController(OwnTokens tokens, AppRules rules, Clock clock) {
		this.tokens = tokens;
		this.rules = rules;
		this.clock = clock;
	}

	@GetMapping
	String page(Authentication user, Model model) {
		if (!model.containsAttribute("form")) {
			model.addAttribute("form", Map.of("name", "", "apps", "", "days", "90"));
		}
		return show(user, ANY_APP, model);
	}

	private String show(Authentication user, String app, Model model) {
		List<TokenView> all = this.tokens.list(user);
		model.addAttribute("own", all.stream().filter((token) -> user.getName().equals(token.user())).toList());
		model.addAttribute("keys", all.stream().filter((token) -> token.user() == null).toList());
		model.addAttribute("others",
				all.stream().filter((token) -> token.user() != null && !user.getName().equals(token.user())).toList());
		model.addAttribute("admin", this.rules.isAdmin(user));
		String url = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
		model.addAttribute("url", url);
		model.addAttribute("app", app);
		model.addAttribute("step", STEP.formatted(url, app));
		return "tokens";
	}

	/** The answer shows the token, so it is no redirect: a session would keep it. */
	@PostMapping
	String make(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String kind,
			@RequestParam(defaultValue = "") List<String> scopes, @RequestParam(defaultValue = "") String apps,
			@RequestParam(defaultValue = "") String days, Authentication user, Model model) {
		List<String> named = Arrays.stream(apps.split("[\\s,]+")).filter((app) -> !app.isEmpty()).toList();
		model.addAttribute("form", Map.of("name", "", "apps", "", "days", "90"));
		try {
			OwnTokens.Made made = this.tokens.make(user, new TokenRequest(name, kind.isEmpty() ? null : kind, scopes,
					named.isEmpty() ? null : named, expiry(days)));
			model.addAttribute("made", made.token());
			model.addAttribute("feed", scopes.contains(Scope.FEED.label()));
			model.addAttribute("feedApp", (named.size() == 1) ? named.get(0) : null);
		}
		catch (RefusedException ex) {
			model.addAttribute("problem", ex.sentence());
			model.addAttribute("form", Map.of("name", name, "apps", apps, "days", days));
		}
		return show(user, named.isEmpty() ? ANY_APP : named.get(0), model);
	}

	private @Nullable String expiry(String days) {
		if (days.isEmpty()) {
			return null;
		}
		if (!days.matches("[1-9][0-9]{0,3}")) {
			throw new RefusedException(Sentence.of("problem.token.no-end"));
		}
		Instant end = this.clock.instant().plus(Duration.ofDays(Long.parseLong(days)));
		return end.toString();
	}

	@PostMapping("/{id}/revoke")
	String revoke(@PathVariable long id, Authentication user, RedirectAttributes flash) {
		this.tokens.revoke(user, id)
			.ifPresentOrElse(
					(token) -> flash.addFlashAttribute("message", Sentence.of("done.token.revoked", token.name())),
					() -> flash.addFlashAttribute("problem", Sentence.of("problem.token.gone")));
		return "redirect:/account/tokens";
	}

}
