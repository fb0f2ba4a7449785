package io.strapper.web;

import io.strapper.security.AppRules;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * The user who looks at a page.
 *
 * @param name name of the signed-in user
 * @param admin whether this is an administrator
 */
record UserView(String name, boolean admin) {

	/** Adds {@code user} to every page's model; null if nobody is signed in. */
	@ControllerAdvice
	static class CurrentUserAdvice {

		private final AppRules rules;

		CurrentUserAdvice(AppRules rules) {
			this.rules = rules;
		}

		@ModelAttribute("user")
		@Nullable UserView user(@Nullable Authentication user) {
			return (user != null) ? new UserView(user.getName(), this.rules.isAdmin(user)) : null;
		}

	}

}
